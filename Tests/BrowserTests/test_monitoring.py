"""Event management's own screens: silences, the suppression ledger, rules, heartbeats."""
import re
import urllib.error
import urllib.request
import uuid

import pytest
from playwright.sync_api import expect

import suite
from browser import Visitor
from test_screens import findings


@pytest.fixture
def administrator(browser):
    visitor = Visitor(browser).sign_in()
    yield visitor
    assert not visitor.complaints, "\n".join(visitor.complaints)


def firing(name):
    """The number of an alert of this name that fires."""
    suite.raise_alert(name, severity="warning", instance=f"host-{name}")
    return suite.until(lambda: suite.call("GET", f"/api/v1/alerts?q={name}", who="agent")["items"])[0]["number"]


def test_the_console_lets_go_of_what_is_over_but_not_while_it_is_paused(administrator):
    name = f"Brief{uuid.uuid4().hex[:6]}"
    page = administrator.open(f"/operations/alerts?state=firing&q={name}")
    row = page.locator(".virtual-room .virtual-row", has_text=name)
    suite.raise_alert(name)
    expect(row).to_be_visible()
    suite.raise_alert(name, over=True)
    expect(row).to_have_count(0)
    suite.raise_alert(name)
    expect(row).to_contain_text("Firing")
    page.keyboard.press("p")
    suite.raise_alert(name, over=True)
    expect(row).to_contain_text("Cleared")
    page.keyboard.press("p")
    expect(row).to_have_count(0)


def test_an_alert_is_silenced_by_keyboard_and_the_ledger_says_so(administrator):
    name = f"Noise{uuid.uuid4().hex[:6]}"
    number = firing(name)
    page = administrator.open(f"/operations/alerts/{number}")
    page.keyboard.press("m")
    expect(page.get_by_role("heading", name="New silence")).to_be_visible()
    expect(page.get_by_text("Would mute 1 firing alert now")).to_be_visible()
    page.get_by_label("Reason").fill(f"Known {name}")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name=f"Known {name}")).to_be_visible()
    expect(page.locator("main").get_by_text("Mutes now").first).to_be_visible()
    expect(page.locator("main").get_by_role("link", name=number)).to_be_visible()
    page.get_by_role("link", name="All it ever muted").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("tbody")).to_contain_text(f"Silence Known {name}")
    page.go_back()
    page.get_by_role("button", name="End now").click()
    page.get_by_role("dialog").get_by_role("button", name="End now").click()
    expect(page.locator("main").get_by_text("Ended early").first).to_be_visible()
    expect(page.get_by_text("Nothing at the moment.")).to_be_visible()


def test_a_weekly_silence_is_made_and_a_wrong_pattern_is_said_at_its_place(administrator):
    page = administrator.open("/operations/silences/new")
    page.get_by_label("Label of condition 1").fill("alertname")
    page.get_by_label("Test of condition 1").select_option("=~")
    page.get_by_label("Value of condition 1").fill("(")
    expect(page.locator(".trial .fault")).to_be_visible()
    page.get_by_label("Value of condition 1").fill("Backup.*")
    expect(page.get_by_text(re.compile("Would mute"))).to_be_visible()
    page.get_by_text("Every week", exact=True).click()
    page.get_by_label("Reason").fill("Backups run")
    page.get_by_role("button", name="Silence", exact=True).click()
    expect(page.locator(".rail")).to_contain_text("22:00–06:00")


def test_a_silence_ends_after_it_starts(administrator):
    page = administrator.open("/operations/silences/new")
    page.get_by_label("Label of condition 1").fill("team")
    page.get_by_label("Value of condition 1").fill("nobody")
    page.get_by_text("From … until", exact=True).click()
    page.locator("input[name=start]").fill("2036-01-02T10:00")
    page.locator("input[name=end]").fill("2036-01-01T10:00")
    page.get_by_label("Reason").fill("Never")
    page.get_by_role("button", name="Silence", exact=True).click()
    expect(page.locator(".when .fault")).to_be_visible()
    assert page.get_by_label("Reason").input_value() == "Never"


def test_a_rule_is_tried_made_amended_and_taken_out_of_use(administrator):
    name = f"Rule{uuid.uuid4().hex[:6]}"
    firing(name)
    page = administrator.open("/administration/alert-rules/new")
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Label of condition 1").fill("alertname")
    page.get_by_label("Value of condition 1").fill(name)
    page.get_by_label("Give it this severity").select_option("minor")
    page.get_by_role("button", name="Try on what was heard").click()
    expect(page.locator(".trial .lines")).to_contain_text("Minor")
    page.get_by_role("button", name="Put in use").click()
    expect(page.get_by_text("makes it Minor")).to_be_visible()
    page.get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="Amend").click()
    page.get_by_role("dialog").get_by_label("Drop the event").check()
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(page.get_by_text("drops it")).to_be_visible()
    page.get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="Take out of use").click()
    page.get_by_role("dialog").get_by_role("button", name="Take out of use").click()
    expect(page.locator("main").get_by_text("Out of use").first).to_be_visible()


def test_a_heartbeat_is_expected_heard_of_and_missed(administrator):
    name = f"job-{uuid.uuid4().hex[:6]}"
    page = administrator.open("/administration/heartbeats")
    page.get_by_role("button", name="Expect a heartbeat").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Integration").select_option(index=1)
    dialog.get_by_label("Job").fill(name)
    dialog.get_by_label("Short name").fill(name)
    dialog.get_by_role("button", name="Expect it").click()
    expect(page.locator("main").get_by_text("Never heard of").first).to_be_visible()
    address = re.search(r"/ping/[0-9a-f-]{36}", page.locator(".copyable pre").inner_text())[0]
    urllib.request.urlopen(f"{suite.GATEWAY}{address}/fail", data=b"disk is full").read()
    expect(page.locator("main").get_by_text("Missing").first).to_be_visible(timeout=40_000)
    expect(page.locator("main")).to_contain_text("disk is full", timeout=40_000)


def posted(key, body):
    """Sends what a tool might; what cannot be understood is kept all the same."""
    request = urllib.request.Request(f"{suite.GATEWAY}/intake/json/{key}", method="POST", data=body.encode(), headers={"Content-Type": "application/json"})
    try:
        urllib.request.urlopen(request).read()
    except urllib.error.HTTPError as refused:
        assert refused.code == 400, refused


def test_what_was_not_understood_is_read_again_with_a_mapping_that_was_tried(administrator):
    name = f"Station {uuid.uuid4().hex[:6]}"
    key = suite.call("POST", "/api/v1/integrations", {"name": name}, who="administrator")["key"]
    posted(key, '{"readings": [{"station": "north", "level": "storm"}]}')
    page = administrator.open("/administration/integrations")
    line = page.locator("li", has_text=name)
    line.get_by_role("button", name="Payloads").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Open").click()
    expect(dialog.locator(".copyable pre")).to_contain_text('"station": "north"')
    assert not findings(page)
    dialog.get_by_role("button", name="Try a mapping on it").click()
    dialog.get_by_label("Mapping (JSON)").fill('{"items": ')
    dialog.get_by_role("button", name="Try").click()
    expect(dialog.get_by_text("The mapping is not well-formed JSON.")).to_be_visible()
    dialog.get_by_label("Mapping (JSON)").fill('{"items": "$.readings", "summary": "Weather at {{$.station}}", "check": "weather", "state": "$.level", "raises": ["storm"]}')
    dialog.get_by_role("button", name="Try").click()
    expect(dialog.get_by_text("Weather at north")).to_be_visible()
    assert not findings(page)
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)
    line.get_by_role("button", name="Payloads").click()
    dialog.get_by_role("button", name="Read all failed again").click()
    expect(dialog.get_by_text("Understood", exact=True)).to_be_visible()


def test_words_for_severities_and_rules_for_lines_are_tried_on_a_sample_and_kept(administrator):
    name = f"Logs {uuid.uuid4().hex[:6]}"
    suite.call("POST", "/api/v1/integrations", {"name": name, "profile": {"kind": "syslog"}}, who="administrator")
    page = administrator.open("/administration/integrations")
    line = page.locator("li", has_text=name)
    line.get_by_role("button", name="Mapping").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Sample to try it on").fill("<14>Nov 22 10:00:00 db-01 postgres: checkpoint complete\n<11>Nov 22 10:00:05 db-01 postgres: out of memory")
    dialog.get_by_role("button", name="Try", exact=True).click()
    expect(dialog.get_by_text("Events: 1")).to_be_visible()
    dialog.get_by_role("button", name="Add a word").click()
    dialog.get_by_label("Word 1", exact=True).fill("Havoc")
    dialog.get_by_label("Meaning of word 1").select_option("major")
    dialog.get_by_role("button", name="Add a rule").click()
    rule = dialog.get_by_role("group", name="Rule 1")
    rule.get_by_label("The line contains").fill("checkpoint")
    rule.get_by_label("Severity of the alert").select_option("minor")
    dialog.get_by_role("button", name="Save").click()
    expect(rule.locator(".fault")).to_be_visible()
    rule.get_by_label("Name").fill("checkpoints")
    dialog.get_by_role("button", name="Try", exact=True).click()
    expect(dialog.locator("li", has_text="checkpoint complete")).to_contain_text("Minor")
    expect(dialog.get_by_text("out of memory")).to_have_count(0)
    assert not findings(page)
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)
    kept = next(one for one in suite.call("GET", "/api/v1/integrations?limit=100", who="administrator")["items"] if one["name"] == name)["profile"]
    assert kept["severities"] == {"havoc": "major"}
    assert [(one["name"], one["contains"], one["severity"], one["lifetime"]) for one in kept["rules"]] == [("checkpoints", "checkpoint", "minor", 900)]


def test_an_integration_for_a_tool_is_paused_and_gets_a_new_key(administrator):
    name = f"Tool {uuid.uuid4().hex[:6]}"
    page = administrator.open("/administration/integrations")
    page.get_by_role("button", name="New integration").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name").fill(name)
    dialog.get_by_label("Tool").select_option(label="Zabbix")
    dialog.get_by_role("button", name="Create").click()
    expect(dialog.get_by_role("tab", name="Zabbix")).to_be_visible()
    first = dialog.locator(".copyable pre").first.inner_text()
    expect(dialog.locator(".copyable pre").last).to_contain_text(first)
    assert not findings(page)
    page.keyboard.press("Escape")
    line = page.locator("li", has_text=name)
    line.get_by_role("button", name=f"Commands for {name}").click()
    page.get_by_role("menuitem", name="Pause").click()
    expect(line).to_contain_text("Paused")
    line.get_by_role("button", name=f"Commands for {name}").click()
    page.get_by_role("menuitem", name="New key").click()
    dialog.get_by_role("button", name="New key").click()
    expect(dialog.locator(".copyable pre").first).not_to_have_text(first)
    page.keyboard.press("Escape")
    line.get_by_role("button", name=f"Commands for {name}").click()
    page.get_by_role("menuitem", name="Revoke").click()
    dialog.get_by_role("button", name="Revoke").click()
    expect(line).to_contain_text("Revoked")


def situation_of(alert):
    """The open situation that this alert came into."""
    found = suite.until(lambda: suite.call("GET", f"/api/v1/alerts/{alert}", who="agent").get("situation"))
    return suite.until(lambda: next((one for one in [suite.call("GET", f"/api/v1/situations/{found}", who="agent")] if one["state"] == "open"), None))


def test_situations_are_put_right_by_people(administrator):
    word = uuid.uuid4().hex[:6]
    first, second = situation_of(firing(f"Left{word}")), situation_of(firing(f"Right{word}"))
    page = administrator.open(f"/operations/situations/{first['number']}")
    page.get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="Put into another").click()
    page.get_by_role("dialog").get_by_role("combobox").fill(f"Right{word}")
    page.get_by_role("option").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Put into another").click()
    expect(page.get_by_text("It goes on in")).to_be_visible()
    page = administrator.open(f"/operations/situations/{second['number']}")
    expect(page.get_by_text("2 of 2 firing")).to_be_visible()
    page.get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="Take alerts out").click()
    page.get_by_role("dialog").get_by_text(f"Left{word}").click()
    assert not findings(page)
    page.get_by_role("dialog").get_by_role("button", name="Take out").click()
    expect(page.get_by_text("1 of 1 firing")).to_be_visible()
    page.get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="Name the cause").click()
    page.get_by_role("dialog").get_by_role("combobox").fill("pg-")
    page.get_by_role("option").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Name the cause").click()
    expect(page.get_by_text("Named by a person")).to_be_visible()


def test_a_service_tells_of_its_past_and_of_what_takes_it_down(administrator):
    health = suite.call("GET", "/api/v1/service-health?limit=50", who="administrator")["items"]
    shop = next(one for one in health if one["service"] == "Online shop")
    page = administrator.open(f"/operations/health/{shop['id']}")
    expect(page.get_by_text("Availability", exact=True)).to_be_visible()
    page.get_by_role("link", name="pg-orders-01").last.click()
    page.get_by_role("button", name="What if it were down?").click()
    expect(page.get_by_role("complementary", name="pg-orders-01").get_by_role("link", name="Online shop").first).to_be_visible()
    assert not findings(page)


def test_a_runbook_is_made_tried_rehearsed_and_all_are_stopped(administrator):
    name = f"Restart {uuid.uuid4().hex[:6]}"
    page = administrator.open("/administration/runbooks/new")
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("What it is for").fill("Gives connections back")
    page.locator("select[name='action.kind']").select_option("executor")
    page.get_by_label("Routing key").fill("commerce.restart")
    page.get_by_role("button", name="Put in use").click()
    expect(page.get_by_text("Name the items or classes of items that it may touch.")).to_be_visible()
    page.get_by_label("Classes of items").fill("database, application")
    page.get_by_label("Items that may feel it").fill("50")
    page.get_by_label("Business services that may feel it").fill("10")
    page.get_by_role("button", name="Put in use").click()
    expect(page.get_by_text("Only rehearses")).to_be_visible()
    page.locator("input[role='combobox']").fill("connections in use")
    page.get_by_role("option").first.click()
    page.get_by_role("button", name="Try", exact=True).click()
    expect(page.locator(".verdicts li")).to_have_count(12)
    assert not findings(page)
    page.get_by_role("button", name="Run it now").click()
    expect(page.get_by_role("heading", name=f"{name} on pg-orders-01")).to_be_visible()
    expect(page.locator(".record-line").get_by_text("Rehearsed")).to_be_visible()
    page.get_by_role("button", name="Stop all runbooks").click()
    page.get_by_role("dialog").get_by_label("Reason").fill("Something is odd")
    page.get_by_role("dialog").get_by_role("button", name="Stop all runbooks").click()
    expect(page.get_by_text("All runbooks are stopped", exact=True)).to_be_visible()
    assert not findings(page)
    page.get_by_role("button", name="Let them run again").click()
    expect(page.get_by_role("button", name="Stop all runbooks")).to_be_visible()


def test_an_inhibition_is_tried_made_and_ended(administrator):
    word = uuid.uuid4().hex[:6]
    cause, symptom = firing(f"Site{word}"), firing(f"Host{word}")
    page = administrator.open("/operations/inhibitions/new")
    page.get_by_label("Name", exact=True).fill(f"Site {word}")
    for part, name in (("While this fires", "Site"), ("these are muted", "Host")):
        group = page.get_by_role("group", name=part)
        group.get_by_label("Label of condition 1").fill("alertname")
        group.get_by_label("Value of condition 1").fill(f"{name}{word}")
    expect(page.get_by_text("1 firing now would mute 1 alert")).to_be_visible()
    expect(page.locator(".trial")).to_contain_text(symptom)
    assert not findings(page)
    page.get_by_role("button", name="Put in use").click()
    expect(page.get_by_role("heading", name=f"Site {word}")).to_be_visible()
    suite.until(lambda: suite.call("GET", f"/api/v1/alerts/{symptom}", who="agent")["suppressed"])
    page = administrator.open(f"/operations/alerts/{symptom}")
    expect(page.get_by_text(f"because {cause} fires")).to_be_visible()
    page = administrator.open("/operations/inhibitions")
    page.get_by_role("link", name=f"Site {word}").click()
    page.get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="End now").click()
    page.get_by_role("dialog").get_by_role("button", name="End now").click()
    expect(page.locator(".record-line").get_by_text("Ended")).to_be_visible()
