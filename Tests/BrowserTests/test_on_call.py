"""On call in a real browser: a schedule with a gap shown before it is saved, a take-over at once, a policy, and a call answered."""
import datetime

import cast
import suite
from browser import Visitor
from test_web import fresh


def schedule(people, **more):
    """A schedule of one layer with these people by days, in everybody's zone."""
    start = (datetime.datetime.now() - datetime.timedelta(days=30)).strftime("%Y-%m-%dT09:00")
    layer = {"name": "Days", "level": 0, "turns": [[person] for person in people], "start": start, "every": 1, "unit": "days", "windows": []}
    return suite.call("POST", "/api/v1/on-call-schedules", {"name": fresh("Rota"), "zone": "Europe/Berlin", "layers": [layer], **more}, who="administrator")


def on_call_person(name):
    """Somebody of the provider who can be on call, once incident has heard of them."""
    key = cast.person(name, roles=("agent",))
    def heard():
        try:
            return suite.call("POST", "/api/v1/on-call-schedules/trial", {"zone": "UTC", "layers": [{"name": "x", "level": 0, "turns": [[suite.ACCESS[key]["id"]]], "start": "2026-01-01T00:00", "every": 1, "unit": "days", "windows": []}]}, who="administrator")
        except OSError:
            return None
    suite.until(heard)
    return key


def test_gaps_show_before_a_schedule_is_saved(browser):
    who = on_call_person("Wanda Dutch")
    visitor = Visitor(browser).sign_in("administrator")
    page = visitor.open("/operations/on-call/new")
    name = fresh("Night shift")
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Add a person").fill("Wanda Dutch")
    page.locator(".picker-list").get_by_role("option").first.click()
    page.get_by_text("Somebody is on call all the time.").wait_for()
    page.get_by_role("button", name="Weekdays 8–18").click()
    page.get_by_text("nobody is on call:").wait_for()
    page.locator(".shift.gap").first.wait_for()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("heading", name=name).wait_for()
    page.locator(".on-call-track .shift").first.wait_for()
    assert not visitor.complaints, visitor.complaints
    kept = [one for one in suite.call("GET", "/api/v1/on-call", who=who)["schedules"] if one["name"] == name]
    assert kept and kept[0]["gaps"], kept


def reach(page, target):
    """Goes on by the Tab key until this has the focus."""
    for _ in range(120):
        if target.evaluate("(element) => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("The Tab key does not lead there")


def test_a_schedule_of_two_layers_is_written_and_overridden_by_keyboard_alone(browser):
    on_call_person("Nora Nightly"), on_call_person("Dan Daily")
    visitor = Visitor(browser).sign_in("administrator")
    page = visitor.open("/operations/on-call/new")
    press, name = page.keyboard.press, fresh("Two layers ")
    reach(page, page.get_by_label("Name", exact=True))
    page.keyboard.type(name)
    for person in ("Nora Nightly", "Dan Daily"):
        reach(page, page.get_by_label("Add a person").last)
        page.keyboard.type(person)
        page.locator(".picker-list [role=option]", has_text=person).first.wait_for()
        press("Enter")
        page.locator(".on-call-turns", has_text=person).wait_for()
        if person == "Nora Nightly":
            reach(page, page.get_by_role("button", name="Add a layer"))
            press("Enter")
            page.get_by_label("Add a person").nth(1).wait_for()
    reach(page, page.get_by_role("button", name="Weekdays 8–18").last)
    press("Enter")
    page.get_by_text("Somebody is on call all the time.").wait_for()
    reach(page, page.get_by_role("button", name="Save"))
    press("Enter")
    page.get_by_role("heading", name=name).wait_for()
    forward = page.locator(".calendar-bar button").nth(1)
    reach(page, forward)
    press("Enter")
    visitor.settled()
    assert forward.evaluate("(element) => element === document.activeElement"), "the next week takes the focus away"
    press("o")
    dialog = page.get_by_role("dialog", name="Override")
    dialog.wait_for()
    reach(page, dialog.get_by_role("button", name="Override"))
    press("Enter")
    page.get_by_role("heading", name="What is different for a time").wait_for()
    page.locator(".lines").get_by_text("administrator").wait_for()
    assert not visitor.complaints, visitor.complaints


def test_whoever_takes_over_has_the_pager_at_once_also_on_a_phone(browser):
    first, second = on_call_person("Ada Watch"), on_call_person("Bo Watch")
    made = schedule([suite.ACCESS[first]["id"]])
    visitor = Visitor(browser, width=390).sign_in(second)
    page = visitor.open(f"/operations/on-call/{made['id']}")
    page.locator(".on-call-now").get_by_text("Ada Watch", exact=True).wait_for()
    page.get_by_role("button", name="Take over").click()
    page.locator(".on-call-now").get_by_text("Bo Watch", exact=True).wait_for()
    page.get_by_text("Taken over").wait_for()
    page.get_by_role("button", name="Take back").click()
    page.locator(".on-call-now").get_by_text("Ada Watch", exact=True).wait_for()
    assert not visitor.complaints, visitor.complaints


def test_a_policy_calls_and_the_record_shows_each_call_until_somebody_has_it(browser):
    who = on_call_person("Carl Ring")
    made = schedule([suite.ACCESS[who]["id"]])
    visitor = Visitor(browser).sign_in("administrator")
    page = visitor.open("/operations/escalation")
    taken = [one for one in suite.call("GET", "/api/v1/escalation-policies?state=active", who="administrator")["items"] if not one["terms"].get("team") and one["terms"]["lowestPriority"] == 5]
    for one in taken:
        suite.call("POST", f"/api/v1/escalation-policies/{one['id']}/retire", who="administrator")
    page.get_by_role("button", name="New policy").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name", exact=True).fill(fresh("Everything"))
    dialog.get_by_label("Down to priority").select_option("5")
    dialog.get_by_label("Whoever is on call", exact=True).last.select_option(label=made["name"])
    dialog.get_by_role("button", name="Save").click()
    page.get_by_text(f"on call: {made['name']}").wait_for()
    number = suite.incident_for(fresh("NobodyHome"))
    page = visitor.open(f"/work/incidents/{number}")
    calls = page.get_by_role("region", name="Calls")
    calls.get_by_text("Calling").wait_for()
    calls.get_by_text("1 call").click()
    calls.get_by_text("Carl Ring").first.wait_for()
    calls.get_by_role("button", name="I have it").click()
    calls.get_by_text("Somebody has it").wait_for()
    page = visitor.open("/operations/on-call/report")
    page.get_by_role("cell", name="Carl Ring").wait_for()
    assert not visitor.complaints, visitor.complaints
