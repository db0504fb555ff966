"""What hangs on what and what is planned: the map by keyboard, the calendar and its conflicts."""
import datetime

import cast
import suite
from browser import Visitor
from test_web import fresh


def planned(summary, start, hours, item):
    """A draft change on one item, declared to do no harm."""
    end = start + datetime.timedelta(hours=hours)
    stamp = lambda time: time.strftime("%Y-%m-%dT%H:%M:%SZ")
    return suite.call("POST", "/api/v1/changes", {"summary": summary, "type": "normal", "scope": [item], "expectedImpact": [], "window": {"start": stamp(start), "end": stamp(end)}}, who="agent")


def test_the_map_says_what_hangs_on_what_by_keyboard(browser):
    visitor = Visitor(browser).sign_in("agent")
    page = visitor.open("/operations/map?view=graph")
    page.wait_for_selector(".map-canvas canvas")
    page.focus(".map-canvas")
    page.keyboard.press("ArrowRight")
    said = page.locator(".map-graph [role=status]")
    said.filter(has_text="Needed by").wait_for()
    first = said.inner_text()
    page.keyboard.press("ArrowRight")
    suite.until(lambda: said.inner_text() != first)
    page.keyboard.press("Enter")
    page.wait_for_selector(".preview, .record")
    assert not visitor.complaints, visitor.complaints
    page = visitor.open("/operations/map")
    page.get_by_text("Tree", exact=True).click()
    page.get_by_role("tree").wait_for()


def test_the_calendar_joins_changes_that_get_in_each_others_way(browser):
    item = cast.found("/api/v1/configuration-items?limit=1&name=backup-01") or cast.found("/api/v1/configuration-items?limit=1")
    start = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=40)).replace(hour=10, minute=0)
    left, right = planned(fresh("Left"), start, 3, item["id"]), planned(fresh("Right"), start + datetime.timedelta(hours=1), 3, item["id"])
    visitor = Visitor(browser).sign_in("agent")
    page = visitor.open(f"/operations/calendar?day={start:%Y-%m-%d}")
    page.locator(".month").get_by_role("link", name=left["summary"]).wait_for()
    page.keyboard.press("w")
    page.locator(".week").get_by_role("link", name=right["summary"]).wait_for()
    page.locator(".week-joins line").first.wait_for(state="attached")
    line = page.locator(".conflicts li").filter(has_text=left["number"]).filter(has_text=right["number"])
    assert item["name"] in line.first.inner_text()
    page.keyboard.press(".")
    page.locator(".week").get_by_role("link", name=right["summary"]).wait_for(state="detached")
    page.keyboard.press("t")
    page.locator(".week-now").wait_for(state="attached")
