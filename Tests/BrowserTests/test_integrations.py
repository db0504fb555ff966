"""How tools are connected: payloads read with a mapping, words and rules of an integration, its key."""
import urllib.error
import urllib.request
import uuid

from playwright.sync_api import expect

import suite
from test_screens import findings


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
