"""Service levels in a real browser: written, tried, missed and explained, reported with the records behind each number, and promised to who waits."""
import cast
import suite
from browser import Visitor
from test_screens import findings
from test_web import fresh

DAY_AND_NIGHT = [{"hours": [{"weekdays": ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"], "from": "00:00", "until": "24:00"}]}]


def shown(page):
    """The dialog in front."""
    return page.locator("dialog[open]")


def promised(seconds):
    """A service of our own with one promise on it; its id and name."""
    name = fresh("Promised ")
    calendar = suite.call("POST", "/api/v1/calendars", {"name": name, "zone": "UTC", "weeks": DAY_AND_NIGHT}, who="administrator")
    service = suite.call("POST", "/api/v1/services", {"name": name, "criticality": 4, "valuePerHour": 0}, who="administrator")
    target = {"name": "Solution", "measure": "resolution", "goals": [{"seconds": seconds}], "calendar": calendar["id"], "pausedBy": ["caller"], "onChange": "retroactive", "respondedBy": "ownership", "thresholds": []}
    policy = suite.call("POST", "/api/v1/service-level-policies", {"name": name, "kind": "customer", "services": [service["id"]], "targets": [target]}, who="administrator")
    trial = {"policy": policy["id"], "from": "2020-01-01T00:00:00Z", "until": "2020-01-02T00:00:00Z"}
    # Incident has heard of it when it can be tried there.
    suite.until(lambda: heard(trial))
    return service["id"], name


def heard(trial):
    try:
        return suite.call("POST", "/api/v1/incidents/what-if", trial, who="agent")
    except suite.urllib.error.HTTPError:
        return None


def reported(service, person, summary):
    contact = suite.call("POST", "/api/v1/contacts", {"channel": "phone", "person": person, "service": service, "summary": summary}, who="agent")
    return suite.until(lambda: next((one for one in suite.call("GET", "/api/v1/incidents?limit=20", who="agent")["items"] if one["summary"] == summary), None)) or contact


def test_a_calendar_and_a_policy_are_written_and_tried(browser):
    word = fresh("Yard ")
    visitor = Visitor(browser).sign_in()
    page = visitor.open("/administration/calendars")
    page.get_by_role("button", name="New calendar").first.click()
    box = shown(page)
    box.get_by_label("Name").fill(word)
    box.get_by_label("Time zone").select_option("Europe/Stockholm")
    box.get_by_role("button", name="Day and night").click()
    box.get_by_text("Open now").wait_for()
    box.get_by_role("button", name="Add a holiday").click()
    box.locator(".built", has=page.get_by_text("Holiday")).last.get_by_label("Name").fill("Midsummer")
    assert not findings(page)
    box.get_by_role("button", name="Save").click()
    page.wait_for_selector("dialog[open]", state="detached")
    page.get_by_text(word).first.wait_for()

    page = visitor.open("/administration/policies")
    page.get_by_role("button", name="New policy").first.click()
    box = shown(page)
    box.get_by_label("Name").first.fill(word)
    box.get_by_label("Kind", exact=True).select_option("customer")
    box.locator(".built").get_by_label("Name").fill("Solution")
    box.get_by_label("Calendar", exact=True).select_option(label=word)
    box.get_by_label("Within").fill("2")
    box.get_by_role("button", name="Try it on the last 90 days").click()
    box.get_by_text("would have come out differently").wait_for()
    assert not findings(page)
    box.get_by_role("button", name="Save").click()
    page.wait_for_selector("dialog[open]", state="detached")
    kept = suite.until(lambda: next((one for one in suite.call("GET", f"/api/v1/service-level-policies?limit=100", who="administrator")["items"] if one["name"] == word), None))
    assert kept["targets"][0]["goals"] == [{"seconds": 7200}], kept["targets"]
    suite.call("POST", f"/api/v1/service-level-policies/{kept['id']}/deactivate", who="administrator")
    assert not visitor.complaints, visitor.complaints


def test_a_miss_is_explained_and_every_number_opens_its_records(browser):
    service, name = promised(1)
    person = suite.ACCESS[cast.requester()]["id"]
    number = reported(service, person, fresh("Late already "))["number"]
    suite.until(lambda: suite.call("GET", f"/api/v1/incidents/{number}", who="agent")["breached"])
    suite.call("POST", f"/api/v1/incidents/{number}/start-work", who="agent")
    suite.call("POST", f"/api/v1/incidents/{number}/resolve", {"code": "fixed", "notes": "Done."}, who="agent")
    visitor = Visitor(browser).sign_in("agent")
    page = visitor.open(f"/work/incidents/{number}")
    page.get_by_role("button", name="Say why").click()
    box = shown(page)
    box.get_by_label("Reason").select_option(label="Outside influence")
    box.get_by_label("Excusable by the agreement").check()
    box.get_by_label("In words").fill("The power was out in all of the yard.")
    box.get_by_role("button", name="Save").click()
    page.get_by_text("The power was out").first.wait_for()

    page = visitor.open(f"/reports/service-levels?service={service}&by=policy")
    tile = lambda text: page.locator(".tile", has=page.get_by_text(text, exact=True)).locator(".figure-button")
    assert tile("Missed").inner_text() == "1" and tile("Missed, excusable").inner_text() == "1" and tile("Missed, no reason given").inner_text() == "0"
    page.get_by_role("button", name="What does “Missed” mean?").click()
    page.get_by_text("Definition, version 1").wait_for()
    page.keyboard.press("Escape")
    page.locator(".popover").wait_for(state="detached")
    tile("Missed").click()
    visitor.settled()
    assert shown(page).locator("tbody tr").count() == 1 and number in shown(page).inner_text()
    assert not findings(page)
    with page.expect_download() as file:
        shown(page).get_by_role("button", name="CSV").click()
    lines = open(file.value.path(), encoding="utf8").read().splitlines()
    assert len(lines) == 2 and lines[1].startswith(number), lines
    assert not visitor.complaints, visitor.complaints


def test_who_waits_sees_when_to_expect_it(browser):
    service, _ = promised(7200)
    person = cast.requester()
    incident = reported(service, suite.ACCESS[person]["id"], fresh("When will it work? "))
    visitor = Visitor(browser, width=390).sign_in(person)
    page = visitor.open(f"/portal/records/incident/{incident['id']}")
    page.get_by_role("heading", name="What you can expect").wait_for()
    page.get_by_text("by", exact=False).first.wait_for()
    suite.call("POST", f"/api/v1/incidents/{incident['number']}/start-work", who="agent")
    suite.call("POST", f"/api/v1/incidents/{incident['number']}/hold", {"reason": "caller", "note": "Which door?"}, who="agent")
    page.locator(".badge", has_text="waits:").wait_for()
    assert not findings(page)
    assert not visitor.complaints, visitor.complaints


def test_a_report_that_is_read_anew_takes_nothing_from_under_the_hand(browser):
    visitor = Visitor(browser).sign_in("agent")
    page = visitor.open("/reports/incidents")
    group = page.get_by_role("group", name="Broken down")
    group.get_by_role("radio", name="Service").focus()
    for name in ("Team", "Priority"):
        page.keyboard.press("ArrowRight")
        visitor.settled()
        expected = group.get_by_role("radio", name=name)
        assert expected.is_checked() and expected.evaluate("(element) => element === document.activeElement"), name
    page.get_by_role("columnheader", name="Priority").wait_for()
    assert not visitor.complaints, visitor.complaints
