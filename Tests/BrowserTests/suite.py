"""The suite under test: its addresses, its people, and its API for what a test needs to stand there beforehand."""
import json
import os
import time
import urllib.error
import urllib.request

GATEWAY = os.environ.get("DIENST_TEST_GATEWAY", "http://127.0.0.1:8080")
ACCESS = json.loads(open(os.environ.get("DIENST_TEST_ACCESS", ".dienst/access.json"), encoding="utf8").read())
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")

_tokens = {}


def call(method, path, body=None, who=None):
    """Calls the API; returns the answer, or raises for a refusal."""
    headers = {"Content-Type": "application/json"}
    if who:
        headers["Authorization"] = f"Bearer {token(who)}"
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(GATEWAY + path, method=method, data=data, headers=headers)
    with urllib.request.urlopen(request, timeout=60) as answer:
        content = answer.read()
    return json.loads(content) if content else None


def token(who):
    if who not in _tokens:
        _tokens[who] = call("POST", "/api/v1/sign-in", {name: ACCESS[who][name] for name in ("name", "password")})["accessToken"]
    return _tokens[who]


def integration_key():
    """A key of our own: the first one belongs to whoever runs the suite."""
    if "key" not in _tokens:
        _tokens["key"] = call("POST", "/api/v1/integrations", {"name": f"Browser tests {time.time_ns()}"}, who="administrator")["key"]
    return _tokens["key"]


def raise_alert(name, service=None, severity="critical", instance="browser-test", over=False):
    """Says what monitoring would say; with `over`, that it has ended."""
    labels = {"alertname": name, "severity": severity, "instance": instance}
    if service:
        labels["service"] = service
    call("POST", f"/intake/alertmanager/{integration_key()}/api/v2/alerts", [{"labels": labels, "annotations": {"summary": name}, **({"endsAt": "2020-01-01T00:00:00Z"} if over else {})}])


def until(find, wait=60):
    """What `find` gives once it gives something."""
    end = time.monotonic() + wait
    while time.monotonic() < end:
        found = find()
        if found:
            return found
        time.sleep(0.2)
    raise AssertionError("It did not come about in time")


def incident_for(alert):
    """The number of the incident that follows an alert of this name."""
    raise_alert(alert)
    return until(lambda: call("GET", f"/api/v1/incidents?q={alert}", who="agent")["items"])[0]["number"]


def firing(alert):
    """The number of an alert of this name that fires."""
    raise_alert(alert, severity="warning", instance=f"host-{alert}")
    return until(lambda: call("GET", f"/api/v1/alerts?q={alert}", who="agent")["items"])[0]["number"]
