"""Rules of the incident practice in a real browser: each replaced as a whole, with its reason, and named by what they decided."""
import re

from playwright.sync_api import expect

import cast
import suite
from test_web import fresh
from test_screens import findings


def test_the_matrix_is_edited_and_a_record_says_by_which_version(administrator):
    page = administrator.open("/administration/priority-matrix")
    dialog = page.get_by_role("dialog")
    edit = page.get_by_role("button", name="Edit")
    edit.click()
    worst = dialog.get_by_label("Impact high, urgency high")
    worst.select_option("5")
    dialog.get_by_label("Reason").fill("A trial")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_text("must never make the priority lower")).to_be_visible()
    assert not findings(page)
    worst.select_option("1")
    dialog.get_by_label("Hours open, from, by one level").fill("8000")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    edit.click()
    expect(dialog.get_by_label("Reason")).to_have_value("A trial")
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_role("cell", name="8,000")).to_be_visible()
    version = suite.call("GET", "/api/v1/incident/priority-matrix", who="administrator")["version"]
    page = administrator.open(f"/work/incidents/{cast.reported(fresh('Lift '))}")
    page.get_by_role("button", name="Why this priority?").first.click()
    expect(page.locator(".why")).to_contain_text(re.compile(rf"version {version}\b", re.I))
    page = administrator.open("/administration/priority-matrix")
    page.get_by_role("button", name="Versions").click()
    expect(dialog.get_by_text("As shipped")).to_be_visible()


def test_an_assignment_rule_is_made_tried_and_removed(administrator):
    word = fresh("Forklift")
    number = cast.reported(f"{word} does not start")
    page = administrator.open("/administration/assignment-rules")
    dialog = page.get_by_role("dialog")
    page.get_by_role("button", name="New rule").click()
    dialog.get_by_label("Name", exact=True).fill(word)
    dialog.get_by_label("Words of the summary").fill(word)
    dialog.get_by_label("Team", exact=True).select_option(index=1)
    dialog.get_by_label("Who of the team").select_option("nobody")
    dialog.get_by_label("Reason").fill("They keep it running")
    dialog.get_by_role("button", name="Save").click()
    row = page.locator("tbody tr", has_text=word)
    expect(row).to_be_visible()
    page.get_by_label("Number").fill(number)
    page.get_by_role("button", name="Try", exact=True).click()
    expect(page.locator("ol li", has_text=word)).to_contain_text("fits")
    assert not findings(page)
    row.get_by_role("button", name=f"Commands for {word}").click()
    page.get_by_role("menuitem", name="Remove").click()
    dialog.get_by_label("Reason").fill("It was a trial")
    dialog.get_by_role("button", name="Remove").click()
    expect(row).to_have_count(0)


def test_an_escalation_rule_asks_only_for_what_its_occasion_needs(administrator):
    name = fresh("Nobody moves ")
    page = administrator.open("/administration/escalation-rules")
    dialog = page.get_by_role("dialog")
    page.get_by_role("button", name="New rule").click()
    dialog.get_by_label("Name", exact=True).fill(name)
    when = dialog.get_by_label("When", exact=True)
    when.select_option("clock")
    expect(dialog.get_by_label("Percent of its time")).to_be_visible()
    when.select_option("no_progress")
    expect(dialog.get_by_label("Percent of its time")).to_have_count(0)
    dialog.get_by_label("Minutes").fill("90000")
    dialog.get_by_label("Reason").fill("A trial")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_text("Say which team takes over, or who is informed.")).to_be_visible()
    dialog.get_by_label("Hand over to team").select_option(index=1)
    dialog.get_by_role("button", name="Save").click()
    row = page.locator("tbody tr", has_text=name)
    expect(row).to_contain_text("not moved for 90,000 minutes")
    assert not findings(page)
    page.get_by_role("button", name="Versions").click()
    expect(dialog.locator("li").first).to_contain_text("A trial")
    page.keyboard.press("Escape")
    row.get_by_role("button", name=f"Commands for {name}").click()
    page.get_by_role("menuitem", name="Remove").click()
    dialog.get_by_label("Reason").fill("It was a trial")
    dialog.get_by_role("button", name="Remove").click()
    expect(row).to_have_count(0)
