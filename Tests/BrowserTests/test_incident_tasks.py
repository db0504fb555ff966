"""Work within an incident: given to somebody, found by them, done."""
import uuid

import pytest

import suite
from browser import Visitor
from cast import reported


@pytest.fixture
def agent(browser):
    visitor = Visitor(browser).sign_in("agent")
    yield visitor
    assert not visitor.complaints, "\n".join(visitor.complaints)


def test_a_task_is_given_found_and_done(agent):
    number = reported(f"Till {uuid.uuid4().hex[:6]} prints nothing")
    page = agent.open(f"/work/incidents/{number}")
    page.get_by_role("button", name="Add a task").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Task").fill("Ask the supplier for a part")
    me = suite.call("GET", "/api/v1/me", who="agent")["person"]
    dialog.get_by_label("Person").select_option(label=me["name"])
    dialog.get_by_role("button", name="Add a task").click()
    line = page.locator("li", has_text="Ask the supplier for a part")
    line.get_by_text("Open").wait_for()

    page = agent.open(f"/work/incidents?taskPerson={me['id']}")
    page.get_by_role("link", name=number).first.click()
    line = page.locator("li", has_text="Ask the supplier for a part")
    line.get_by_role("button", name="Done").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox").fill("It comes on Monday")
    dialog.get_by_role("button", name="Done").click()
    line.get_by_text("It comes on Monday").wait_for()
    page.get_by_text("1/1").wait_for()
