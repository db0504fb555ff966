"""The agents' side in a real browser: many rows at once, views, conversation, presence, merging, families, escalation, tasks."""
import cast
import suite
from browser import Visitor
from test_web import fresh


def known(kind, identity):
    """Waits until the desk has heard of a record of another service."""
    def there():
        try:
            return suite.call("GET", f"/api/v1/records/{kind}/{identity}/conversation/summary", who="agent")
        except OSError:
            return None
    return suite.until(there)


def test_many_incidents_at_once_with_a_result_for_each(browser):
    word = fresh("Many")
    numbers = [suite.incident_for(f"{word}{index}") for index in range(3)]
    suite.call("POST", f"/api/v1/incidents/{numbers[0]}/start-work", who="administrator")
    visitor = Visitor(browser).sign_in("agent")
    page = visitor.open(f"/work/incidents?open=true&q={word}")
    page.get_by_label("Choose all rows").check()
    page.get_by_role("region", name="Chosen records").get_by_role("button", name="Start work").click()
    page.get_by_role("dialog").get_by_role("button", name="Start work").click()
    results = page.get_by_role("dialog", name="What became of each")
    results.get_by_text("Done: 2. Refused: 1.").wait_for()
    assert numbers[0] in results.locator("li").first.inner_text()
    results.get_by_role("button", name="Close").last.click()
    assert suite.call("GET", f"/api/v1/incidents/{numbers[1]}", who="agent")["state"] == "in_progress"


def test_a_view_is_kept_with_its_columns_and_counts_what_it_shows(browser):
    word = fresh("Kept")
    suite.incident_for(f"{word}one")
    suite.incident_for(f"{word}two")
    visitor = Visitor(browser).sign_in("agent")
    page = visitor.open(f"/work/incidents?open=true&q={word}")
    page.get_by_role("button", name="Columns").click()
    page.get_by_role("checkbox", name="Broken since").check()
    page.keyboard.press("Escape")
    page.get_by_role("columnheader", name="Broken since").wait_for()
    page.get_by_role("button", name="Save this view").click()
    name = fresh("View ")
    page.get_by_role("dialog").get_by_label("Name").fill(name)
    page.get_by_role("dialog").get_by_role("button", name="Save this view").click()
    line = page.locator(".views a").filter(has_text=name)
    line.locator(".count").wait_for()
    assert line.locator(".count").inner_text() == "2" == str(page.locator(".list tbody tr").count())
    page.goto(suite.GATEWAY + "/work/incidents?open=true")
    page.locator(".views a").filter(has_text=name).click()
    page.get_by_role("columnheader", name="Broken since").wait_for()
    suite.until(lambda: page.locator(".list tbody tr").count() == 2)


def test_what_is_internal_stays_internal(browser):
    summary = fresh("Talk")
    number = cast.reported(summary)
    identity = suite.call("GET", f"/api/v1/incidents/{number}", who="agent")["id"]
    known("incident", identity)
    visitor = Visitor(browser).sign_in("agent")
    page = visitor.open(f"/work/incidents/{number}")
    page.keyboard.press("i")
    page.get_by_label("Internal note for staff").wait_for()
    page.keyboard.type("Between us")
    page.keyboard.press("Control+Enter")
    note = page.locator(".said.note").filter(has_text="Between us")
    note.wait_for()
    assert "Internal" in note.inner_text()
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    page.get_by_label("Reply to the requester").wait_for()
    page.locator(".writer textarea:focus").wait_for()
    page.keyboard.type("Is it **better**?")
    page.locator(".writer input[type=file]").set_input_files({"name": "trace.txt", "mimeType": "text/plain", "buffer": b"some trace\n"})
    page.get_by_role("button", name="Send reply").click()
    reply = page.locator(".said.ours").filter(has_text="better")
    reply.get_by_role("button", name="trace.txt").wait_for()
    assert reply.locator("strong", has_text="better").count() == 1
    seen = suite.call("GET", f"/api/v1/records/incident/{identity}/conversation", who=cast.requester())["items"]
    assert [entry["text"] for entry in seen] == ["Is it **better**?"], seen
    assert not visitor.complaints, visitor.complaints


def test_a_half_written_reply_survives_a_reload(browser):
    number = cast.reported(fresh("Draft"))
    visitor = Visitor(browser).sign_in("agent")
    page = visitor.open(f"/work/incidents/{number}")
    page.get_by_label("Reply to the requester").fill("Half a reply")
    page.reload()
    visitor.settled()
    assert page.get_by_label("Reply to the requester").input_value() == "Half a reply"


def test_naming_a_colleague_makes_them_watch(browser):
    number = cast.reported(fresh("Mention"))
    identity = suite.call("GET", f"/api/v1/incidents/{number}", who="agent")["id"]
    known("incident", identity)
    page = Visitor(browser).sign_in("agent").open(f"/work/incidents/{number}")
    page.keyboard.press("i")
    page.get_by_label("Internal note for staff").wait_for()
    page.keyboard.type("See @admin")
    page.get_by_role("option", name="@administrator").wait_for()
    page.keyboard.press("Enter")
    page.keyboard.press("Control+Enter")
    page.locator(".said.note").filter(has_text="@administrator").wait_for()
    summary = suite.call("GET", f"/api/v1/records/incident/{identity}/conversation/summary", who="administrator")
    assert summary["watching"]


def test_two_agents_see_each_other_come_write_and_go(browser):
    number = cast.reported(fresh("Presence"))
    known("incident", suite.call("GET", f"/api/v1/incidents/{number}", who="agent")["id"])
    first = Visitor(browser).sign_in("agent").open(f"/work/incidents/{number}")
    # It tells no more that it is here: what it hears from now on, the live stream told it.
    first.route("**/presence", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    second = Visitor(browser).sign_in("administrator").open(f"/work/incidents/{number}")
    second.locator(".presence").get_by_text("agent is looking").wait_for()
    seen = first.locator(".presence")
    seen.get_by_text("administrator is looking").wait_for()
    second.get_by_label("Reply to the requester").fill("I am at it")
    seen.get_by_text("administrator is writing").wait_for()
    second.goto(suite.GATEWAY + "/work/incidents?open=true")
    seen.locator(".badge").wait_for(state="detached")


def test_two_incidents_become_one(browser):
    word = fresh("Merge")
    kept, merged = cast.reported(f"{word} stays"), cast.reported(f"{word} ends")
    ids = {number: suite.call("GET", f"/api/v1/incidents/{number}", who="agent")["id"] for number in (kept, merged)}
    for identity in ids.values():
        known("incident", identity)
    records = f"/api/v1/records/incident/{ids[merged]}"
    suite.call("POST", f"{records}/replies", {"text": "It beeps"}, who=cast.requester())
    suite.call("POST", f"{records}/notes", {"text": "Third time this week"}, who="agent")
    visitor = Visitor(browser).sign_in("agent")
    page = visitor.open(f"/work/incidents/{merged}")
    page.get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="Merge").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Goes on as").fill(kept)
    dialog.get_by_role("option").filter(has_text=kept).click()
    dialog.get_by_text(f"{merged} ends.").wait_for()
    dialog.get_by_role("button", name="Merge", exact=True).click()
    page.wait_for_url(f"**/work/incidents/{kept}")
    reply = page.locator(".said.theirs").filter(has_text="It beeps")
    reply.get_by_role("link", name=merged).wait_for()
    page.locator(".said.note").filter(has_text="Third time this week").wait_for()
    page.locator(".rail").get_by_text("Merged into this one").wait_for()
    suite.until(lambda: suite.call("GET", f"/api/v1/incidents/{merged}", who="agent")["state"] == "cancelled")
    page = visitor.open(f"/work/incidents/{merged}")
    page.locator(".rail").get_by_role("link", name=kept).first.wait_for()
    seen = suite.call("GET", f"/api/v1/records/incident/{ids[kept]}/conversation", who=cast.requester())["items"]
    assert [entry["text"] for entry in seen] == ["It beeps"], seen
    assert not visitor.complaints, visitor.complaints


def test_a_request_is_fulfilled_task_by_task(browser):
    team = suite.call("GET", "/api/v1/teams?limit=1", who="administrator")["items"][0]["id"]
    item, name = cast.item(approvals=[], plan=[{"key": "order", "title": "Order it", "team": team, "after": [], "mandatory": True},
                                              {"key": "hand", "title": "Hand it over", "team": team, "after": ["order"], "mandatory": True}])
    request = suite.call("POST", "/api/v1/requests", {"item": item, "answers": {"size": "small"}}, who=cast.requester())
    visitor = Visitor(browser).sign_in("agent")
    page = visitor.open("/work/tasks?open=true")
    page.get_by_role("link", name=request["number"]).first.wait_for()
    page = visitor.open(f"/work/requests/{request['id']}")
    for title in ("Order it", "Hand it over"):
        task = page.locator("ol.lines li").filter(has_text=title).first
        task.get_by_role("button", name="Start").click()
        task.get_by_role("button", name="Done").click()
        page.get_by_role("dialog").get_by_role("button", name="Done").click()
        task.get_by_text("Done").first.wait_for()
        page.wait_for_selector("dialog[open]", state="detached")
    page.locator(".record-line").get_by_text("Fulfilled").wait_for()
    assert not visitor.complaints, visitor.complaints


def test_an_incident_ends_with_the_one_that_stands_for_it(browser):
    word = fresh("Canteen till ")
    parent, child = cast.reported(f"{word} is dead"), cast.reported(f"{word} is dead again")
    visitor = Visitor(browser).sign_in("agent")
    page = visitor.open(f"/work/incidents/{child}")
    line = page.locator(".similar li", has_text=parent)
    line.get_by_text("Perhaps the same").wait_for()
    line.get_by_role("button", name="Make it a child").click()
    page.locator("aside").get_by_role("link", name=parent).wait_for()
    suite.call("POST", f"/api/v1/incidents/{parent}/resolve", {"code": "fixed", "notes": "New power supply."}, who="agent")
    page.get_by_text(f"Restored with {parent}: New power supply.").first.wait_for()
    page = visitor.open(f"/work/incidents/{parent}")
    page.locator("aside").get_by_role("link", name=child).wait_for()
    assert not visitor.complaints, visitor.complaints


def test_an_incident_is_escalated_and_the_ladder_says_why(browser):
    number = cast.reported(fresh("Turnstile "))
    visitor = Visitor(browser).sign_in("agent")
    page = visitor.open(f"/work/incidents/{number}")
    page.get_by_role("button", name="More").first.click()
    page.get_by_role("menuitem", name="Escalate").click()
    page.locator("dialog select[name=team]").select_option(index=1)
    page.locator("dialog textarea[name=reason]").fill("They built it.")
    page.locator("dialog").get_by_role("button", name="Escalate").click()
    page.locator("aside").get_by_text("by hand · They built it.").wait_for()
    assert not visitor.complaints, visitor.complaints
