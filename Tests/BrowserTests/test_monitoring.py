"""Event management's own screens: the console, rules, heartbeats, situations, services and runbooks."""
import re
import urllib.request
import uuid

from playwright.sync_api import expect

import suite
from test_screens import findings


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


def test_a_rule_is_tried_made_amended_and_taken_out_of_use(administrator):
    name = f"Rule{uuid.uuid4().hex[:6]}"
    suite.firing(name)
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


def situation_of(alert):
    """The open situation that this alert came into."""
    found = suite.until(lambda: suite.call("GET", f"/api/v1/alerts/{alert}", who="agent").get("situation"))
    return suite.until(lambda: next((one for one in [suite.call("GET", f"/api/v1/situations/{found}", who="agent")] if one["state"] == "open"), None))


def test_situations_are_put_right_by_people(administrator):
    word = uuid.uuid4().hex[:6]
    first, second = situation_of(suite.firing(f"Left{word}")), situation_of(suite.firing(f"Right{word}"))
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
    expect(page.get_by_text("Availability", exact=True).first).to_be_visible()
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
