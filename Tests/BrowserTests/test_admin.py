"""Administration in a real browser: catalogue, roles, people, integrations, and every screen of it."""
import cast
import suite
from browser import Visitor
from test_screens import findings
from test_web import fresh


def test_an_item_is_written_tried_and_published(browser):
    word = fresh("Standing desk ")
    visitor = Visitor(browser).sign_in()
    page = visitor.open("/administration/catalogue")
    page.get_by_role("button", name="New area").first.click()
    page.locator("dialog").get_by_label("Name").fill(fresh("Furniture "))
    page.locator("dialog").get_by_role("button", name="Save").click()
    page.wait_for_selector("dialog[open]", state="detached")
    area = page.locator("section.stack", has=page.get_by_role("heading", name="Furniture")).last
    area.get_by_role("button", name="New offering").click()
    page.locator("dialog").get_by_label("Name").fill(fresh("Desks "))
    page.locator("dialog").get_by_role("button", name="Save").click()
    page.wait_for_selector("dialog[open]", state="detached")
    page.locator("section.card", has=page.get_by_role("heading", name="Desks")).last.get_by_role("link", name="New item").click()
    page.get_by_label("Name", exact=True).first.fill(word)
    page.get_by_label("In one sentence").fill("Stand while you work")
    page.get_by_role("button", name="Add a field").click()
    page.get_by_role("menuitem", name="Yes or no").click()
    page.get_by_label("Question").fill("With a cable tray?")
    page.get_by_role("button", name="Add a field").click()
    page.get_by_role("menuitem", name="Short text").click()
    page.get_by_label("Question").fill("Which colour?")
    page.get_by_label("Ask only when").select_option(label="With a cable tray?")
    preview = page.locator(".item-preview")
    assert preview.get_by_label("Which colour?").count() == 0
    preview.get_by_label("Yes").check()
    preview.get_by_label("Which colour?").wait_for()
    page.get_by_role("button", name="Add a stage").click()
    page.get_by_role("button", name="Add a task").click()
    page.get_by_label("What is to be done").fill("Carry it upstairs")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Publish").wait_for()
    page.get_by_role("button", name="Publish").click()
    page.locator(".record-line").get_by_text("Published").wait_for()
    assert not visitor.complaints, visitor.complaints


def test_a_role_of_ones_own_is_made_and_given(browser):
    name = fresh("Auditor ")
    visitor = Visitor(browser).sign_in()
    page = visitor.open("/administration/roles/new")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("This is needed.").wait_for()
    page.get_by_label("Name").fill(name)
    page.get_by_label("Incidents: read, Organisation").check(force=True)
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name=name).wait_for()
    role = suite.until(lambda: next((one for one in suite.call("GET", "/api/v1/roles?limit=100", who="administrator")["items"] if one["name"] == name), None))
    assert role["grants"] == {"incidents.read": "organisation"}
    assert not visitor.complaints, visitor.complaints


def test_people_from_a_file_are_looked_through_first(browser, tmp_path):
    key = fresh("csv")
    file = tmp_path / "people.csv"
    file.write_text(f"signInName,name,roles\n{key},Carla Csv,requester\n,Nobody,requester\n", encoding="utf8")
    visitor = Visitor(browser).sign_in()
    page = visitor.open("/administration/import")
    page.locator("input#file").set_input_files(file)
    page.get_by_role("button", name="Look through").click()
    page.get_by_text("Some lines are refused").wait_for()
    assert not cast.found(f"/api/v1/people?q={key}")
    page.get_by_label("Take good lines").check()
    page.get_by_role("button", name="Look through").click()
    page.get_by_role("button", name="Take", exact=True).click()
    page.get_by_text("Taken.", exact=True).wait_for()
    assert cast.found("/api/v1/people?q=Carla")
    assert not visitor.complaints, visitor.complaints


def test_the_second_factor_is_set_up_and_asked_for(browser):
    who = cast.person("Sven Second")
    visitor = Visitor(browser).sign_in(who)
    page = visitor.open("/account")
    page.get_by_role("button", name="Set up").click()
    page.get_by_text("No camera?").click()
    secret = page.locator("dialog .copyable pre").inner_text().replace(" ", "")
    page.locator("dialog input[name=code]").fill(cast.code(secret))
    page.get_by_role("button", name="Switch on").click()
    page.get_by_role("button", name="I have kept them").wait_for()
    recovery = page.locator("dialog .copyable pre").inner_text().split()
    assert len(recovery) == 10
    page.get_by_role("button", name="I have kept them").click()
    page.get_by_text("On: sign-in asks for a code").first.wait_for()
    again = Visitor(browser)
    door = again.open("/")
    door.fill("input[name=name]", suite.ACCESS[who]["name"])
    door.fill("input[name=password]", suite.ACCESS[who]["password"])
    door.click("button[type=submit]")
    door.get_by_label("Code").fill("000000")
    door.click("button[type=submit]")
    door.get_by_text("This code does not fit").wait_for()
    assert not findings(door)
    door.get_by_label("Code").fill(recovery[0])
    door.click("button[type=submit]")
    door.wait_for_selector(".sidebar", state="attached")
    assert not visitor.complaints + again.complaints, visitor.complaints + again.complaints


def test_a_token_is_shown_once_and_revoked(browser):
    visitor = Visitor(browser).sign_in("agent")
    page = visitor.open("/account")
    page.get_by_role("button", name="New token").click()
    page.get_by_label("What is it for?").fill("A browser test")
    page.get_by_label("All that I may do").check()
    page.get_by_role("button", name="Create").click()
    assert page.locator("dialog .copyable pre").inner_text().startswith("dienst_")
    page.locator("dialog").get_by_role("button", name="Close").last.click()
    line = page.locator("li", has_text="A browser test").first
    line.get_by_role("button", name="Revoke").click()
    page.locator("li", has_text="A browser test").first.get_by_text("Revoked").wait_for()
    assert not visitor.complaints, visitor.complaints


def test_configuration_is_there_for_each_tool(browser):
    visitor = Visitor(browser).sign_in()
    page = visitor.open("/administration/integrations")
    page.get_by_role("button", name="New integration").first.click()
    page.locator("dialog input").first.fill(fresh("Tools "))
    page.locator("dialog").get_by_role("button", name="Create").click()
    page.get_by_role("tab").first.wait_for()
    key = page.locator("dialog .copyable pre").first.inner_text()
    for tab in page.get_by_role("tab").all():
        tab.click()
        text = page.locator("dialog .copyable pre").last.inner_text()
        assert key in text, tab.inner_text()
    assert not findings(page)
    assert not visitor.complaints, visitor.complaints


def test_a_request_comes_again_by_the_calendar(browser):
    identity, item = cast.item(approvals=[])
    name = fresh("Every Monday ")
    visitor = Visitor(browser).sign_in()
    page = visitor.open("/administration/recurring")
    page.get_by_role("button", name="New recurring record").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name", exact=True).fill(name)
    dialog.get_by_label("In whose name").fill("agent")
    dialog.locator(".picker-list [role=option]").first.click()
    dialog.locator("select[name='request.item']").select_option(value=identity)
    dialog.get_by_role("button", name="Save").click()
    dialog.get_by_text("Which size?").locator("..").locator(".fault").wait_for()
    dialog.get_by_label("Small").check()
    dialog.get_by_text("Next:").wait_for()
    dialog.get_by_role("button", name="Save").click()
    line = page.locator("ul.lines li").filter(has_text=name)
    line.get_by_text("Every week").wait_for()
    made = next(one for one in suite.call("GET", "/api/v1/recurring-records?limit=200", who="agent")["items"] if one["name"] == name)
    assert made["request"]["item"] == identity and made["request"]["answers"] == {"size": "small"}, made
    line.get_by_role("button", name=f"Commands for {name}").click()
    page.get_by_role("menuitem", name="Pause").click()
    line.get_by_text("Paused").wait_for()
    assert not findings(page), findings(page)
    assert not visitor.complaints, visitor.complaints


def test_rules_for_assignment_and_escalation_and_categories_are_kept(browser):
    name = fresh("Night shift ")
    visitor = Visitor(browser).sign_in()
    for path in ("assignment-rules", "escalation-rules"):
        page = visitor.open(f"/administration/{path}")
        page.get_by_role("button", name="New rule").click()
        dialog = page.locator("dialog")
        dialog.locator("input[name=name]").fill(name)
        if path == "assignment-rules":
            dialog.get_by_label("Words of the summary").fill(name)
            dialog.locator("select[name=team]").select_option(index=1)
            dialog.locator("select[name=person]").select_option("in_turn")
        else:
            dialog.locator("select[name=occasion]").select_option("no_take_up")
            dialog.locator("input[name=minutes]").fill("600")
            dialog.locator("select[name=to]").select_option(index=1)
        dialog.get_by_label("Reason").fill("Asked for")
        dialog.get_by_role("button", name="Save").click()
        page.locator("tbody tr", has_text=name).wait_for()
        assert not findings(page)
    page = visitor.open("/administration/categories")
    page.get_by_role("button", name="Edit").click()
    area = page.locator("dialog textarea[name=text]")
    area.fill(area.input_value() + f"\n{name} / Keys / Lost")
    page.locator("dialog textarea[name=reason]").fill("Asked for")
    page.locator("dialog").get_by_role("button", name="Save").click()
    page.locator("li", has_text=name).wait_for()
    assert not visitor.complaints, visitor.complaints
