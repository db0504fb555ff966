import Contracts
import DeskDomain
import Foundation
import HTTPTypes
import Testing

@testable import Chassis
@testable import DeskApp
@testable import Messaging

@Suite struct RequestTests {
    @Test func `an item is browsed, asked for, approved, fulfilled and confirmed`() async throws {
        try await RequestDesk.with { it in
            let item = try await it.laptop()
            let catalogue = try await it.ask(.get, "/api/v1/catalogue?q=lap", as: it.rita.token)
            #expect("\(catalogue.json)".contains("13 inch") == false && "\(catalogue.json)".contains("Laptop"))
            let offered = try await it.ask(.get, "/api/v1/catalogue/items/\(item)", as: it.rita.token)
            #expect(offered.status == 200 && offered["promisedAt"] != nil)
            let promise = try await it.ask(.get, "/api/v1/catalogue/items/\(item)/promise", as: it.rita.token)
            #expect(promise["promisedAt"] == offered["promisedAt"] && promise["zone"] == "GMT")

            let request = try await it.submitted(item)
            #expect(request["number"] == "REQ0000001" && request["state"] == "waiting_approval")
            #expect(request["promisedAt"] == promise["promisedAt"])
            #expect(it.states(request, "tasks") == [.text("blocked"), .text("blocked")])
            let path = "/api/v1/requests/\(try #require(request["id"]))"
            let approval = try await it.approval(it.boss.token)
            let approved = try await it.ask(.post, "/api/v1/approvals/\(approval)/approve", as: it.boss.token, "{}")
            #expect(approved.status == 200 && approved["state"] == "approved", "\(approved)")

            for title in ["Order it", "Set it up"] {
                let tasks = try await it.ask(.get, "/api/v1/request-tasks?open=true&team=\(it.team)", as: it.agent)
                #expect(tasks.items.map { $0["title"] } == [.text(title)])
                guard case .text(let id)? = tasks.items.first?["id"] else { return }
                #expect(try await it.ask(.post, "/api/v1/request-tasks/\(id)/start", as: it.agent).status == 200)
                let mine = try await it.ask(.get, "/api/v1/request-tasks?mine=true&open=true", as: it.agent)
                #expect(mine.items.count == 1)
                #expect(try await it.ask(.post, "/api/v1/request-tasks/\(id)/finish", as: it.agent, "{}").status == 200)
            }
            #expect(try await it.ask(.get, path, as: it.rita.token)["state"] == "fulfilled")
            #expect(try await it.ask(.post, "\(path)/confirm", as: it.rita.token)["state"] == "closed")
            let told = try await it.desk.sent(RequestAnnounced.self)
            #expect(told.map(\.state).last == "closed" && told.map(\.openApprovals) == [1, 0, 0, 0, 0, 0, 0])
            let report = try await it.desk.assembly.verification.report(of: "desk", in: it.desk.database)
            #expect(report.mismatches == [] && report.records["request"] == 1)
        }
    }

    @Test(arguments: [
        (#"{"item":"ITEM","answers":{}}"#, "answers.model"),
        (#"{"item":"ITEM","answers":{"model":"15"}}"#, "answers.why"),
        (#"{"item":"ITEM","answers":{"model":"13","why":"x"}}"#, "answers.why"),
        (#"{"item":"ITEM","answers":{"model":["13"]}}"#, "answers.model"),
        (#"{"item":"ITEM","answers":{"model":{"a":1}}}"#, "answers.model"),
        (
            #"{"item":"ITEM","answers":{"model":"13"},"requestedFor":"6f1c0c8e-0000-7000-8000-000000000000"}"#,
            "requestedFor"
        ),
        (#"{"item":"6f1c0c8e-0000-7000-8000-000000000000","answers":{}}"#, "item"),
    ])
    func `bad input is refused with its field`(body: String, field: String) async throws {
        try await RequestDesk.with { it in
            let item = try await it.laptop()
            let body = body.replacing("ITEM", with: item)
            let reply = try await it.ask(.post, "/api/v1/requests", as: it.rita.token, body)
            #expect(reply.status == 422 && reply["field"] == field, "\(reply)")
            #expect(try await it.desk.sent(RequestAnnounced.self).isEmpty)
        }
    }

    @Test func `a request is nobody else's to see`() async throws {
        try await RequestDesk.with { it in
            let request = try await it.submitted(try await it.laptop())
            let path = "/api/v1/requests/\(try #require(request["id"]))"
            let stranger = try await it.desk.requester("Sven Stranger", as: it.administrator)
            #expect(try await it.ask(.get, path, as: stranger.token).status == 404)
            #expect(try await it.ask(.get, "/api/v1/requests", as: stranger.token).items.isEmpty)
            #expect(try await it.ask(.post, "\(path)/cancel", as: stranger.token, #"{"reason":"x"}"#).status == 404)
            #expect(try await it.ask(.get, "\(path)/journal", as: it.rita.token).status == 403)
            #expect(try await it.ask(.get, "/api/v1/request-tasks", as: it.rita.token).status == 403)
            let approval = try await it.approval(it.boss.token)
            #expect(try await it.ask(.get, "/api/v1/approvals/\(approval)", as: stranger.token).status == 404)
            let decided = try await it.ask(.post, "/api/v1/approvals/\(approval)/approve", as: stranger.token, "{}")
            #expect(decided.status == 404)
            #expect(try await it.ask(.get, path, as: it.boss.token).status == 200)
            #expect(try await it.ask(.post, "\(path)/begin", as: it.rita.token).status == 403)
        }
    }

    @Test func `who may not ask for an item does not find it`() async throws {
        try await RequestDesk.with { it in
            let made = try await it.ask(
                .post, "/api/v1/request-items", as: it.administrator,
                """
                {"offering":"\(it.offering)","content":{"name":"Root","summary":"Root access","form":[],"approvals":[],
                 "plan":[],"delivery":{"amount":1,"unit":"hours"},
                 "entitlement":{"organisations":[],"roles":["agent"],"teams":[]}}}
                """)
            let id = try #require(made["id"])
            #expect(try await it.ask(.get, "/api/v1/catalogue/items/\(id)", as: it.agent).status == 404)
            #expect(try await it.ask(.post, "/api/v1/request-items/\(id)/publish", as: it.administrator).status == 200)
            #expect(try await it.ask(.get, "/api/v1/catalogue/items/\(id)", as: it.agent).status == 200)
            #expect(try await it.ask(.get, "/api/v1/catalogue/items/\(id)", as: it.rita.token).status == 404)
            let asked = try await it.ask(
                .post, "/api/v1/requests", as: it.rita.token, #"{"item":"\#(id)","answers":{}}"#)
            #expect(asked.status == 422 && asked["code"] == "unknown_item")
            #expect(try await it.ask(.post, "/api/v1/request-items/\(id)/retire", as: it.agent).status == 403)
        }
    }

    @Test func `a request keeps to the edition it was made by`() async throws {
        try await RequestDesk.with { it in
            let item = try await it.laptop()
            let request = try await it.submitted(item)
            let content = """
                {"content":{"name":"Laptop","summary":"Other","form":[],"approvals":[],"plan":[],
                 "delivery":{"amount":1,"unit":"days"},"entitlement":{"organisations":[],"roles":[],"teams":[]}}}
                """
            let revised = try await it.desk.ask(
                .put, "/api/v1/request-items/\(item)", as: it.administrator, content, headers: [.ifMatch: "\"2\""])
            #expect(revised.status == 200 && revised.json["edition"] == .number(2), "\(revised)")
            let stale = try await it.ask(
                .post, "/api/v1/requests", as: it.rita.token,
                #"{"item":"\#(item)","edition":1,"answers":{"model":"13"}}"#)
            #expect(stale.status == 409 && stale["code"] == "edition_changed")
            let seen = try await it.ask(.get, "/api/v1/requests/\(try #require(request["id"]))", as: it.rita.token)
            #expect(seen.json["item"]?["edition"] == .number(1))
            guard case .list(let form)? = seen.json["form"] else { return #expect(Bool(false), "no form") }
            #expect(form.count == 2)
        }
    }

    @Test func `a requester cancels until work begins, then asks`() async throws {
        try await RequestDesk.with { it in
            let item = try await it.laptop(approvals: "[]")
            let path = "/api/v1/requests/\(try #require(try await it.submitted(item)["id"]))"
            #expect(try await it.ask(.post, "\(path)/begin", as: it.agent)["state"] == "in_fulfilment")
            let cancel = try await it.ask(.post, "\(path)/cancel", as: it.rita.token, #"{"reason":"No need"}"#)
            #expect(cancel.status == 403 && cancel["code"] == "not_yours_to_say")
            let asked = try await it.ask(.post, "\(path)/ask-cancellation", as: it.rita.token, #"{"reason":"No need"}"#)
            #expect(asked["cancellationAsked"] == "No need")
            let hold = try await it.ask(
                .post, "\(path)/hold", as: it.agent, #"{"reason":"Stock","until":"2020-01-01T00:00:00Z"}"#)
            #expect(hold.status == 409 && hold["code"] == "in_the_past")
            let ended = try await it.ask(.post, "\(path)/cancel", as: it.agent, #"{"reason":"As asked"}"#)
            #expect(ended["state"] == "cancelled" && it.states(ended, "tasks") == [.text("skipped"), .text("skipped")])
        }
    }

    @Test func `time ends a hold, an approval nobody gives, and a request nobody confirms`() async throws {
        try await RequestDesk.with { it in
            let plain = try await it.laptop(approvals: "[]")
            let path = "/api/v1/requests/\(try #require(try await it.submitted(plain)["id"]))"
            _ = try await it.ask(.post, "\(path)/begin", as: it.agent)
            let until = WireTime.text(Date().addingTimeInterval(3_600))
            let held = try await it.ask(.post, "\(path)/hold", as: it.agent, #"{"reason":"Stock","until":"\#(until)"}"#)
            #expect(held["state"] == "on_hold")
            try await it.desk.pass(3_700)
            try await it.desk.fireTimers()
            let resumed = try await it.ask(.get, path, as: it.rita.token)
            #expect(resumed["state"] == "in_fulfilment")
            for _ in 0..<2 {
                let tasks = try await it.ask(.get, "/api/v1/request-tasks?open=true", as: it.agent)
                guard case .text(let id)? = tasks.items.first?["id"] else { return #expect(Bool(false), "no task") }
                _ = try await it.ask(.post, "/api/v1/request-tasks/\(id)/finish", as: it.agent, "{}")
            }
            try await it.desk.fireTimers()
            #expect(try await it.ask(.get, path, as: it.rita.token)["state"] == "fulfilled")
            try await it.desk.pass(10 * 86_400)
            try await it.desk.fireTimers()
            let closed = try await it.ask(.get, path, as: it.desk.agentToken())
            #expect(closed["state"] == "closed")
        }
    }

    @Test func `two requests for the same become one`() async throws {
        try await RequestDesk.with { it in
            let item = try await it.laptop()
            let (one, two) = (try await it.submitted(item), try await it.submitted(item))
            let (first, second) = (try #require(one["id"]), try #require(two["id"]))
            let merged = try await it.ask(
                .post, "/api/v1/requests/\(second)/merge", as: it.rita.token, #"{"into":"\#(first)"}"#)
            #expect(merged["state"] == "merged" && merged.json["mergedInto"]?["number"] == .text("REQ0000001"))
            let kept = try await it.ask(.get, "/api/v1/requests/\(first)", as: it.rita.token)
            guard case .list(let list)? = kept.json["merged"] else { return #expect(Bool(false), "nothing merged") }
            #expect(list.map { $0["number"] } == [.text("REQ0000002")])
            let stranger = try await it.desk.requester("Sven Stranger", as: it.administrator)
            let theirs = try await it.ask(
                .post, "/api/v1/requests", as: stranger.token, #"{"item":"\#(item)","answers":{"model":"13"}}"#)
            let foreign = try await it.ask(
                .post, "/api/v1/requests/\(first)/merge", as: it.rita.token,
                #"{"into":"\#(try #require(theirs["id"]))"}"#)
            #expect(foreign.status == 422 && foreign["code"] == "unknown_request")
        }
    }
}
