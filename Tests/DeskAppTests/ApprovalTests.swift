import Contracts
import DeskDomain
import Foundation
import HTTPTypes
import Messaging
import Postgres
import Testing

@testable import Chassis
@testable import DeskApp

@Suite struct ApprovalTests {
    @Test func `everybody in an approving team is told, but for who asks, and who has left decides nothing`()
        async throws
    {
        try await RequestDesk.with { it in
            let deputy = try await it.desk.requester("Dora", as: it.administrator)
            for person in [it.boss.id, deputy.id, it.rita.id] {
                _ = try await it.ask(
                    .post, "/api/v1/people/\(person)/join-team", as: it.administrator, #"{"team":"\#(it.team)"}"#)
            }
            let stage = #"[{"name":"Team","rule":"any","approvers":[{"by":"team","id":"\#(it.team)"}]}]"#
            _ = try await it.submitted(try await it.laptop(approvals: stage))
            for token in [it.boss.token, deputy.token] {
                let told = try await it.ask(.get, "/api/v1/notices", as: token)
                #expect(told.items.map { $0["template"] } == ["approval_requested"])
            }
            #expect(try await it.ask(.get, "/api/v1/notices", as: it.rita.token).items.isEmpty)
            let secret = OneTimeSecret()
            try await it.desk.database.transaction { tx in
                let rows = try tx.query("SELECT id, request FROM request_approval") {
                    (approval: try $0.value("id") as UUID, request: try $0.value("request") as UUID)
                }
                guard let row = rows.first, let dora = UUID(uuidString: deputy.id) else { return }
                try ApprovalLinkStore().add(
                    secret, .init(approval: row.approval, request: row.request, person: dora),
                    until: Date().addingTimeInterval(600), in: tx)
            }
            let body = #"{"secret":"\#(secret.text)"}"#
            #expect(try await it.desk.ask(.post, "/api/v1/approval-links/read", as: nil, body).status == 200)
            _ = try await it.ask(
                .post, "/api/v1/people/\(deputy.id)/leave-team", as: it.administrator, #"{"team":"\#(it.team)"}"#)
            #expect(try await it.desk.ask(.post, "/api/v1/approval-links/read", as: nil, body).status == 404)
        }
    }

    @Test func `a rejection says why, and the request can be asked for again`() async throws {
        try await RequestDesk.with { it in
            let request = try await it.submitted(try await it.laptop())
            let path = "/api/v1/requests/\(try #require(request["id"]))"
            let approval = "/api/v1/approvals/\(try await it.approval(it.boss.token))"
            let mute = try await it.ask(.post, "\(approval)/reject", as: it.boss.token, "{}")
            #expect(mute.status == 422 && mute["field"] == "comment")
            _ = try await it.ask(.post, "\(approval)/reject", as: it.boss.token, #"{"comment":"Not this year"}"#)
            let rejected = try await it.ask(.get, path, as: it.rita.token)
            #expect(rejected["state"] == "rejected" && rejected["rejection"] == "Not this year")
            let twice = try await it.ask(.post, "\(approval)/approve", as: it.boss.token, "{}")
            #expect(twice.status == 409 && twice["code"] == "already_decided")
            let again = try await it.ask(
                .post, "\(path)/resubmit", as: it.rita.token, #"{"answers":{"model":"15","why":"My eyes"}}"#)
            #expect(again["state"] == "waiting_approval", "\(again)")
            #expect(it.states(again, "approvals") == [.text("rejected"), .text("requested")])
        }
    }

    @Test func `nobody approves their own request: it goes up, to the owner, or to any manager`() async throws {
        try await RequestDesk.with { it in
            let item = try await it.laptop()
            let asked = try await it.ask(
                .post, "/api/v1/requests", as: it.boss.token,
                #"{"item":"\#(item)","requestedFor":"\#(it.rita.id)","answers":{"model":"13"}}"#)
            guard case .list(let approvals)? = asked.json["approvals"], let approval = approvals.first else {
                return #expect(Bool(false), "\(asked)")
            }
            #expect(approval["person"] == .null || approval["person"] == nil)
            guard case .text(let reason)? = approval["reason"] else { return #expect(Bool(false), "no reason") }
            #expect(reason == "Bodil Boss would decide about their own request. Any manager may decide.")
            let why = try await it.ask(.get, "/api/v1/requests/\(try #require(asked["id"]))/why", as: it.agent)
            #expect(why.items.count == 1)
            #expect(try await it.ask(.get, "/api/v1/approvals", as: it.boss.token).items.isEmpty)
            guard case .text(let id)? = approval["id"] else { return }
            let own = try await it.ask(.post, "/api/v1/approvals/\(id)/approve", as: it.boss.token, "{}")
            #expect(own.status == 404)
            let decided = try await it.ask(.post, "/api/v1/approvals/\(id)/approve", as: it.administrator, "{}")
            #expect(decided["state"] == "approved", "\(decided)")
        }
    }

    @Test func `a link decides one approval as one person, once, and without sign-in`() async throws {
        try await RequestDesk.with { it in
            let request = try await it.submitted(try await it.laptop())
            let path = "/api/v1/requests/\(try #require(request["id"]))"
            let secret = try await link(it, until: Date().addingTimeInterval(3_600))
            let body = #"{"secret":"\#(secret)"}"#
            let seen = try await it.desk.ask(.post, "/api/v1/approval-links/read", as: nil, body)
            #expect(seen.status == 200 && seen.json["approver"]?["name"] == .text("Bodil Boss"))
            let decide = #"{"secret":"\#(secret)","decision":"approve"}"#
            let decided = try await it.desk.ask(.post, "/api/v1/approval-links/decide", as: nil, decide)
            #expect(decided.status == 200 && decided["state"] == "approved", "\(decided)")
            #expect(try await it.ask(.get, path, as: it.rita.token)["state"] == "approved")
            for (path, body) in [("read", body), ("decide", decide)] {
                #expect(try await it.desk.ask(.post, "/api/v1/approval-links/\(path)", as: nil, body).status == 404)
            }
            let journal = try await it.ask(.get, "\(path)/journal", as: it.agent)
            let line = try #require(journal.items.first { $0["fact"] == .text("approvalGiven") })
            #expect(line["actor"] == .text("person:\(it.boss.id.lowercased())") && line["reason"] == .text("by link"))
        }
    }

    @Test func `while somebody is away another one decides too, and whom for is kept`() async throws {
        try await RequestDesk.with { it in
            let dora = try await it.desk.requester("Dora", as: it.administrator)
            let item = try await it.laptop()
            let early = try await it.submitted(item)
            let given = try await delegate(it, to: dora.id, hours: 2...50)
            #expect(given.status == 201, "\(given)")
            #expect(try await it.ask(.get, "/api/v1/approvals", as: dora.token).items.isEmpty)
            try await it.desk.pass(3 * 3_600)
            try await it.desk.fireTimers()
            let mail = try await it.ask(.get, "/api/v1/notices", as: dora.token)
            #expect(mail.items.map { $0["template"] } == ["approval_requested"])
            let waiting = try await it.ask(.get, "/api/v1/approvals?state=requested", as: dora.token)
            #expect(waiting.items.map { $0["standsFor"]?["name"] } == ["Bodil Boss"])
            let late = try await it.submitted(item)
            #expect(try await it.ask(.get, "/api/v1/approvals?state=requested", as: it.boss.token).items.count == 2)
            #expect(try await it.ask(.get, "/api/v1/notices", as: dora.token).items.count == 2)
            for token in [dora.token, it.boss.token] {
                let id = try await it.approval(token)
                #expect(try await it.ask(.post, "/api/v1/approvals/\(id)/approve", as: token, "{}").status == 200)
            }
            var decided: [JSONValue?] = []
            for request in [early, late] {
                let now = try await it.ask(.get, "/api/v1/requests/\(try #require(request["id"]))", as: it.agent)
                guard case .list(let approvals)? = now.json["approvals"] else { continue }
                decided.append(approvals.first?["decidedFor"]?["name"])
            }
            #expect(decided.compactMap(\.self) == ["Bodil Boss"])
            let path = "/api/v1/me/approval-delegations"
            let standing = try await it.ask(.get, path, as: dora.token).items
            #expect(standing.count == 1 && standing.first?["deputy"]?["name"] == "Dora")
            let one = "\(path)/\(try #require(given["id"]))"
            #expect(try await it.ask(.delete, one, as: dora.token).status == 404)
            _ = try await it.submitted(item)
            #expect(try await it.ask(.delete, one, as: it.boss.token).status == 204)
            #expect(try await it.ask(.get, "/api/v1/approvals?state=requested", as: dora.token).items.isEmpty)
            let report = try await it.desk.assembly.verification.report(of: "desk", in: it.desk.database)
            #expect(report.mismatches == [])
        }
    }

    @Test func `nobody approves what they asked for, also not for another one, and nobody stands in for nonsense`()
        async throws
    {
        try await RequestDesk.with { it in
            #expect(try await delegate(it, to: it.rita.id, hours: 0...50).status == 201)
            _ = try await it.submitted(try await it.laptop())
            #expect(try await it.ask(.get, "/api/v1/approvals", as: it.rita.token).items.isEmpty)
            let id = try await it.approval(it.boss.token)
            for decision in ["approve", "reject"] {
                let own = try await it.ask(
                    .post, "/api/v1/approvals/\(id)/\(decision)", as: it.rita.token, #"{"comment":"Mine"}"#)
                #expect(own.status == 404)
            }
            #expect(try await it.ask(.get, "/api/v1/notices", as: it.rita.token).items.isEmpty)
            #expect(try await delegate(it, to: it.boss.id, hours: 0...5)["field"] == "deputy")
            #expect(try await delegate(it, to: UUID().uuidString, hours: 0...5)["field"] == "deputy")
            #expect(try await delegate(it, to: it.rita.id, hours: -9 ... -5)["field"] == "until")
            #expect(try await delegate(it, to: it.rita.id, hours: 0...9_000)["field"] == "until")
        }
    }

    private func delegate(
        _ it: RequestDesk, to deputy: String, hours: ClosedRange<Double>
    ) async throws -> TestDesk.Reply {
        let (from, until) = (
            Date(timeIntervalSinceNow: hours.lowerBound * 3_600), Date(timeIntervalSinceNow: hours.upperBound * 3_600)
        )
        return try await it.ask(
            .post, "/api/v1/me/approval-delegations", as: it.boss.token,
            #"{"deputy":"\#(deputy)","from":"\#(from.ISO8601Format())","until":"\#(until.ISO8601Format())"}"#)
    }

    @Test func `a link that has run out, is made up or belongs to who has left decides nothing`() async throws {
        try await RequestDesk.with { it in
            _ = try await it.submitted(try await it.laptop())
            let late = try await link(it, until: Date().addingTimeInterval(-1))
            let good = try await link(it, until: Date().addingTimeInterval(3_600))
            for secret in [late, String(good.reversed()), "", "x"] {
                let body = #"{"secret":"\#(secret)","decision":"approve"}"#
                let reply = try await it.desk.ask(.post, "/api/v1/approval-links/decide", as: nil, body)
                #expect(reply.status == 404, "\(secret)")
            }
            _ = try await it.ask(.post, "/api/v1/people/\(it.boss.id)/deactivate", as: it.administrator)
            let gone = try await it.desk.ask(
                .post, "/api/v1/approval-links/decide", as: nil, #"{"secret":"\#(good)","decision":"approve"}"#)
            #expect(gone.status == 404)
        }
    }

    @Test func `what nobody decides in two weeks is rejected`() async throws {
        try await RequestDesk.with { it in
            let request = try await it.submitted(try await it.laptop())
            try await it.desk.pass(15 * 86_400)
            try await it.desk.fireTimers()
            let seen = try await it.desk.ask(
                .get, "/api/v1/requests/\(try #require(request["id"]))", as: try await it.desk.agentToken())
            #expect(seen["state"] == "rejected" && it.states(seen, "approvals") == [.text("expired")], "\(seen)")
        }
    }

    @Test func `approvers are asked by notice, with a link only the mail has, and requesters learn what was decided`()
        async throws
    {
        try await RequestDesk.with { it in
            _ = try await it.submitted(try await it.laptop())
            let asked = try await it.ask(.get, "/api/v1/notices", as: it.boss.token)
            #expect(asked.items.map { $0["template"] } == [.text("approval_requested")])
            #expect(asked.items.first?["actor"] == .text("Rita"))
            #expect(!"\(asked.json)".contains("/approve#"))
            let links: Int = try await it.desk.database.transaction { tx in
                try tx.first("SELECT count(*) AS count FROM approval_link") { try $0.value("count") } ?? 0
            }
            #expect(links == 1)
            let approval = try await it.approval(it.boss.token)
            _ = try await it.ask(.post, "/api/v1/approvals/\(approval)/approve", as: it.boss.token, "{}")
            let told = try await it.ask(.get, "/api/v1/notices", as: it.rita.token)
            #expect(told.items.map { $0["outcome"] } == [.text("approved")])
        }
    }

    private func link(_ it: RequestDesk, until end: Date) async throws -> String {
        let id = try #require(UUID(uuidString: try await it.approval(it.boss.token)))
        let person = try #require(UUID(uuidString: it.boss.id))
        return try await it.desk.database.transaction { tx in
            let request = try #require(try RequestStore().owning(approval: id, in: tx))
            return try DecideApproval.link(id, of: request, for: person, until: end, in: tx).text
        }
    }
}
