"""The web application in a real browser."""
import uuid

import cast
import suite
from browser import Visitor

def fresh(word):
    return f"{word}{uuid.uuid4().hex[:8]}"


def test_wrong_password_is_a_sentence(browser):
    visitor = Visitor(browser)
    page = visitor.open("/")
    page.fill("input[name=name]", fresh("nobody"))
    page.fill("input[name=password]", "not the password")
    page.click("button[type=submit]")
    page.get_by_role("alert").wait_for()
    assert page.input_value("input[name=password]") == ""


def test_an_alert_appears_in_the_console_by_itself(browser):
    visitor = Visitor(browser).sign_in()
    page = visitor.open("/operations/alerts")
    page.mouse.move(5, 5)
    name = fresh("Appears")
    suite.raise_alert(name, severity="major")
    page.get_by_role("link", name=name).wait_for()
    assert not visitor.complaints, visitor.complaints


def test_a_new_incident_is_counted_and_moves_nothing(browser):
    suite.incident_for(fresh("Before"))
    visitor = Visitor(browser).sign_in("agent")
    page = visitor.open("/work/incidents?open=true&sort=-openedAt")
    first = page.locator(".list tbody tr .number").first.inner_text()
    number = suite.incident_for(fresh("Counted"))
    bar = page.locator(".fresh-bar")
    bar.wait_for()
    assert page.locator(".list tbody tr .number").first.inner_text() == first
    bar.click()
    page.locator(".list").get_by_role("link", name=number).wait_for()


def test_an_agent_takes_an_incident_from_the_live_queue_by_keyboard_alone(browser):
    visitor = Visitor(browser).sign_in("agent")
    page = visitor.open("/work/incidents?open=true&sort=-openedAt")
    summary = fresh("The scanner beeps ")
    number = cast.reported(summary)
    page.locator(".fresh-bar").wait_for()
    page.keyboard.press("n")
    row = page.locator(".list tbody tr", has_text=number)
    row.wait_for()
    chosen = page.locator(".list tbody tr[data-seen=yes]")
    for _ in range(page.locator(".list tbody tr").count()):
        page.keyboard.press("j")
        chosen.wait_for()
        if number in chosen.inner_text():
            break
    page.keyboard.press("o")
    page.locator(".record-line", has_text=number).wait_for()
    visitor.settled()
    page.keyboard.press("w")
    page.locator(".record-line").get_by_text("In progress").wait_for()
    page.keyboard.press("r")
    page.wait_for_selector(".writer.reply textarea:focus")
    page.keyboard.type("Does it beep once or twice?")
    page.keyboard.press("Control+Enter")
    page.locator(".said.ours").get_by_text("Does it beep once or twice?").wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    page.wait_for_selector("dialog[open] select:focus")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("Restarted it")
    page.keyboard.press("Control+Enter")
    page.locator(".record-line").get_by_text("Resolved").wait_for()
    assert suite.call("GET", f"/api/v1/incidents/{number}", who="agent")["state"] == "resolved"
    assert not visitor.complaints, visitor.complaints


def test_the_palette_leads_to_a_record_by_its_number(browser):
    number = suite.incident_for(fresh("Keys"))
    suite.until(lambda: suite.call("GET", f"/api/v1/search?q={number}", who="agent")["items"])
    visitor = Visitor(browser).sign_in("agent")
    page = visitor.open("/work/incidents?open=true")
    page.keyboard.press("Control+k")
    page.wait_for_selector("dialog.palette input:focus")
    page.keyboard.type(number)
    page.get_by_role("option", name=number).first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/work/incidents/{number}")


def test_two_people_at_once_have_a_choice_and_lose_nothing(browser):
    number = suite.incident_for(fresh("Both"))
    visitor = Visitor(browser).sign_in("agent")
    page = visitor.open(f"/work/incidents/{number}")
    page.get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="Resolve").click()
    page.locator("dialog select[name=code]").select_option("fixed")
    page.locator("dialog textarea").fill("What I typed")
    suite.call("POST", f"/api/v1/incidents/{number}/start-work", who="administrator")
    page.locator("dialog").get_by_role("button", name="Resolve").click()
    page.get_by_text("Somebody else changed this while you were at it.").wait_for()
    assert page.locator("dialog textarea").input_value() == "What I typed"
    page.get_by_role("button", name="Do it anyway").click()
    page.locator(".record-line").get_by_text("Resolved").wait_for()


def test_why_this_priority(browser):
    number = suite.incident_for(fresh("Why"))
    visitor = Visitor(browser).sign_in("agent")
    page = visitor.open(f"/work/incidents/{number}")
    page.get_by_role("button", name="Why this priority?").first.click()
    page.get_by_role("dialog").get_by_text("impact × urgency").wait_for()
    page.keyboard.press("Escape")
    page.wait_for_selector(".popover", state="detached")


def test_what_is_typed_survives_a_reload(browser):
    visitor = Visitor(browser).sign_in("agent")
    page = visitor.open("/work/report")
    page.get_by_label("What does not work?").fill("The printer eats paper")
    page.reload()
    visitor.settled()
    assert page.get_by_label("What does not work?").input_value() == "The printer eats paper"


def test_a_session_that_ends_loses_nothing(browser):
    number = suite.incident_for(fresh("Ended"))
    visitor = Visitor(browser).sign_in("agent")
    page = visitor.open(f"/work/incidents/{number}")
    page.get_by_label("Internal note for staff").fill("Half a thought")
    for address in ("**/sessions/refresh", "**/notes"):
        page.route(address, lambda route: route.fulfill(status=401, content_type="application/problem+json", body="{}"))
    page.get_by_role("button", name="Add note").click()
    dialog = page.get_by_role("dialog", name="Your session has ended")
    dialog.wait_for()
    page.unroute_all()
    dialog.get_by_label("Name").fill(suite.ACCESS["agent"]["name"])
    dialog.get_by_label("Password").fill(suite.ACCESS["agent"]["password"])
    dialog.get_by_role("button", name="Sign in").click()
    dialog.wait_for(state="detached")
    assert page.get_by_label("Internal note for staff").input_value() == "Half a thought"
    page.get_by_role("button", name="Add note").click()
    page.locator(".timeline").get_by_text("Half a thought").wait_for()


def test_a_record_that_is_not_there_looks_finished(browser):
    page = Visitor(browser).sign_in("agent").open("/work/incidents/INC9999999")
    page.get_by_role("heading", name="There is nothing here").wait_for()


def test_what_is_not_for_an_agent_says_so(browser):
    page = Visitor(browser).sign_in("agent").open("/administration/parked")
    page.get_by_role("heading", name="Not for you").wait_for()


def test_signing_out_ends_it(browser):
    visitor = Visitor(browser).sign_in("agent")
    page = visitor.page
    page.locator(".me button").first.click()
    page.get_by_role("menuitem", name="Sign out").click()
    page.wait_for_selector(".door")
    page.reload()
    page.wait_for_selector(".door")
