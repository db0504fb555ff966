import Contracts
import Foundation
import HTTPTypes
import Testing

@testable import Chassis
@testable import DeskApp

@Suite struct LinkTests {
    @Test func `both ends show a link, and both journals tell of it`() async throws {
        try await withDesk { desk in
            let (parent, rita, agent) = try await anIncident(desk)
            let (child, _, _) = try await anIncident(desk, of: rita)
            let link = try await desk.ask(.post, "\(child)/links", as: agent, body("parent", parent))
            #expect(link.status == 201 && link.json["record"]?["number"] == "INC0000042")
            let seen = try await desk.ask(.get, "\(parent)/links", as: rita.token)
            #expect(seen.items.map { $0["relation"] } == ["child"])
            let id = try #require(link["id"])
            #expect(try await desk.ask(.delete, "\(parent)/links/\(id)", as: agent).status == 204)
            for record in [parent, child] {
                #expect(try await desk.ask(.get, "\(record)/links", as: agent).items.isEmpty)
                let journal = try await desk.ask(.get, "\(record)/conversation/journal", as: agent)
                #expect(journal.items.map { $0["fact"] } == ["opened", "linked", "unlinked"])
            }
        }
    }

    @Test func `a record has one parent, and nothing comes before itself`() async throws {
        try await withDesk { desk in
            let (a, rita, agent) = try await anIncident(desk)
            let (b, _, _) = try await anIncident(desk, of: rita)
            let (c, _, _) = try await anIncident(desk, of: rita)
            func link(_ record: String, _ relation: String, _ other: String) async throws -> TestDesk.Reply {
                try await desk.ask(.post, "\(record)/links", as: agent, body(relation, other))
            }
            #expect(try await link(b, "parent", a).status == 201)
            #expect(try await link(c, "parent", b).status == 201)
            #expect(try await link(b, "parent", c)["code"] == "cycle")
            #expect(try await link(a, "parent", c)["code"] == "cycle")
            #expect(try await link(a, "child", c)["code"] == "has_parent")
            #expect(try await link(a, "related", c).status == 201)
            #expect(try await link(c, "related", a)["code"] == "linked_already")
            #expect(try await link(a, "duplicate-of", a)["code"] == "itself")
            #expect(try await link(a, "causes", b).status == 201)
            #expect(try await link(b, "caused-by", a)["code"] == "linked_already")
        }
    }

    @Test func `nothing is linked that the caller cannot see, and what one cannot see is not shown`() async throws {
        try await withDesk { desk in
            let (hers, rita, agent) = try await anIncident(desk)
            let stan = try await desk.requester("Stan", as: desk.administratorToken())
            let (his, _, _) = try await anIncident(desk, of: stan)
            _ = try await desk.ask(.post, "\(hers)/links", as: agent, body("related", his))
            #expect(try await desk.ask(.get, "\(hers)/links", as: rita.token).items.isEmpty)
            #expect(try await desk.ask(.get, "\(hers)/links", as: agent).items.count == 1)
            #expect(try await desk.ask(.post, "\(hers)/links", as: rita.token, body("parent", his)).status == 403)
            let nowhere = "/api/v1/records/incident/\(UUID())"
            let missing = try await desk.ask(.post, "\(hers)/links", as: agent, body("parent", nowhere))
            #expect(missing.status == 422 && missing["code"] == "unknown_record")
        }
    }

    @Test func `time is summed, and taken back only by who spent it`() async throws {
        try await withDesk { desk in
            let (record, _, agent) = try await anIncident(desk)
            let first = try await desk.ask(
                .post, "\(record)/time", as: agent, #"{"minutes":25,"activity":"analysis","note":"Logs"}"#)
            _ = try await desk.ask(.post, "\(record)/time", as: agent, #"{"minutes":5,"activity":"communication"}"#)
            #expect(first.status == 201)
            #expect(try await desk.ask(.get, "\(record)/time", as: agent).json["totalMinutes"] == 30)
            let address = "\(record)/time/\(try #require(first["id"]))"
            let other = try await desk.administratorToken()
            #expect(try await desk.ask(.delete, address, as: other)["code"] == "not_yours")
            #expect(try await desk.ask(.delete, address, as: agent).status == 204)
            let left = try await desk.ask(.get, "\(record)/time", as: agent)
            #expect(left.json["totalMinutes"] == 5 && left.items.count == 1)
            let summary = try await desk.ask(.get, "\(record)/conversation/summary", as: agent)
            #expect(summary.json["minutesSpent"] == 5)
            for bad in [
                #"{"minutes":0,"activity":"repair"}"#, #"{"minutes":1441,"activity":"repair"}"#,
                #"{"minutes":5,"activity":"sleep"}"#,
                #"{"minutes":5,"activity":"repair","workedAt":"2999-01-01T00:00:00Z"}"#,
            ] {
                #expect(try await desk.ask(.post, "\(record)/time", as: agent, bad).status == 422)
            }
        }
    }

    @Test func `staff see who else is there until they have gone`() async throws {
        try await withDesk { desk in
            let (record, rita, agent) = try await anIncident(desk)
            let other = try await desk.administratorToken()
            let alone = try await desk.ask(.post, "\(record)/presence", as: agent, #"{"doing":"typing"}"#)
            #expect(alone.json["others"] == .list([]))
            let both = try await desk.ask(.post, "\(record)/presence", as: other, #"{"doing":"viewing"}"#)
            guard case .list(let others)? = both.json["others"] else { return #expect(Bool(false)) }
            #expect(others.map { $0["doing"] } == ["typing"])
            #expect(try await desk.ask(.delete, "\(record)/presence", as: other).status == 204)
            #expect(try await desk.ask(.get, "\(record)/presence", as: agent).json["others"] == .list([]))
            try await desk.pass(46)
            #expect(try await desk.ask(.get, "\(record)/presence", as: other).json["others"] == .list([]))
            #expect(
                try await desk.ask(.post, "\(record)/presence", as: rita.token, #"{"doing":"typing"}"#).status == 403)
        }
    }
}

/// What links to a record at this address.
private func body(_ relation: String, _ address: String) -> String {
    let parts = address.split(separator: "/")
    return #"{"relation":"\#(relation)","kind":"\#(parts[3])","record":"\#(parts[4])"}"#
}
