"""What is known and how it is found: articles written and brought back, offered while resolving, search over all services."""
import suite
from browser import Visitor
from test_web import fresh


def article(title, body="Turn it off and on again."):
    made = suite.call("POST", "/api/v1/articles", {"language": "en", "title": title, "body": body, "keywords": [title]}, who="agent")
    return suite.call("POST", f"/api/v1/articles/{made['id']}/publish", {}, who="agent")


def test_an_article_is_written_compared_and_brought_back(browser):
    title = fresh("Printer")
    visitor = Visitor(browser).sign_in("agent")
    page = visitor.open("/work/articles/new")
    page.get_by_label("Title").fill(title)
    page.get_by_label("Text", exact=True).fill("## First\n\nTurn it off.")
    page.locator(".beside").get_by_role("heading", name="First").wait_for()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Publish").click()
    page.get_by_role("dialog").get_by_role("button", name="Publish").click()
    page.locator(".record-line").get_by_text("Published").wait_for()
    page.get_by_role("button", name="Edit").click()
    page.get_by_label("Text", exact=True).fill("## First\n\nTurn it off and on.")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Version 2").click()
    dialog = page.get_by_role("dialog", name="Versions")
    dialog.get_by_role("button", name="What changed").click()
    dialog.locator(".diff-line.added").filter(has_text="off and on").wait_for()
    dialog.get_by_role("button", name="Restore").click()
    page.get_by_role("button", name="Version 3").wait_for()
    page.locator(".article-text").get_by_text("Turn it off.", exact=True).wait_for()
    assert not visitor.complaints, visitor.complaints


def test_knowledge_comes_up_while_resolving(browser):
    word = fresh("frobnicator")
    made = article(f"{word} is stuck")
    number = suite.incident_for(word)
    page = Visitor(browser).sign_in("agent").open(f"/work/incidents/{number}")
    page.get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="Resolve").click()
    dialog = page.locator("dialog[open]")
    dialog.get_by_role("link", name=made["text"]["title"]).wait_for()
    dialog.get_by_role("button", name="Use").first.click()
    suite.until(lambda: made["number"] in dialog.locator("textarea").input_value())


def test_search_finds_across_services_and_the_palette_leads_there(browser):
    word = fresh("Everywhere")
    number = suite.incident_for(word)
    suite.until(lambda: suite.call("GET", f"/api/v1/search?q={word}", who="agent")["items"])
    visitor = Visitor(browser).sign_in("agent")
    page = visitor.open(f"/work/search?q={word}")
    page.locator(".hits").get_by_role("link", name=number).wait_for()
    assert page.locator(".hits mark").first.inner_text() == word
    page.keyboard.press("Control+k")
    page.keyboard.type(word)
    page.get_by_role("option").filter(has_text=number).first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/work/incidents/{number}")
    assert not visitor.complaints, visitor.complaints
