import Contracts
import EventDomain
import Foundation
import HTTPTypes
import Messaging
import Postgres
import Records
import Testing

@testable import EventApp

@Suite struct InhibitionFlowTests {
    private static let signedIn: HTTPFields = [.authorization: "Bearer x", .contentType: "application/json"]

    private func body(_ equal: String = #""ci""#, settle: Int = 120) -> String {
        #"{"name":"Critical mutes warnings","sources":[{"name":"severity","value":"critical"}],"targets":[{"name":"severity","value":"warning"}],"equal":[\#(equal)],"settle":\#(settle)}"#
    }

    @discardableResult
    private func inhibit(_ event: EventUnderTest, _ equal: String = #""ci""#, settle: Int = 120) async throws -> String
    {
        let answer = try await event.call(
            .post, "/api/v1/inhibitions", body: body(equal, settle: settle), headers: Self.signedIn)
        #expect(answer.status == 201, "\(answer.reply)")
        return try WireJSON.decoder.decode(InhibitionView.self, from: Data(answer.reply.utf8)).id.uuidString
            .lowercased()
    }

    private func told(_ event: EventUnderTest) async throws -> [String] {
        try await event.announced(SituationAnnounced.self).map { "\($0.causeName) \($0.state.rawValue)" }
    }

    private func muted(_ event: EventUnderTest) async throws -> Int {
        try await event.database.transaction { tx in
            try tx.first("SELECT count(*) AS n FROM alert WHERE 'inhibition' = ANY(mute_reasons)") {
                try $0.value("n")
            } ?? 0
        }
    }

    private let slow = alert("Slow", on: "lone", severity: "warning")
    private let down = alert("HostDown", on: "lone")

    @Test func `while the source fires its target is muted, and told once when it outlasts it`() async throws {
        try await EventUnderTest.run { event in
            try await inhibit(event)
            // The target comes first in the batch: order must not matter.
            try await event.hear(slow + "," + down)
            let target = try #require(try await event.alerts().first { $0.record.check == "Slow" }?.record)
            let source = try #require(try await event.alerts().first { $0.record.check == "HostDown" }?.record)
            #expect(target.overlay(.inhibition)?.source == source.id)
            #expect(target.overlay(.inhibition)?.name == source.number && target.situation == nil)
            #expect(try await event.situations().map(\.record.memberCount) == [1])
            let ledger = try await event.call(
                .get, "/api/v1/alerts/\(target.number)/suppressions", headers: Self.signedIn)
            #expect(ledger.reply.contains("\(source.number) fires, with the same ci"), "\(ledger.reply)")
            try await event.hear(alert("HostDown", on: "lone", ends: Date()))
            try await event.fireTimers()
            #expect(try await muted(event) == 1)
            #expect(try await told(event) == ["lone open", "lone cleared"])
            try await event.wait(121)
            try await event.fireTimers()
            #expect(try await muted(event) == 0)
            #expect(try await told(event) == ["lone open", "lone cleared", "lone open"])
            try await event.wait(3600)
            try await event.fireTimers()
            #expect(try await told(event).count == 3)
            #expect(try await event.mismatches().isEmpty)
        }
    }

    @Test func `a target that was told of before is told to end, while it is muted`() async throws {
        try await EventUnderTest.run { event in
            try await inhibit(event)
            try await event.hear(slow)
            #expect(try await told(event) == ["lone open"])
            try await event.hear(down)
            try await event.fireTimers()
            #expect(try await muted(event) == 1)
            try await event.hear(alert("HostDown", on: "lone", ends: Date()))
            try await event.hear(alert("Slow", on: "lone", severity: "warning", ends: Date()))
            #expect(try await told(event).last == "lone cleared")
            #expect(try await event.situations().allSatisfy { !$0.record.isLive })
            try await event.wait(3600)
            try await event.fireTimers()
            #expect(try await told(event).last == "lone cleared")
            #expect(try await muted(event) == 0)
            let open = try await event.call(.get, "/api/v1/suppressions?open=true", headers: Self.signedIn)
            #expect(open.reply.contains(#""items":[]"#))
            #expect(try await event.mismatches().isEmpty)
        }
    }

    @Test func `a target muted before anybody heard of it is told of neither then nor at its end`() async throws {
        try await EventUnderTest.run { event in
            try await inhibit(event)
            // web1 waits for a deeper cause, so nobody has heard of it when its source comes.
            try await event.hear(alert("Slow", on: "web1", severity: "warning"))
            #expect(try await told(event).isEmpty)
            try await event.hear(alert("HostDown", on: "web1"))
            try await event.fireTimers()
            try await event.wait(5)
            try await event.fireTimers()
            let members = try await event.announced(SituationAnnounced.self).map(\.firing)
            #expect(members.allSatisfy { $0 == 1 })
            try await event.hear(alert("HostDown", on: "web1", ends: Date()))
            try await event.hear(alert("Slow", on: "web1", severity: "warning", ends: Date()))
            #expect(try await event.situations().allSatisfy { !$0.record.isLive })
            #expect(try await event.mismatches().isEmpty)
        }
    }

    @Test func `another source takes over, and a source that comes back mutes on`() async throws {
        try await EventUnderTest.run { event in
            try await inhibit(event)
            try await event.hear(down)
            try await event.hear(slow)
            try await event.hear(alert("DiskFull", on: "lone"))
            try await event.hear(alert("HostDown", on: "lone", ends: Date()))
            try await event.wait(121)
            try await event.fireTimers()
            let disk = try #require(try await event.alerts().first { $0.record.check == "DiskFull" }?.record)
            let target = try #require(try await event.alerts().first { $0.record.check == "Slow" }?.record)
            #expect(target.overlays?.map(\.source) == [disk.id])
            try await event.hear(alert("DiskFull", on: "lone", ends: Date()))
            try await event.wait(60)
            try await event.hear(alert("DiskFull", on: "lone"))
            try await event.wait(121)
            try await event.fireTimers()
            #expect(try await muted(event) == 1)
            #expect(try await event.mismatches().isEmpty)
        }
    }

    @Test func `a restart with a thousand inhibited alerts tells nobody of any`() async throws {
        try await EventUnderTest.run { event in
            try await inhibit(event, "")
            let all = (0..<1000).map { alert("Disk\($0)", on: ["db1", "web1", "lone"][$0 % 3], severity: "warning") }
                .joined(separator: ",")
            try await event.hear(down)
            try await event.hear(all)
            #expect(try await muted(event) == 1000)
            #expect(try await event.count("suppression") == 1000)
            let before = try await told(event)
            let moves = MoveAlerts(model: ModelShelf(), rule: CorrelationRule())
            _ = try await event.post(
                "[\(all),\(down)]", to: "/intake/alertmanager/\(event.key)/api/v2/alerts")
            try await event.database.transaction { tx in
                let fold = FoldIntake(moves: moves, folding: Signal())
                while try fold.next(in: tx) != .nothingWaits {}
                _ = try ExpireAlerts(moves: moves, grace: .seconds(60)).overdue(in: tx)
                try FollowModel(moves: moves).settle(in: tx)
            }
            try await event.fireTimers()
            #expect(try await told(event) == before)
            // The source ends: what fires on is told, as few situations as it has causes.
            try await event.hear(alert("HostDown", on: "lone", ends: Date()))
            try await event.wait(121)
            try await event.fireTimers()
            #expect(try await muted(event) == 0)
            #expect(try await event.situations().filter(\.record.isLive).map(\.record.firing).reduce(0, +) == 1000)
            #expect(try await event.mismatches().isEmpty)
        }
    }

    @Test func `one made later mutes what fires, one amended or ended releases it`() async throws {
        try await EventUnderTest.run { event in
            try await event.hear(slow + "," + down + "," + alert("Slow", on: "db1", severity: "warning"))
            let trial = try await event.call(
                .post, "/api/v1/inhibitions/try", body: body(), headers: Self.signedIn)
            #expect(trial.reply.contains(#""muted":1"#) && trial.reply.contains(#""targets":2"#), "\(trial.reply)")
            let id = try await inhibit(event)
            #expect(try await muted(event) == 1)
            let shown = try await event.call(.get, "/api/v1/inhibitions/\(id)", headers: Self.signedIn)
            #expect(shown.reply.contains(#""muted":1"#) && shown.reply.contains(#""firing":1"#), "\(shown.reply)")
            let amended = try await event.call(
                .post, "/api/v1/inhibitions/\(id)/amend", body: body(""), headers: Self.signedIn)
            #expect(amended.status == 200 && amended.reply.contains(#""muted":2"#), "\(amended.reply)")
            let ended = try await event.call(.post, "/api/v1/inhibitions/\(id)/end", headers: Self.signedIn)
            #expect(ended.status == 200 && ended.reply.contains(#""state":"ended""#))
            #expect(try await muted(event) == 0)
            #expect(try await event.count("inhibition_side") == 0)
            #expect(try await event.mismatches().isEmpty)
        }
    }

    @Test func `Alertmanager's clients see which alert inhibits, by its fingerprint`() async throws {
        try await EventUnderTest.run { event in
            try await inhibit(event)
            try await event.hear(slow + "," + down)
            let path = "/intake/alertmanager/\(event.key)/api/v2/alerts"
            let source = try #require(try await event.alerts().first { $0.record.check == "HostDown" }?.record)
            let all = try await event.call(.get, path)
            #expect(all.reply.contains(#""inhibitedBy":["\#(Fingerprint.of(source.labels))"]"#), "\(all.reply)")
            let active = try await event.call(.get, "\(path)?inhibited=false")
            #expect(active.reply.contains("HostDown") && !active.reply.contains("Slow"))
            let inhibited = try await event.call(.get, "\(path)?active=false&silenced=false&inhibited=true")
            #expect(!inhibited.reply.contains("HostDown on") && inhibited.reply.contains("Slow"))
        }
    }

    @Test func `terms that cannot be used are refused with the field`() async throws {
        try await EventUnderTest.run { event in
            for (change, field) in [
                (#""name":"""#, "name"), (#""sources":[]"#, "sources"),
                (#""targets":[{"name":"a","value":"(","isRegex":true}]"#, "targets.0.value"),
                (#""settle":-1"#, "settle"),
            ] {
                let name = change.split(separator: ":").first ?? ""
                let kept = [
                    #""name":"Rule""#, #""sources":[{"name":"a","value":"b"}]"#,
                    #""targets":[{"name":"c","value":"d"}]"#,
                ].filter { !$0.hasPrefix(name) }
                let answer = try await event.call(
                    .post, "/api/v1/inhibitions", body: "{\((kept + [change]).joined(separator: ","))}",
                    headers: Self.signedIn)
                #expect(answer.status == 422 && answer.reply.contains(#""field":"\#(field)""#), "\(answer.reply)")
            }
        }
    }
}
