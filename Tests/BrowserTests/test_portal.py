"""The portal in a real browser, with somebody signed in who has trouble and wishes."""
import datetime
import os
import re
import uuid

import pytest

import cast
import suite
from browser import Visitor
from test_screens import findings
from test_web import fresh

HOSTILE = ["<script>window.hurt = 1</script><img src=x onerror='window.hurt = 1'>", "=cmd|' /C calc'!A0 {{7*7}} ${7*7} ../../etc/passwd", "Ж" * 180,
           "תקלה במדפסת של המשרד مشكلة في الطابعة", "a" * 190]


def test_trouble_is_reported_in_three_fields_and_kept_over_a_reload(browser):
    visitor = Visitor(browser).sign_in(cast.requester())
    page = visitor.open("/portal/report")
    words = fresh("The printer eats paper ")
    page.get_by_label("What does not work?").fill(words)
    page.reload()
    visitor.settled()
    assert page.get_by_label("What does not work?").input_value() == words
    page.get_by_label("What exactly happens, and since when?").fill("Since this morning, every second page.")
    page.get_by_role("button", name="Report", exact=True).click()
    page.get_by_role("heading", name=words, level=1).wait_for()
    page.get_by_text("Thank you, we have it").wait_for()
    page.goto(suite.GATEWAY + "/portal")
    page.locator(".lines").get_by_text(words).wait_for()
    assert not visitor.complaints, visitor.complaints


def test_a_known_outage_is_joined_while_reporting(browser):
    word = uuid.uuid4().hex[:8]
    who = cast.requester()
    service, name = cast.broken_service(word)
    outage = suite.until(lambda: next((one["outage"] for one in suite.call("GET", "/api/v1/portal/services", who=who)["items"] if one["id"] == service["id"] and one.get("outage")), None))
    visitor = Visitor(browser).sign_in(who)
    page = visitor.open("/portal/report")
    page.get_by_label("What does not work?").fill("Nothing opens")
    page.get_by_label("Which service is it about?").select_option(service["id"])
    card = page.locator(".outage", has_text=name)
    card.get_by_role("button", name="Me too").click()
    card.get_by_text("You are counted in").wait_for()
    suite.until(lambda: suite.call("GET", f"/api/v1/incidents/{outage['incident']}", who="agent").get("affectedCount", 0) >= 1)
    mine = suite.until(lambda: [one for one in suite.call("GET", "/api/v1/portal/records?limit=50", who=who)["items"] if one["id"].lower() == outage["incident"].lower()])
    assert mine
    page = visitor.open("/portal")
    page.locator(".outage", has_text=name).get_by_text("You are counted in").wait_for()
    assert not visitor.complaints, visitor.complaints


@pytest.mark.skipif("DIENST_TEST_MAILBOX" not in os.environ, reason="The suite sends its mail elsewhere")
def test_an_item_is_requested_approved_by_a_link_fulfilled_and_confirmed(browser):
    who, boss = cast.requester(), cast.manager()
    item, name = cast.item()
    visitor = Visitor(browser).sign_in(who)
    page = visitor.open("/portal/catalogue")
    page.get_by_label("What do you need?").fill(name)
    page.get_by_role("link", name=name).click()
    page.get_by_text("Promised by").wait_for()
    page.get_by_role("button", name="Send request").click()
    page.get_by_text("This is needed.").wait_for()
    page.get_by_label("Large").check()
    page.get_by_label("Why the large one?").fill("For the plans of the shop floor")
    page.get_by_label("Phone").fill("not a number")
    page.get_by_role("button", name="Send request").click()
    page.locator(".field", has_text="Phone").locator(".fault").wait_for()
    page.get_by_label("Phone").fill("+49 40 123456")
    page.get_by_role("button", name="Send request").click()
    page.get_by_text("Thank you, we have your request").wait_for()
    page.locator(".tracker .now").get_by_text("Approval").wait_for()

    request = suite.until(lambda: cast.request_of(name, who))
    mail = suite.until(lambda: cast.mail_to(boss, request["number"]))
    link = re.search(r"http://suite\.example(/approve\S+)", mail).group(1)
    chief = Visitor(browser)
    chief.page.goto(suite.GATEWAY + link)
    chief.page.get_by_role("heading", name=name).wait_for()
    assert not findings(chief.page)
    chief.page.get_by_role("button", name="Approve").click()
    chief.page.get_by_text("is approved").wait_for()
    chief.page.reload()
    chief.page.get_by_role("heading", name="This link leads nowhere any more").wait_for()

    agent = Visitor(browser).sign_in("agent")
    work = agent.open(f"/work/requests/{request['id']}")
    task = work.locator("ol.lines li").filter(has_text="Hand it over").first
    task.get_by_role("button", name="Start").click()
    task.get_by_role("button", name="Done").click()
    work.get_by_role("dialog").get_by_role("button", name="Done").click()
    work.locator(".record-line").get_by_text("Fulfilled").wait_for()

    page.goto(suite.GATEWAY + f"/portal/records/request/{request['id']}")
    page.get_by_role("button", name="Yes, all is well").click()
    page.locator(".record-line").get_by_text("Closed").wait_for()
    assert suite.call("GET", f"/api/v1/requests/{request['id']}", who="agent")["state"] == "closed"
    complaints = visitor.complaints + chief.complaints + agent.complaints
    assert not complaints, complaints


def test_a_manager_decides_in_the_portal_and_says_why(browser):
    who, boss = cast.requester(), cast.manager()
    item, name = cast.item()
    request = suite.call("POST", "/api/v1/requests", {"item": item, "answers": {"size": "small"}}, who=who)
    chief = Visitor(browser).sign_in(boss)
    desk = chief.open("/portal")
    desk.get_by_role("link", name="waits for you").or_(desk.get_by_role("link", name="wait for you")).click()
    card = desk.locator(".approval", has_text=name)
    card.get_by_role("button", name="Reject").click()
    card.get_by_text("To reject, say why.").wait_for()
    card.get_by_label("Comment").fill("Fine, they need it")
    card.get_by_role("button", name="Approve").click()
    desk.get_by_text("is approved").first.wait_for()
    suite.until(lambda: suite.call("GET", f"/api/v1/requests/{request['id']}", who="agent")["state"] in ("approved", "in_fulfilment"))
    assert not chief.complaints, chief.complaints


def test_somebody_else_approves_while_a_manager_is_away(browser):
    identity, name = cast.item()
    chief = cast.person("Mats Manager")
    deputy = cast.person(fresh("Dora Deputy "))
    asker = cast.person("Ada Asker", manager=suite.ACCESS[chief]["id"])
    page = Visitor(browser).sign_in(chief).open("/account")
    page.get_by_role("button", name="Name somebody").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Who approves for me").fill(suite.ACCESS[deputy]["shown"])
    dialog.locator(".picker-list [role=option]").first.click()
    dialog.get_by_label("Until").fill("2090-01-01T12:00")
    dialog.get_by_role("button", name="Save").click()
    dialog.locator(".fault").wait_for()
    until = datetime.datetime.now() + datetime.timedelta(days=9)
    dialog.get_by_label("Until").fill(until.strftime("%Y-%m-%dT%H:%M"))
    dialog.get_by_role("button", name="Save").click()
    page.locator("ul.lines li").filter(has_text=suite.ACCESS[deputy]["shown"]).wait_for()
    request = suite.call("POST", "/api/v1/requests", {"item": identity, "answers": {"size": "small"}}, who=asker)
    visitor = Visitor(browser).sign_in(deputy)
    desk = visitor.open("/portal/approvals")
    card = desk.locator(".approval", has_text=name)
    card.get_by_text("for Mats Manager").wait_for()
    card.get_by_role("button", name="Approve").click()
    desk.get_by_text("is approved").first.wait_for()
    decided = suite.call("GET", f"/api/v1/requests/{request['id']}", who="agent")["approvals"][0]
    assert decided["decidedFor"]["name"] == "Mats Manager", decided
    assert not visitor.complaints, visitor.complaints


def test_a_link_that_is_none_says_so_without_sign_in(browser):
    visitor = Visitor(browser)
    page = visitor.page
    page.goto(suite.GATEWAY + "/approve#" + "x" * 43)
    page.get_by_role("heading", name="This link leads nowhere any more").wait_for()
    assert not findings(page)


def test_talk_with_the_desk_and_its_files(browser, tmp_path):
    who = cast.requester()
    words = fresh("Talk ")
    report = suite.call("POST", "/api/v1/portal/reports", {"summary": words}, who=who)
    incident = report["incident"]["id"]
    suite.until(lambda: cast.readable(f"/api/v1/records/incident/{incident}/conversation", who))
    suite.call("POST", f"/api/v1/records/incident/{incident}/notes", {"text": "INTERNAL do not tell"}, who="agent")
    suite.call("POST", f"/api/v1/records/incident/{incident}/replies", {"text": "Which **floor** are you on?"}, who="agent")
    visitor = Visitor(browser).sign_in(who)
    page = visitor.open(f"/portal/records/incident/{incident}")
    page.locator(".bubble").get_by_text("floor").wait_for()
    assert "INTERNAL" not in page.content()
    trace = tmp_path / "trace.txt"
    trace.write_text("line one\nline two\n")
    page.get_by_label("Your message").fill("The third. <b>Here</b> is the trace.")
    page.locator(".write input[type=file]").set_input_files(trace)
    page.locator(".write .file", has_text="trace.txt").wait_for()
    page.wait_for_selector(".write progress", state="detached")
    page.get_by_role("button", name="Send").click()
    page.locator(".bubble.mine").get_by_text("<b>Here</b> is the trace.").wait_for()
    with page.expect_download() as saved:
        page.locator(".bubble.mine .file", has_text="trace.txt").click()
    assert saved.value.suggested_filename == "trace.txt"
    assert not visitor.complaints, visitor.complaints


@pytest.mark.parametrize("width", [1440, 390])
def test_hostile_words_are_shown_as_words(browser, width):
    who = cast.requester()
    records = []
    for text in HOSTILE:
        report = suite.call("POST", "/api/v1/portal/reports", {"summary": text, "description": text}, who=who)
        wish = suite.call("POST", "/api/v1/unsupported-requests", {"wish": text}, who=who)
        suite.until(lambda: cast.readable(f"/api/v1/incidents/{report['incident']['id']}", who))
        records += [(f"/portal/records/incident/{report['incident']['id']}", text), (f"/portal/records/unsupported-request/{wish['id']}", text)]
    visitor = Visitor(browser, width=width).sign_in(who)
    for place, text in records + [("/portal", None), ("/portal/mine", None)]:
        page = visitor.open(place)
        assert page.evaluate("window.hurt") is None
        assert not page.evaluate("document.querySelector('main').scrollWidth > document.querySelector('main').clientWidth"), place
        if text:
            page.get_by_role("heading", level=1).get_by_text(text[:20]).wait_for()
    assert not visitor.complaints, visitor.complaints


def test_somebody_elses_record_is_not_there(browser):
    other = cast.person("Olga Other")
    wish = suite.call("POST", "/api/v1/unsupported-requests", {"wish": fresh("Secret ")}, who=other)
    page = Visitor(browser).sign_in(cast.requester()).open(f"/portal/records/unsupported-request/{wish['id']}")
    page.get_by_role("heading", name="There is nothing here").wait_for()


def test_the_portal_works_by_keyboard_alone(browser):
    visitor = Visitor(browser).sign_in(cast.requester())
    page = visitor.open("/portal")
    page.get_by_role("combobox").focus()
    page.keyboard.type("zzqxvkj wwqqzz")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Nothing was found").wait_for()
    page.get_by_role("link", name="Report trouble").last.focus()
    page.keyboard.press("Enter")
    page.get_by_label("What does not work?").wait_for()
    assert page.get_by_label("What does not work?").input_value() == "zzqxvkj wwqqzz"
    page.get_by_label("What does not work?").press("Enter")
    page.get_by_text("Thank you, we have it").wait_for()


def test_language_and_looks_are_kept_in_the_account(browser):
    who = cast.person("Lina Language")
    visitor = Visitor(browser).sign_in(who)
    page = visitor.open("/account")
    page.get_by_label("Language").last.select_option("de")
    page.get_by_role("heading", name="Mein Konto").wait_for()
    assert suite.until(lambda: suite.call("GET", "/api/v1/me", who=who)["person"].get("language") == "de")
    page.get_by_label("Dunkel").last.check()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
