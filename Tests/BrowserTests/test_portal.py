"""The portal in a real browser, with somebody signed in who has trouble and wishes."""
import os
import re
import uuid

import pytest

import cast
import suite
from browser import Visitor
from test_web import findings, fresh

SCREENS = ["/portal", "/portal/services", "/portal/report", "/portal/catalogue", "/portal/mine", "/portal/mine?show=all", "/portal/approvals", "/portal/articles",
           "/portal/ask", "/portal/search?q=printer", "/account"]
HOSTILE = ["<script>window.hurt = 1</script><img src=x onerror='window.hurt = 1'>", "=cmd|' /C calc'!A0 {{7*7}} ${7*7} ../../etc/passwd", "Ж" * 180,
           "תקלה במדפסת של המשרד مشكلة في الطابعة", "a" * 190]


def own_records(who):
    """A record of each kind that a requester may have, for the screens."""
    item, _ = cast.item()
    request = suite.call("POST", "/api/v1/requests", {"item": item, "answers": {"size": "small"}}, who=who)
    wish = suite.call("POST", "/api/v1/unsupported-requests", {"wish": fresh("A flying carpet ")}, who=who)
    report = suite.call("POST", "/api/v1/portal/reports", {"summary": fresh("Screens ")}, who=who)
    suite.until(lambda: suite.call("GET", f"/api/v1/portal/records?limit=50", who=who)["items"])
    suite.until(lambda: readable(f"/api/v1/incidents/{report['incident']['id']}", who))
    return [f"/portal/catalogue/{item}", f"/portal/records/request/{request['id']}", f"/portal/records/unsupported-request/{wish['id']}", f"/portal/records/incident/{report['incident']['id']}"]


def readable(path, who):
    try:
        return suite.call("GET", path, who=who)
    except OSError:
        return None


@pytest.mark.parametrize("theme, width", [("light", 1440), ("dark", 1440), ("light", 390), ("dark", 390)])
def test_every_screen_of_the_portal_is_whole_and_accessible(browser, theme, width):
    who = cast.requester()
    visitor = Visitor(browser, theme, width).sign_in(who)
    wrong = []
    for screen in SCREENS + own_records(who):
        page = visitor.open(screen)
        wrong += findings(page)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth || document.querySelector('main').scrollWidth > document.querySelector('main').clientWidth"):
            wrong.append(f"{screen} is wider than the window")
        if page.locator("main .empty .button", has_text="Try again").count():
            wrong.append(f"{screen} shows a failure")
    assert not wrong, "\n".join(wrong)
    assert not visitor.complaints, "\n".join(visitor.complaints)


@pytest.mark.parametrize("language", ["de", "sv", "nb", "ru"])
def test_the_portal_is_translated(browser, language):
    visitor = Visitor(browser, language=language).sign_in(cast.requester())
    for screen in SCREENS:
        page = visitor.open(screen)
        raw = re.findall(r"\b(?:portal|state|way|find|my-kind|outage|talk|request|approvals|account|tell|second|tokens|trouble|catalogue)\.[a-z][\w.-]+", page.locator("main").inner_text())
        assert not raw, (screen, raw)
    assert not visitor.complaints, "\n".join(visitor.complaints)


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
    page.get_by_role("heading", name=words, level=1).wait_for(timeout=20_000)
    page.get_by_text("Thank you, we have it").wait_for()
    page.goto(suite.GATEWAY + "/portal")
    page.locator(".lines").get_by_text(words).wait_for(timeout=20_000)
    assert not visitor.complaints, visitor.complaints


def test_a_known_outage_is_joined_while_reporting(browser):
    word = uuid.uuid4().hex[:8]
    who = cast.requester()
    service, name = cast.broken_service(word)
    outage = suite.until(lambda: next((one["outage"] for one in suite.call("GET", "/api/v1/portal/services", who=who)["items"] if one["id"] == service["id"] and one.get("outage")), None), 40)
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
    page.locator(".outage", has_text=name).get_by_text("You are counted in").wait_for(timeout=20_000)
    assert not visitor.complaints, visitor.complaints


def test_an_item_is_requested_approved_fulfilled_and_confirmed(browser):
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

    chief = Visitor(browser).sign_in(boss)
    desk = chief.open("/portal")
    desk.get_by_role("link", name="waits for you").or_(desk.get_by_role("link", name="wait for you")).click()
    card = desk.locator(".approval", has_text=name)
    card.get_by_role("button", name="Reject").click()
    card.get_by_text("To reject, say why.").wait_for()
    card.get_by_label("Comment").fill("Fine, they need it")
    card.get_by_role("button", name="Approve").click()
    desk.get_by_text("is approved").first.wait_for()

    request = suite.until(lambda: cast.request_of(name, who))
    tasks = suite.until(lambda: suite.call("GET", f"/api/v1/request-tasks?request={request['id']}&open=true", who="agent")["items"])
    suite.call("POST", f"/api/v1/request-tasks/{tasks[0]['id']}/start", who="agent")
    suite.call("POST", f"/api/v1/request-tasks/{tasks[0]['id']}/finish", {"note": "Lies at the desk"}, who="agent")
    page.goto(suite.GATEWAY + f"/portal/records/request/{request['id']}")
    page.get_by_role("button", name="Yes, all is well").click()
    page.locator(".record-line").get_by_text("Closed").wait_for()
    assert suite.call("GET", f"/api/v1/requests/{request['id']}", who="agent")["state"] == "closed"
    assert not visitor.complaints + chief.complaints, visitor.complaints + chief.complaints


@pytest.mark.skipif("DIENST_TEST_MAILBOX" not in os.environ, reason="The suite sends its mail elsewhere")
def test_a_manager_approves_by_the_link_of_a_mail_without_signing_in(browser):
    who, boss = cast.requester(), cast.manager()
    item, name = cast.item()
    request = suite.call("POST", "/api/v1/requests", {"item": item, "answers": {"size": "small"}}, who=who)
    mail = suite.until(lambda: cast.mail_to(boss, request["number"]), 40)
    link = re.search(r"http://suite\.example(/approve\S+)", mail).group(1)
    visitor = Visitor(browser)
    page = visitor.page
    page.goto(suite.GATEWAY + link)
    page.get_by_role("heading", name=name).wait_for()
    assert not findings(page)
    page.get_by_role("button", name="Approve").click()
    page.get_by_text("is approved").wait_for()
    assert suite.call("GET", f"/api/v1/requests/{request['id']}", who="agent")["state"] in ("approved", "in_fulfilment")
    page.reload()
    page.get_by_role("heading", name="This link leads nowhere any more").wait_for()
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
    suite.until(lambda: readable(f"/api/v1/records/incident/{incident}/conversation", who))
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


@pytest.mark.parametrize("text", HOSTILE, ids=["script", "formula", "long word", "right to left", "no blanks"])
def test_hostile_words_are_shown_as_words(browser, text):
    who = cast.requester()
    report = suite.call("POST", "/api/v1/portal/reports", {"summary": text, "description": text}, who=who)
    wish = suite.call("POST", "/api/v1/unsupported-requests", {"wish": text}, who=who)
    suite.until(lambda: readable(f"/api/v1/incidents/{report['incident']['id']}", who))
    for width in (1440, 390):
        visitor = Visitor(browser, width=width).sign_in(who)
        for place in (f"/portal/records/incident/{report['incident']['id']}", f"/portal/records/unsupported-request/{wish['id']}", "/portal", "/portal/mine"):
            page = visitor.open(place)
            assert page.evaluate("window.hurt") is None
            assert not page.evaluate("document.querySelector('main').scrollWidth > document.querySelector('main').clientWidth"), place
        page.goto(suite.GATEWAY + f"/portal/records/incident/{report['incident']['id']}")
        page.get_by_role("heading", level=1).get_by_text(text[:20]).wait_for()
        assert not visitor.complaints, visitor.complaints
        visitor.context.close()


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
    page.get_by_text("Thank you, we have it").wait_for(timeout=20_000)


def test_language_and_looks_are_kept_in_the_account(browser):
    who = cast.person("Lina Language")
    visitor = Visitor(browser).sign_in(who)
    page = visitor.open("/account")
    page.get_by_label("Language").last.select_option("de")
    page.get_by_role("heading", name="Mein Konto").wait_for()
    assert suite.until(lambda: suite.call("GET", "/api/v1/me", who=who)["person"].get("language") == "de")
    page.get_by_label("Dunkel").last.check()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
