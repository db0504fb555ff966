"""Signing in with an account people have elsewhere: a real OpenID Connect provider beside the suite."""
import json
import socket
import subprocess
import sys
import urllib.error
import urllib.request
import uuid

import pytest

import suite


CALLBACK = suite.GATEWAY + "/api/v1/sign-in/openid/callback"


@pytest.fixture(scope="module")
def provider():
    """A provider that anybody may use, and its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "oidc_provider_mock", "--port", str(port),
         "--user-claims", json.dumps({"sub": "petra-1", "email": "petra@example.org", "name": "Petra Provider"})],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        suite.until(lambda: answers(address))
        yield address
    finally:
        process.terminate()
        process.wait()


def answers(address):
    try:
        return urllib.request.urlopen(address + "/.well-known/openid-configuration", timeout=2).status == 200
    except OSError:
        return False


def set_up(issuer, **more):
    body = {"name": f"Provider {uuid.uuid4().hex[:6]}", "issuer": issuer, "clientID": "dienst", "clientSecret": "a secret", **more}
    return suite.call("POST", "/api/v1/sign-in-providers", body, who="administrator")["id"]


def come_in(browser, door, subject, path="/portal"):
    """Goes to the provider and back; the page it ends at, and the browser's own requests from there."""
    page = browser.new_context().new_page()
    page.goto(f"{suite.GATEWAY}/api/v1/sign-in/openid/{door}?return={path}")
    page.fill("input[name=sub]", subject)
    page.click("button:has-text('Authorize')")
    page.wait_for_url(suite.GATEWAY + "/**")
    return page


def who_is(page):
    """Whom the browser's session stands for; None without one."""
    answer = page.evaluate(
        "async () => { const r = await fetch('/api/v1/sessions/refresh', {method: 'POST'}); return r.ok ? await r.json() : null }")
    return answer and answer["person"]["name"]


def test_somebody_new_becomes_a_requester_and_is_known_the_next_time(browser, provider):
    door = set_up(provider, createPeople=True)
    subject = f"new-{uuid.uuid4().hex[:8]}"
    page = come_in(browser, door, subject)
    assert page.url.startswith(suite.GATEWAY + "/portal")
    name = who_is(page)
    assert name == subject
    assert who_is(come_in(browser, door, subject)) == name
    people = suite.call("GET", f"/api/v1/people?q={subject}", who="administrator")["items"]
    assert [(person["name"], person["roles"]) for person in people] == [(name, ["requester"])]


def test_somebody_unknown_is_not_let_in_unless_that_is_wanted(browser, provider):
    page = come_in(browser, set_up(provider), f"stranger-{uuid.uuid4().hex[:8]}")
    assert "sign-in=unknown_person" in page.url
    assert who_is(page) is None


def test_what_comes_back_is_good_once_and_for_one_browser(browser, provider):
    door = set_up(provider, createPeople=True)
    context = browser.new_context()
    page = context.new_page()
    returned = []
    page.on("request", lambda request: returned.append(request.url) if request.url.startswith(CALLBACK) else None)
    page.goto(f"{suite.GATEWAY}/api/v1/sign-in/openid/{door}?return=//evil.example/")
    page.fill("input[name=sub]", "somebody")
    page.click("button:has-text('Authorize')")
    page.wait_for_url(suite.GATEWAY + "/**")
    assert page.url.startswith(suite.GATEWAY + "/") and "evil" not in page.url
    again = context.new_page()
    again.goto(returned[0])
    assert "sign-in=refused" in again.url
    other = browser.new_context().new_page()
    other.goto(returned[0])
    assert "sign-in=refused" in other.url and who_is(other) is None


def test_a_provider_that_is_away_or_is_another_is_told(browser, provider):
    page = browser.new_context().new_page()
    page.goto(f"{suite.GATEWAY}/api/v1/sign-in/openid/{set_up('http://127.0.0.1:1/')}?return=/")
    assert "sign-in=failed" in page.url
    page.goto(f"{suite.GATEWAY}/api/v1/sign-in/openid/{set_up(provider + '/')}?return=/")
    assert "sign-in=failed" in page.url


def test_only_administrators_set_providers_up_and_nobody_reads_the_secret(provider):
    door = set_up(provider)
    shown = suite.call("GET", f"/api/v1/sign-in-providers/{door}", who="administrator")
    assert "a secret" not in json.dumps(shown)
    with pytest.raises(urllib.error.HTTPError) as refused:
        suite.call("GET", "/api/v1/sign-in-providers", who="agent")
    assert refused.value.code == 403
    for issuer in ["ftp://id.example.org", "http://id.example.org", "https://id.example.org?x=1", "file:///etc/passwd"]:
        with pytest.raises(urllib.error.HTTPError) as refused:
            set_up(issuer)
        assert refused.value.code == 422
