"""Every screen as everybody sees it: whole, accessible by axe in light and dark and on a phone, translated, without a complaint of the browser."""
import pathlib

import axe_playwright_python
import pytest

import cast
import suite
from browser import Visitor

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
AXE = next(pathlib.Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text(encoding="utf8")
# Colours are all that a theme changes.
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
WHOLE = {"runOnly": {"type": "tag", "values": RULES}}
TOO_WIDE = "document.documentElement.scrollWidth > innerWidth || ['main', '.door'].some((place) => { const found = document.querySelector(place); return found && found.scrollWidth > found.clientWidth; })"

STAFF = [
    "/portal", "/work/incidents?open=true", "/work/incidents?q=nothing-has-this-word", "/work/report", "/work/requests?open=true", "/work/tasks?open=true", "/work/unsupported-requests",
    "/work/problems", "/work/candidates", "/work/known-errors", "/work/changes", "/work/changes/new", "/work/articles", "/work/articles/new", "/work/search?q=order",
    "/operations/alerts", "/operations/situations", "/operations/health", "/operations/restore-order", "/operations/on-call", "/operations/escalation", "/operations/on-call/report", "/operations/major-incidents", "/operations/map?view=graph", "/operations/map?view=tree",
    "/operations/calendar", "/operations/calendar?view=week", "/operations/windows", "/operations/silences", "/operations/silences/new", "/operations/suppressions", "/nothing/here",
    "/operations/runs", "/operations/inhibitions", "/operations/inhibitions/new",
    "/work/service-levels", "/reports/incidents", "/reports/incidents?by=priority&figure=opened", "/reports/service-levels", "/reports/availability", "/reports/monthly",
]
ADMINISTRATION = [
    "/administration", "/administration/people", "/administration/import", "/administration/organisations", "/administration/sites", "/administration/teams",
    "/administration/roles", "/administration/roles/new", "/administration/roles/agent", "/administration/services", "/administration/agreements", "/administration/policies", "/administration/calendars", "/administration/catalogue",
    "/administration/templates", "/administration/priority-matrix", "/administration/categories", "/administration/assignment-rules", "/administration/escalation-rules", "/administration/closing-rules", "/operations/on-call/new", "/administration/recurring", "/administration/integrations", "/administration/alert-rules", "/administration/alert-rules/new", "/administration/runbooks", "/administration/major-incidents", "/administration/runbooks/new", "/administration/heartbeats", "/administration/providers", "/administration/mail", "/administration/tokens",
    "/administration/parked", "/account",
]
PORTAL = [
    "/portal", "/portal/services", "/portal/service-report", "/portal/status-page", "/portal/report", "/portal/catalogue", "/portal/mine", "/portal/mine?show=all", "/portal/approvals", "/portal/articles",
    "/portal/ask", "/portal/search?q=printer", "/account", "/work/incidents",
]


def findings(page, options=WHOLE):
    """What axe finds, one line each."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate("(options) => axe.run(document, options)", {**options, "resultTypes": ["violations"]})["violations"]
    return [f"{page.url} {rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"][:3]]


def of_staff():
    """What agents and managers look at: every list, and a record of each kind."""
    known = {"incidents": "/work/incidents", "problems": "/work/problems", "changes": "/work/changes", "situations": "/operations/situations",
             "alerts": "/operations/alerts", "problem-candidates": "/work/candidates", "known-errors": "/work/known-errors", "maintenance-windows": "/operations/windows", "adjustments": "/operations/runs",
             "major-incidents": "/operations/major-incidents"}
    screens = list(STAFF)
    for kind, place in known.items():
        screens += [f"{place}/{item['number']}" for item in suite.call("GET", f"/api/v1/{kind}?limit=1", who="administrator")["items"]]
    cast.monitoring()
    cast.rota()
    for kind, place in {"on-call-schedules": "/operations/on-call", "silences": "/operations/silences", "inhibitions": "/operations/inhibitions", "requests": "/work/requests", "unsupported-requests": "/work/unsupported-requests", "articles": "/work/articles"}.items():
        screens += [f"{place}/{item['id']}" for item in suite.call("GET", f"/api/v1/{kind}?limit=1", who="administrator")["items"]]
    worst = cast.found("/api/v1/incidents?open=true&sort=priority&limit=1")
    health = cast.found("/api/v1/service-health?limit=1")
    return list(dict.fromkeys(screens + ([f"/work/incidents/{worst['number']}"] if worst else []) + ([f"/operations/health/{health['id']}"] if health else [])))


def of_administration():
    cast.monitoring()
    kept = [f"/administration/{kind}/{cast.found(f'/api/v1/{kind}?limit=1')['id']}" for kind in ("alert-rules", "runbooks", "heartbeats")]
    cast.rota()
    kept.append(f"/operations/on-call/{cast.found('/api/v1/on-call-schedules?state=active&limit=1')['id']}/layers")
    return ADMINISTRATION + kept + [f"/administration/catalogue/{cast.item()[0]}"]


def of_portal():
    who = cast.requester()
    return PORTAL + cast.own_records(who) + [f"/portal/articles/{one['id']}" for one in suite.call("GET", "/api/v1/articles?limit=1", who=who)["items"]]


GROUPS = {"staff": of_staff, "administration": of_administration, "portal": of_portal}


def viewer(group):
    return cast.requester() if group == "portal" else "administrator"


def whole(page):
    """What is wrong with the screen that any reader would see."""
    wrong = []
    if page.evaluate(TOO_WIDE):
        wrong.append(f"{page.url} is wider than the window")
    if page.locator("main .empty .button", has=page.locator("use[href$='#refresh']")).count():
        wrong.append(f"{page.url} shows a failure")
    return wrong


@pytest.mark.parametrize("group", GROUPS)
def test_every_screen_is_whole_and_accessible_in_light_and_dark(browser, group):
    visitor = Visitor(browser).sign_in(viewer(group))
    wrong = []
    for screen in GROUPS[group]():
        page = visitor.open(screen)
        wrong += findings(page) + whole(page)
        page.emulate_media(color_scheme="dark")
        wrong += findings(page, CONTRAST)
        page.emulate_media(color_scheme="light")
    assert not wrong, "\n".join(wrong)
    assert not visitor.complaints, "\n".join(visitor.complaints)


@pytest.mark.parametrize("group", GROUPS)
def test_every_screen_is_whole_on_a_phone_in_the_dark_in_russian(browser, group):
    visitor = Visitor(browser, "dark", 390, "ru").sign_in(viewer(group))
    wrong = []
    for screen in GROUPS[group]():
        page = visitor.open(screen)
        wrong += findings(page) + whole(page)
        assert page.locator("html").get_attribute("lang") == "ru"
    assert not wrong, "\n".join(wrong)
    assert not visitor.complaints, "\n".join(visitor.complaints)


@pytest.mark.long
@pytest.mark.parametrize("language", ["de", "sv", "nb"])
@pytest.mark.parametrize("group", GROUPS)
def test_every_screen_is_whole_in_other_languages(browser, group, language):
    visitor = Visitor(browser, width=390, language=language).sign_in(viewer(group))
    wrong = []
    for screen in GROUPS[group]():
        page = visitor.open(screen)
        wrong += whole(page)
        assert page.locator("html").get_attribute("lang") == language
    assert not wrong, "\n".join(wrong)
    assert not visitor.complaints, "\n".join(visitor.complaints)


@pytest.mark.parametrize("theme, width", [("light", 1440), ("dark", 390)])
def test_the_door_is_whole_and_accessible(browser, theme, width):
    visitor = Visitor(browser, theme, width)
    page = visitor.open("/")
    assert not findings(page) + whole(page)
    assert not visitor.complaints, "\n".join(visitor.complaints)
