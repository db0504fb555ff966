import Contracts
import Foundation
import HTTPTypes
import Messaging
import Testing

@testable import ChangeApp
@testable import Chassis

@Suite struct ChangeStoryTests {
    /// web needs db; web carries the shop, db payroll.
    private static func model(_ trial: Trial) async throws {
        let reply = try await trial.importing(
            """
            items:
              - {name: web, class: application, dependsOn: [db], supports: [Shop]}
              - {name: db, class: database, supports: [Payroll]}
            """)
        #expect(reply.status == 200)
    }

    private static let declared = """
        [{"service": "Shop", "impact": "degraded"}, {"service": "payroll", "impact": "none"}]
        """

    /// Drafts a change of db from so many hours on, and answers its number.
    private static func draft(
        _ trial: Trial, from: Double = 1, to: Double = 3, impact: String = declared
    ) async throws -> String {
        let body = """
            {"summary": "Replace the disk", "scope": ["db"], "assignee": "Ada", "expectedImpact": \(impact),
             "window": {"start": "\(try await trial.at(from))", "end": "\(try await trial.at(to))"}}
            """
        let change = try await trial.ok(.post, "changes", body, status: 201)
        return try #require(change["number"]?.text)
    }

    private static func scheduled(_ trial: Trial, from: Double = 1, to: Double = 3) async throws -> String {
        try await model(trial)
        let number = try await draft(trial, from: from, to: to)
        try await trial.ok(.post, "changes/\(number)/schedule")
        return number
    }

    private static func window(_ trial: Trial) async throws -> MaintenanceWindowAnnounced {
        try #require(try await trial.announced(MaintenanceWindowAnnounced.self).last)
    }

    @Test func `a draft shows names beside ids`() async throws {
        try await Trial.run { trial in
            try await Self.model(trial)
            let change = try await trial.ok(.get, "changes/\(try await Self.draft(trial))")
            #expect(change["number"] == "CHG0000001")
            #expect(change["state"] == "draft")
            #expect(change["scope"]?[0]?["name"] == "db")
            #expect(change["assignee"]?["name"] == "Ada")
            #expect(change["requester"]?["name"] == "Ada")
            #expect(change["expectedImpact"]?[1]?["service"]?["name"] == "Payroll")
        }
    }

    @Test func `scheduling names the services that are not declared, also those reached through others`() async throws {
        try await Trial.run { trial in
            try await Self.model(trial)
            let number = try await Self.draft(trial, impact: #"[{"service": "Payroll", "impact": "down"}]"#)
            let refused = try await trial.ask(.post, "changes/\(number)/schedule")
            #expect(refused.status == 409)
            #expect(refused.json["code"] == "impact_undeclared")
            #expect(refused.json["detail"]?.text?.contains("Shop (through web)") == true)
            let affected = try await trial.ok(.get, "changes/\(number)/affected-services")["items"]
            #expect(affected?.elements.map { $0["declared"] } == ["down", nil])

            try await trial.ok(.patch, "changes/\(number)", #"{"expectedImpact": \#(Self.declared)}"#)
            try await trial.ok(.post, "changes/\(number)/schedule")
            let why = try await trial.ok(.get, "changes/\(number)/why")["items"]
            #expect(why?[0]?["why"]?["because"]?.text?.contains("Shop") == true)
        }
    }

    @Test func `the window opens at its planned start and ends at its planned end, by the clock`() async throws {
        try await Trial.run { trial in
            let number = try await Self.scheduled(trial)
            let planned = try await Self.window(trial)
            #expect(planned.state == .planned)
            #expect(planned.changeNumber == number)
            #expect(planned.expectedImpact.map(\.impact) == ["degraded", "none"])

            try await trial.pass(1)
            #expect(try await Self.window(trial).state == .open)
            try await trial.pass(1.9)
            #expect(try await Self.window(trial).state == .open)
            try await trial.pass(0.1)
            let ended = try await Self.window(trial)
            #expect(ended.state == .ended)
            #expect(ended.end == planned.end)
            #expect(
                try await trial.announced(MaintenanceWindowAnnounced.self).map(\.facts) == [
                    ["planned"], ["opened"], ["ended"],
                ])
            let why = try await trial.ok(.get, "maintenance-windows/\(planned.number)/why")["items"]
            #expect(why?.elements.map { $0["why"]?["outcome"] } == ["ended", "open"])
        }
    }

    @Test func `implementing early opens it, extending stretches it, closing ends it`() async throws {
        try await Trial.run { trial in
            let number = try await Self.scheduled(trial)
            try await trial.ok(.post, "changes/\(number)/implement")
            let opened = try await Self.window(trial)
            #expect(opened.state == .open)
            #expect(opened.facts == ["opened"])

            let later = try await trial.at(5)
            try await trial.ok(.post, "changes/\(number)/extend", #"{"to": "\#(later)"}"#)
            #expect(try await Self.window(trial).state == .open)
            #expect(try await Self.window(trial).facts == ["extended"])
            #expect(WireTime.text(try await Self.window(trial).end) == later)
            try await trial.pass(4)
            #expect(try await Self.window(trial).state == .open)

            let body = #"{"outcome": "successful_with_issues", "notes": "The first disk was faulty."}"#
            let closed = try await trial.ok(.post, "changes/\(number)/close", body)
            #expect(closed["state"] == "closed")
            #expect(closed["maintenanceWindows"]?[0]?["state"] == "ended")
            #expect(try await Self.window(trial).end < opened.end.addingTimeInterval(2 * 3600))
            #expect(
                try await trial.announced(ChangeAnnounced.self).map(\.state) == [
                    "draft", "scheduled", "implementing", "implementing", "closed",
                ])
        }
    }

    @Test func `work that overran its window gets another when it is extended`() async throws {
        try await Trial.run { trial in
            let number = try await Self.scheduled(trial)
            try await trial.ok(.post, "changes/\(number)/implement")
            try await trial.pass(4)
            #expect(try await Self.window(trial).state == .ended)
            try await trial.ok(.post, "changes/\(number)/extend", #"{"to": "\#(try await trial.at(1))"}"#)
            let second = try await Self.window(trial)
            #expect(second.state == .open)
            #expect(second.number == "MWD0000002")
        }
    }

    @Test func `a moved change takes its window along, and a cancelled one lets it go`() async throws {
        try await Trial.run { trial in
            let number = try await Self.scheduled(trial)
            let later = #"{"window": {"start": "\#(try await trial.at(5))", "end": "\#(try await trial.at(6))"}}"#
            try await trial.ok(.patch, "changes/\(number)", later)
            #expect(try await Self.window(trial).facts == ["moved"])
            try await trial.pass(2)
            #expect(try await Self.window(trial).state == .planned)
            try await trial.ok(.post, "changes/\(number)/cancel", #"{"reason": "The supplier is late."}"#)
            #expect(try await Self.window(trial).state == .cancelled)
            try await trial.pass(9)
            #expect(try await Self.window(trial).state == .cancelled)
        }
    }

    @Test func `a change cancelled while its window is open ends it`() async throws {
        try await Trial.run { trial in
            let number = try await Self.scheduled(trial, from: -1, to: 2)
            #expect(try await Self.window(trial).state == .open)
            try await trial.ok(.post, "changes/\(number)/cancel", #"{"reason": "Storm."}"#)
            #expect(try await Self.window(trial).state == .ended)
        }
    }

    @Test func `a window whose time passed while the service was away ends without opening`() async throws {
        try await Trial.run { trial in
            _ = try await Self.scheduled(trial)
            try await trial.pass(50)
            let facts = try await trial.announced(MaintenanceWindowAnnounced.self).map(\.facts)
            #expect(facts == [["planned"], ["ended"]])
        }
    }

    @Test func `a window ends once, whoever comes first`() async throws {
        try await Trial.run { trial in
            let number = try await Self.scheduled(trial)
            try await trial.ok(.post, "changes/\(number)/implement")
            try await trial.shift(4)
            async let one: Void = trial.fire()
            async let other: Void = trial.fire()
            async let closed = trial.ask(.post, "changes/\(number)/close", #"{"outcome": "successful"}"#)
            #expect(try await closed.status == 200)
            _ = try await (one, other)
            let facts = try await trial.announced(MaintenanceWindowAnnounced.self).flatMap(\.facts)
            #expect(facts == ["planned", "opened", "ended"])
        }
    }

    @Test func `one change scheduled twice at once gets one window`() async throws {
        try await Trial.run { trial in
            try await Self.model(trial)
            let number = try await Self.draft(trial)
            async let first = trial.ask(.post, "changes/\(number)/schedule")
            async let second = trial.ask(.post, "changes/\(number)/schedule")
            #expect(try await [first.status, second.status] == [200, 200])
            #expect(try await trial.announced(MaintenanceWindowAnnounced.self).count == 1)
        }
    }

    @Test func `lists find changes and windows`() async throws {
        try await Trial.run { trial in
            let number = try await Self.scheduled(trial)
            _ = try await Self.draft(trial)
            for (query, count) in [
                ("changes?state=scheduled", 1), ("changes?item=db", 2), ("changes?item=web", 0),
                ("changes?service=Shop", 2),
                ("changes?type=normal&sort=start", 2), ("changes?assignee=none", 0), ("changes?q=disk", 2),
                ("changes?q=\(number.lowercased())", 1), ("maintenance-windows?state=planned", 1),
                ("maintenance-windows?change=\(number)&item=db", 1), ("maintenance-windows?state=open,ended", 0),
            ] {
                #expect(try await trial.ok(.get, query)["items"]?.elements.count == count, "\(query)")
            }
            let windows = try await trial.ok(.get, "maintenance-windows")["items"]
            let window = try #require(windows?[0]?["number"]?.text)
            #expect(try await trial.ok(.get, "maintenance-windows/\(window)")["change"]?["number"] == .text(number))
            #expect(try await trial.ok(.get, "maintenance-windows/\(window)/journal")["items"]?.elements.count == 1)
        }
    }

    @Test func `every record is the fold of its journal`() async throws {
        try await Trial.run { trial in
            let number = try await Self.scheduled(trial)
            try await trial.ok(.post, "changes/\(number)/implement")
            try await trial.ok(.post, "changes/\(number)/close", #"{"outcome": "successful"}"#)
            let report = try await trial.assembly.verification.report(of: "change", in: trial.database)
            #expect(report.mismatches.isEmpty)
            #expect(report.records == ["configuration_item": 2, "change": 1, "maintenance_window": 1])
        }
    }
}
