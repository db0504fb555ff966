"""A major incident in the browser, from candidate to review: room, roles, updates and their audiences, timeline, status page."""
import os
import pathlib
import re
import uuid

from playwright.sync_api import expect

import cast
import suite
from browser import Visitor
from test_screens import findings


def outage():
    """A costly service that monitoring sees down; its name, the alert's word, and the number of the candidate."""
    word = uuid.uuid4().hex[:6]
    name = f"Payments {word}"
    suite.call("POST", "/api/v1/services", {"name": name, "criticality": 1, "valuePerHour": 90_000}, who="administrator")
    suite.until(lambda: any(one["service"] == name for one in suite.call("GET", "/api/v1/service-health?limit=200", who="administrator")["items"]))
    suite.raise_alert(f"Down{word}", service=name, instance=f"pay-{word}")
    incident = suite.until(lambda: cast.found(f"/api/v1/incidents?q=Down{word}"))
    major = suite.until(lambda: cast.found(f"/api/v1/major-incidents?incident={incident['id']}"))
    return name, word, major["number"], incident


def clear(word, name):
    """Monitoring sees that it is over."""
    labels = {"alertname": f"Down{word}", "severity": "critical", "instance": f"pay-{word}", "service": name}
    suite.call("POST", f"/intake/alertmanager/{suite.integration_key()}/api/v2/alerts", [{"labels": labels, "endsAt": "2026-01-01T00:00:00Z"}])


def picture(page, name):
    """Kept to be looked at where somebody asks for it."""
    folder = os.environ.get("DIENST_TEST_PICTURES")
    if folder:
        pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def accepted(page, number):
    page.get_by_role("button", name="Accept", exact=True).click()
    page.get_by_role("dialog").get_by_label("Bridge").fill("https://meet.example.org/pay")
    page.get_by_role("dialog").get_by_role("button", name="Accept", exact=True).click()
    expect(page.locator(".countdown")).to_have_count(3)


def test_from_candidate_to_review(administrator):
    service, word, number, incident = outage()
    page = administrator.open("/operations/major-incidents?state=proposed")
    page.get_by_role("link", name=number).click()
    expect(page.get_by_text("This may be a major incident.")).to_be_visible()
    picture(page, "1-candidate")
    accepted(page, number)
    expect(page.locator(".rail")).to_contain_text("Incident commander")
    expect(page.locator(".rail")).to_contain_text(service)
    assert not findings(page)

    page.get_by_role("button", name="Hand over: Incident commander").click()
    page.get_by_role("dialog").get_by_label("Person").select_option(index=1)
    page.get_by_role("dialog").get_by_label("What they should know").fill("Supplier is called, ticket 4711")
    page.get_by_role("dialog").get_by_role("button", name="Hand over", exact=True).click()
    expect(page.locator(".timeline")).to_contain_text("Supplier is called, ticket 4711")

    page.get_by_text("Cause known", exact=True).first.click()
    page.get_by_label(re.compile("^Users")).fill("Payments do not go through. We know why and restore them.")
    page.get_by_label(re.compile("^Management")).fill("A disk failed; the supplier is on the way.")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_text("This is what they will see.")).to_be_visible()
    picture(page, "2-preview")
    page.get_by_role("button", name="Publish to 2 audiences").click()
    expect(page.locator(".told")).to_have_count(2)

    page.get_by_role("button", name="Add to it").click()
    page.get_by_role("dialog").get_by_label(re.compile("^What happened")).fill("The supplier has arrived")
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(page.locator(".timeline")).to_contain_text("The supplier has arrived")
    picture(page, "3-room")

    # The room learns by itself that service is back.
    clear(word, service)
    expect(page.get_by_text("Service is back. The review is due.")).to_be_visible()
    page.get_by_label("What happened", exact=False).first.fill("A disk failed and its spare was not in place.")
    page.get_by_label(re.compile("^Findings")).fill("No alarm for the missing spare\nThe runbook was out of date")
    page.get_by_role("button", name="One more action").click()
    page.get_by_label("What is to be done").fill(f"Watch spares {word}")
    page.get_by_label("Who", exact=True).select_option(index=1)
    page.get_by_label("Until", exact=True).fill("2036-01-31")
    assert not findings(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("button", name="Close", exact=True)).to_be_visible()
    picture(page, "4-review")
    page.get_by_role("button", name="Close", exact=True).click()
    page.get_by_role("dialog").locator("form").get_by_role("button", name="Close", exact=True).click()
    expect(page.locator(".record-line").get_by_text("Closed")).to_be_visible()
    picture(page, "5-closed")
    improvement = suite.until(lambda: cast.found(f"/api/v1/improvements?q=Watch+spares+{word}"))
    assert improvement["source"]["number"] == number
    assert suite.call("GET", f"/api/v1/incidents/{incident['number']}", who="administrator")["state"] == "closed"
    kinds = {line["kind"] for line in suite.call("GET", f"/api/v1/major-incidents/{number}/timeline", who="administrator")["items"]}
    assert {"incident.opened", "major.accepted", "major.roleTaken", "major.updatePublished", "event.service-health", "note"} <= kinds, kinds


def test_each_audience_sees_what_is_for_it(browser, administrator):
    service, word, number, _ = outage()
    page = administrator.open(f"/operations/major-incidents/{number}")
    accepted(page, number)
    for audience, text in (("Users", f"Card payments fail {word}"), ("Staff", f"db-7 has lost its disk {word}")):
        page.get_by_label(re.compile(f"^{audience}")).fill(text)
    page.get_by_role("button", name="Preview").click()
    page.get_by_role("button", name="Publish to 2 audiences").click()
    expect(page.locator(".told")).to_have_count(2)

    rita = Visitor(browser).sign_in(cast.requester())
    told = lambda: any(word in update["text"] for entry in suite.call("GET", "/api/v1/status-page", who=cast.requester())["items"] for update in entry["updates"])
    suite.until(told)
    hers = rita.open("/portal")
    expect(hers.locator(".known").filter(has_text=f"Card payments fail {word}")).to_be_visible()
    assert f"db-7 has lost its disk {word}" not in hers.content() and f"Down{word}" not in hers.content()
    assert not findings(hers)
    picture(hers, "6-portal")
    hers.locator(".known").filter(has_text=word).click()
    expect(hers.get_by_role("heading", name=f"Trouble with {service}")).to_be_visible()
    picture(hers, "7-status-page")
    assert not rita.complaints, rita.complaints

    page = administrator.open("/portal/status-page")
    page.get_by_text("Staff", exact=True).click()
    expect(page.get_by_text(f"db-7 has lost its disk {word}")).to_be_visible()
    assert not findings(page)


def test_the_incident_is_resolved_from_the_room(administrator):
    _, _, number, incident = outage()
    page = administrator.open(f"/operations/major-incidents/{number}")
    accepted(page, number)
    page.get_by_role("button", name=f"Resolve {incident['number']}").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("How", exact=True).select_option("fixed")
    dialog.get_by_label("Resolution").fill("The disk was replaced.")
    assert not findings(page)
    dialog.get_by_role("button", name="Resolve", exact=True).click()
    expect(page.get_by_text("Service is back. The review is due.")).to_be_visible()


def test_the_room_on_a_phone_in_the_dark_and_by_keyboard(browser):
    _, _, number, _ = outage()
    visitor = Visitor(browser, theme="dark", width=390).sign_in()
    page = visitor.open(f"/operations/major-incidents/{number}")
    page.keyboard.press("y")
    page.get_by_role("dialog").get_by_label("Bridge").fill("+49 30 4711")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".countdown")).to_have_count(3)
    expect(page.locator(".rail")).to_contain_text("+49 30 4711")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert not findings(page)
    picture(page, "8-phone")
    assert not visitor.complaints, "\n".join(visitor.complaints)


def test_another_policy_is_tried_before_it_counts(administrator):
    page = administrator.open("/administration/major-incidents")
    page.get_by_role("button", name="Try on what is open").click()
    expect(page.get_by_text(re.compile("It would matter to [0-9]+ of [0-9]+ open incidents"))).to_be_visible()
    assert not findings(page)
    picture(page, "9-policy")
    page.get_by_role("group", name="Rule 1").get_by_label("Priority, at least").fill("9")
    page.get_by_label("Reason").fill("Trial")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert")).to_be_visible()
