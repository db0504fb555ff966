"""The restore order board: it changes by itself as alerts arrive, keeps still under a hand, and answers what if another came first."""
import re
import uuid

import pytest
from playwright.sync_api import expect

import suite
from browser import Visitor
from cast import readable
from test_screens import findings


down = set()


@pytest.fixture
def agent(browser):
    visitor = Visitor(browser).sign_in("agent")
    yield visitor
    for name in list(down):
        goes_down(name, firing=False)
    assert not visitor.complaints, "\n".join(visitor.complaints)


def service(value):
    """A business service of our own that loses so much an hour while it is down."""
    name = f"Trial service {uuid.uuid4().hex[:6]}"
    made = suite.call("POST", "/api/v1/services", {"name": name, "criticality": 2, "valuePerHour": value}, who="administrator")
    suite.until(lambda: readable(f"/api/v1/service-health/{made['id']}", "administrator"))
    return name


def goes_down(name, firing=True):
    """Monitoring says that the service is down, or works again."""
    (down.add if firing else down.discard)(name)
    suite.raise_alert(f"{name} is down", service=name, instance=name.split()[-1], over=not firing)


def card(page, name):
    return page.locator(".restore-card", has_text=f"{name} is down")


def in_order(page, *names):
    """The cards of these outages stand in this order, whatever else is on the board."""
    ours = page.locator(".restore-card", has_text=re.compile("|".join(names)))
    expect(ours).to_have_text([re.compile(name) for name in names])


def open_board(visitor):
    """The board, marked so that a page that was loaded anew would be known."""
    page = visitor.open("/operations/restore-order")
    page.evaluate("window.isTheSamePage = true")
    return page


def test_the_order_changes_by_itself_as_alerts_arrive(agent):
    page = open_board(agent)
    small, large = service(1000), service(1_000_000)
    goes_down(small)
    expect(card(page, small)).to_be_visible()
    goes_down(large)
    in_order(page, large, small)
    goes_down(large, firing=False)
    expect(card(page, large)).to_have_count(0)
    in_order(page, small)
    assert page.evaluate("window.isTheSamePage"), "the page was loaded anew"
    assert not findings(page)


def test_what_if_another_came_first(agent):
    page = open_board(agent)
    small, large = service(1000), service(1_000_000)
    goes_down(small)
    goes_down(large)
    expect(card(page, small)).to_be_visible()
    in_order(page, large, small)
    card(page, small).get_by_role("button", name="What if first?").click()
    in_order(page, small, large)
    expect(page.locator("main .notice")).to_contain_text(f"If {card(page, small).get_attribute('data-number')} came first")
    assert not findings(page)
    page.get_by_role("button", name="Back to the best order").click()
    in_order(page, large, small)
    assert page.evaluate("window.isTheSamePage"), "the page was loaded anew"


def test_nothing_moves_under_the_hand(agent):
    page = open_board(agent)
    small, large = service(1000), service(1_000_000)
    goes_down(small)
    card(page, small).hover()
    goes_down(large)
    expect(page.get_by_text("The order has changed")).to_be_visible()
    expect(card(page, large)).to_have_count(0)
    page.get_by_role("button", name="Show the new order").click()
    in_order(page, large, small)
