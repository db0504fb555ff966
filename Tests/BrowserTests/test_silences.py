"""What is muted and why: silences, inhibitions, and the ledger of what they kept quiet."""
import re
import uuid

from playwright.sync_api import expect

import suite
from test_screens import findings


def test_an_alert_is_silenced_by_keyboard_and_the_ledger_says_so(administrator):
    name = f"Noise{uuid.uuid4().hex[:6]}"
    number = suite.firing(name)
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


def test_an_inhibition_is_tried_made_and_ended(administrator):
    word = uuid.uuid4().hex[:6]
    cause, symptom = suite.firing(f"Site{word}"), suite.firing(f"Host{word}")
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
