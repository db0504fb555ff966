import Contracts
import EventDomain
import Foundation
import HTTPTypes
import Messaging
import Postgres
import Testing

@testable import EventApp

@Suite struct HandlingTests {
    private func command(
        _ event: EventUnderTest, _ name: String, _ body: String? = nil, on alert: String = "ALT0000001",
        version: Int? = nil
    ) async throws -> (status: Int, reply: String) {
        var headers: HTTPFields = [.authorization: "Bearer x"]
        if body != nil { headers[.contentType] = "application/json" }
        headers[.ifMatch] = version.map { "\"\($0)\"" }
        return try await event.call(.post, "/api/v1/alerts/\(alert)/\(name)", body: body, headers: headers)
    }

    private func get(_ event: EventUnderTest, _ path: String) async throws -> String {
        try await event.call(.get, path, headers: [.authorization: "Bearer x"]).reply
    }

    @Test func `somebody acknowledges an alert, others hear of it, and it must be seen again when it gets worse`()
        async throws
    {
        try await EventUnderTest.run { event in
            try await event.hear(alert("Slow", on: "lone", severity: "warning"))
            let answer = try await command(event, "acknowledge", #"{"note":"looking"}"#, version: 2)
            #expect(answer.status == 200 && answer.reply.contains("looking"))
            #expect(try await command(event, "acknowledge", "{}", version: 2).status == 412)
            let head = try #require(try await event.announced(AlertsAnnounced.self).last?.alerts.first)
            #expect(head.facts == ["acknowledged"] && head.acknowledgedBy != nil)
            #expect(try await event.announced(SituationAnnounced.self).count == 1)
            #expect(try await get(event, "/api/v1/alerts?acknowledged=true").contains("ALT0000001"))
            try await event.hear(alert("Slow", on: "lone", severity: "critical"))
            #expect(try await event.alerts().first?.record.acknowledgement == nil)
            #expect(try await get(event, "/api/v1/alerts/ALT0000001/why").contains("acknowledged as warning"))
            #expect(try await event.mismatches().isEmpty)
        }
    }

    @Test func `a comment and an assignment stand in the journal; nobody is given to what is not there`() async throws {
        try await EventUnderTest.run { event in
            try await event.hear(alert("HostDown", on: "lone"))
            #expect(try await command(event, "comment", #"{"text":"same as in May"}"#).status == 200)
            #expect(try await get(event, "/api/v1/alerts/ALT0000001/journal").contains("same as in May"))
            #expect(try await command(event, "comment", #"{"text":"  "}"#).status == 422)
            #expect(try await command(event, "assign", #"{"team":"\#(UUID())"}"#).reply.contains("unknown_team"))
            let team = UUID.v7()
            try await event.database.transaction { tx in
                let operations = TeamAnnounced(record: team, facts: [], name: "Operations", active: true)
                try Projection<TeamAnnounced>().keep(operations, sequence: 1, in: tx)
            }
            #expect(try await command(event, "assign", #"{"team":"\#(team)"}"#).reply.contains("Operations"))
            #expect(try await get(event, "/api/v1/alerts?team=\(team)").contains("ALT0000001"))
            #expect(try await command(event, "assign", "{}").status == 200)
            #expect(try await event.alerts().first?.record.assignment == Alert.Assignment(team: nil, person: nil))
        }
    }

    @Test func `a cleared alert cannot be acknowledged, and one nobody has cannot be found`() async throws {
        try await EventUnderTest.run { event in
            try await event.hear(alert("HostDown", on: "lone"))
            try await event.hear(alert("HostDown", on: "lone", ends: Date()))
            #expect(try await command(event, "acknowledge", "{}").status == 409)
            #expect(try await command(event, "acknowledge", "{}", on: "ALT0000009").status == 404)
        }
    }

    @Test func `one command is given to many, each with its own result`() async throws {
        try await EventUnderTest.run { event in
            try await event.hear(alert("HostDown", on: "lone") + "," + alert("Slow", on: "lone"))
            let body =
                #"{"command":"acknowledge","items":[{"number":"ALT0000001"},{"number":"ALT0000002","version":9},{"number":"ALT0000007"}]}"#
            let answer = try await event.call(
                .post, "/api/v1/alerts/bulk", body: body,
                headers: [.authorization: "Bearer x", .contentType: "application/json"])
            #expect(answer.reply.contains(#""succeeded":1"#) && answer.reply.contains(#""status":412"#), "\(answer)")
            #expect(answer.reply.contains(#""status":404"#))
        }
    }

    @Test func `what is on the shelf comes back at its time, and is told of then if it was not before`() async throws {
        try await EventUnderTest.run { event in
            try await event.hear(alert("Slow", on: "lone", severity: "info"))
            let until = WireTime.text(try await event.now + 600)
            let shelved = try await command(event, "shelve", #"{"until":"\#(until)","reason":"new disks on Monday"}"#)
            #expect(shelved.status == 200 && shelved.reply.contains(#""suppressed":true"#))
            try await event.hear(alert("Slow", on: "lone", severity: "critical"))
            #expect(try await event.announced(SituationAnnounced.self).isEmpty)
            let open = try await get(event, "/api/v1/suppressions?open=true&reason=shelf")
            #expect(open.contains("new disks on Monday") && open.contains("ALT0000001"))
            try await event.wait(601)
            try await event.fireTimers()
            #expect(try await event.announced(SituationAnnounced.self).map(\.severity) == [.critical])
            let ledger = try await get(event, "/api/v1/alerts/ALT0000001/suppressions")
            #expect(ledger.contains("the time on the shelf is over"))
            #expect(try await get(event, "/api/v1/suppressions?open=true").contains(#""items":[]"#))
            #expect(try await event.mismatches().isEmpty)
        }
    }

    @Test func `an alert that was told of and is shelved still ends its situation when it clears`() async throws {
        try await EventUnderTest.run { event in
            try await event.hear(alert("HostDown", on: "db1"))
            let until = WireTime.text(try await event.now + 600)
            _ = try await command(event, "shelve", #"{"until":"\#(until)","reason":"known"}"#)
            #expect(try await event.announced(SituationAnnounced.self).map(\.state) == [.open])
            try await event.hear(alert("HostDown", on: "db1", ends: Date()))
            #expect(try await event.announced(SituationAnnounced.self).map(\.state) == [.open, .cleared])
            try await event.hear(alert("HostDown", on: "db1"))
            #expect(try await event.announced(SituationAnnounced.self).count == 2)
            _ = try await command(event, "unshelve")
            #expect(try await event.announced(SituationAnnounced.self).last?.state == .open)
            #expect(try await event.mismatches().isEmpty)
        }
    }

    @Test func `taken off the shelf, what others know of is not told again`() async throws {
        try await EventUnderTest.run { event in
            try await event.hear(alert("HostDown", on: "db1"))
            let until = WireTime.text(try await event.now + 600)
            _ = try await command(event, "shelve", #"{"until":"\#(until)","reason":"known"}"#)
            try await event.wait(601)
            try await event.fireTimers()
            #expect(try await event.alerts().first?.record.isMuted == false)
            #expect(try await event.announced(SituationAnnounced.self).count == 1)
        }
    }
}
