import Contracts
import EventDomain
import Foundation
import HTTPTypes
import Messaging
import Postgres
import Testing

@testable import EventApp

@Suite struct SilencingTests {
    private static let signedIn: HTTPFields = [.authorization: "Bearer x", .contentType: "application/json"]

    private func silence(_ event: EventUnderTest, _ matchers: String, minutes: Double = 60) async throws -> String {
        let end = WireTime.text(try await event.now + minutes * 60)
        let body = #"{"matchers":[\#(matchers)],"end":"\#(end)","comment":"disks are swapped"}"#
        let answer = try await event.call(.post, "/api/v1/silences", body: body, headers: Self.signedIn)
        #expect(answer.status == 201, "\(answer.reply)")
        return try WireJSON.decoder.decode(SilenceView.self, from: Data(answer.reply.utf8)).id.uuidString.lowercased()
    }

    private let db1 = #"{"name":"ci","value":"db1"}"#

    @Test func `what is silenced is kept and listed, and nobody hears of it`() async throws {
        try await EventUnderTest.run { event in
            let id = try await silence(event, db1)
            try await event.hear(alert("HostDown", on: "db1") + "," + alert("HostDown", on: "lone"))
            #expect(try await event.announced(SituationAnnounced.self).map(\.causeName) == ["lone"])
            // The truth about the service is not silenced.
            #expect(try await event.health(EventUnderTest.orders) == .down)
            let ledger = try await event.call(
                .get, "/api/v1/suppressions?open=true&source=\(id)", headers: Self.signedIn)
            #expect(ledger.reply.contains("a silence of Ada holds"), "\(ledger.reply)")
            try await event.wait(3601)
            try await event.fireTimers()
            #expect(try await event.announced(SituationAnnounced.self).map(\.causeName).sorted() == ["db1", "lone"])
            #expect(try await event.mismatches().isEmpty)
        }
    }

    @Test func `matchers are tried before there is a silence`() async throws {
        try await EventUnderTest.run { event in
            try await event.hear(alert("HostDown", on: "db1") + "," + alert("HostDown", on: "lone"))
            func trial(_ matchers: String) async throws -> (status: Int, reply: String) {
                try await event.call(
                    .post, "/api/v1/silences/try", body: #"{"matchers":[\#(matchers)]}"#, headers: Self.signedIn)
            }
            let found = try await trial(db1)
            let accepted = try WireJSON.decoder.decode(SilenceTrial.self, from: Data(found.reply.utf8))
            #expect(accepted.count == 1 && accepted.items.map(\.suppressed) == [false], "\(found.reply)")
            #expect(try await trial(#"{"name":"ci","value":".*","isRegex":true}"#).status == 422)
            let none = try await trial(#"{"name":"ci","value":"elsewhere"}"#)
            #expect(none.status == 200 && none.reply.contains(#""count":0"#), "\(none.reply)")
            #expect(try await event.alerts().allSatisfy { !$0.record.isMuted })
        }
    }

    @Test func `a silence ended early lets its alerts be heard, once`() async throws {
        try await EventUnderTest.run { event in
            let id = try await silence(event, db1)
            try await event.hear(alert("HostDown", on: "db1"))
            for _ in 0..<2 {
                let ended = try await event.call(.post, "/api/v1/silences/\(id)/end", headers: Self.signedIn)
                #expect(ended.status == 200 && ended.reply.contains(#""state":"ended""#))
            }
            try await event.hear(alert("HostDown", on: "db1"))
            #expect(try await event.announced(SituationAnnounced.self).count == 1)
        }
    }

    @Test func `a silence over what others know of neither ends it nor hides its end`() async throws {
        try await EventUnderTest.run { event in
            try await event.hear(alert("HostDown", on: "db1"))
            _ = try await silence(event, db1)
            #expect(try await event.alerts().first?.record.isMuted == true)
            #expect(try await event.announced(SituationAnnounced.self).map(\.state) == [.open])
            try await event.hear(alert("HostDown", on: "db1", ends: Date()))
            #expect(try await event.announced(SituationAnnounced.self).map(\.state) == [.open, .cleared])
            #expect(try await event.situations().allSatisfy { $0.record.firing == 0 })
            try await event.wait(3601)
            try await event.fireTimers()
            #expect(try await event.announced(SituationAnnounced.self).count == 2)
            #expect(try await event.mismatches().isEmpty)
        }
    }

    @Test func `a restart with a thousand suppressed alerts tells nobody of any`() async throws {
        try await EventUnderTest.run { event in
            _ = try await silence(event, #"{"name":"alertname","value":"Disk.*","isRegex":true}"#)
            let all = (0..<1000).map { alert("Disk\($0)", on: ["db1", "web1", "lone"][$0 % 3]) }.joined(separator: ",")
            try await event.hear(all)
            // A new process: nothing in memory, everything resent, timers and expiry looked at.
            let moves = MoveAlerts(model: ModelShelf(), rule: CorrelationRule())
            let answer = try await event.post("[\(all)]", to: "/intake/alertmanager/\(event.key)/api/v2/alerts")
            #expect(answer.status == 200)
            try await event.database.transaction { tx in
                let fold = FoldIntake(moves: moves, folding: Signal())
                while try fold.next(in: tx) != .nothingWaits {}
                _ = try ExpireAlerts(moves: moves, grace: .seconds(60)).overdue(in: tx)
                try FollowModel(moves: moves).settle(in: tx)
            }
            try await event.fireTimers()
            #expect(try await event.count("alert") == 1000)
            #expect(try await event.announced(SituationAnnounced.self).isEmpty)
            let open: Int? = try await event.database.transaction { tx in
                try tx.first("SELECT count(*) AS n FROM suppression WHERE ended_at IS NULL") { try $0.value("n") }
            }
            #expect(open == 1000)
        }
    }

    @Test func `terms that cannot be used are refused with the field, stale ones with what changed`() async throws {
        try await EventUnderTest.run { event in
            for (body, field) in [
                (#"{"matchers":[],"end":"2036-01-01T00:00:00Z","comment":"c"}"#, "matchers"),
                (
                    #"{"matchers":[{"name":"a","value":"("  ,"isRegex":true}],"end":"2036-01-01T00:00:00Z","comment":"c"}"#,
                    "matchers.0.value"
                ),
                (#"{"matchers":[\#(db1)],"comment":"c"}"#, "end"),
                (
                    #"{"matchers":[\#(db1)],"comment":"c","weekly":{"days":[1],"from":"25:00","to":"01:00","zone":"UTC"}}"#,
                    "weekly.from"
                ),
                (
                    #"{"matchers":[\#(db1)],"comment":"c","weekly":{"days":[1],"from":"22:00","to":"01:00","zone":"Mars"}}"#,
                    "weekly.zone"
                ),
            ] {
                let answer = try await event.call(.post, "/api/v1/silences", body: body, headers: Self.signedIn)
                #expect(answer.status == 422 && answer.reply.contains(#""field":"\#(field)""#), "\(answer.reply)")
            }
            let id = try await silence(event, db1)
            var headers = Self.signedIn
            headers[.ifMatch] = "\"7\""
            #expect(try await event.call(.post, "/api/v1/silences/\(id)/end", headers: headers).status == 412)
        }
    }

    @Test func `an amended silence mutes what it says now`() async throws {
        try await EventUnderTest.run { event in
            let id = try await silence(event, db1)
            try await event.hear(alert("HostDown", on: "db1"))
            let body =
                #"{"matchers":[{"name":"ci","value":"web1"}],"weekly":{"days":[1,2,3,4,5,6,7],"from":"00:00","to":"00:00","zone":"Europe/Oslo"},"comment":"every day"}"#
            let amended = try await event.call(
                .post, "/api/v1/silences/\(id)/amend", body: body, headers: Self.signedIn)
            #expect(amended.status == 200 && amended.reply.contains(#""active":true"#), "\(amended.reply)")
            #expect(try await event.announced(SituationAnnounced.self).map(\.causeName) == ["db1"])
            try await event.hear(alert("HostDown", on: "web1"))
            #expect(try await event.alerts().filter(\.record.isMuted).map(\.record.labels["ci"]) == ["web1"])
        }
    }
}
