import Contracts
import Foundation
import Messaging
import Postgres
import Records
import TestSupport
import Testing

@testable import Chassis
@testable import IncidentApp

/// A calendar and a policy as the desk would announce them, and clocks as the API shows them.
enum Levels {
    static let calendar = UUID.v7()
    static let policy = UUID.v7()
    static let gold = CalendarContent(
        zone: "UTC",
        weeks: [
            .init(
                effective: nil,
                hours: [.init(weekdays: Weekday.allCases.map(\.rawValue), from: "00:00", until: "24:00")])
        ], holidays: [], exceptions: [])

    static func goal(_ seconds: Int, priority: Int? = nil) -> ServiceLevelTargetContent.Goal {
        .init(priority: priority, seconds: seconds, businessDays: nil, at: nil)
    }

    static func target(
        _ measure: String, _ goals: [ServiceLevelTargetContent.Goal], pausedBy: [String] = ["caller"],
        respondedBy: String = "ownership", thresholds: [Int] = [50, 75]
    ) -> ServiceLevelTargetContent {
        ServiceLevelTargetContent(
            name: measure, measure: measure, goals: goals, calendar: calendar, pausedBy: pausedBy,
            onChange: "retroactive", respondedBy: respondedBy, thresholds: thresholds.map { .init(percent: $0) },
            team: nil)
    }

    static func announced(_ targets: [ServiceLevelTargetContent], active: Bool = true) -> ServiceLevelPolicyAnnounced {
        ServiceLevelPolicyAnnounced(
            record: policy, facts: ["defined"], name: "Gold", active: active, agreement: nil, kind: "customer",
            services: [], organisations: [], targets: targets)
    }
}

extension IncidentUnderTest {
    /// The desk announces a calendar that is always open, and this policy.
    func agree(_ targets: [ServiceLevelTargetContent], version: Int = 1) async throws {
        let versions = incidents.clocks.versions
        try await database.transaction { tx in
            let calendar = CalendarAnnounced(
                record: Levels.calendar, facts: ["defined"], name: "Always", active: true, content: Levels.gold)
            try versions.keep(calendar, received("desk", 1), in: tx)
            try versions.keep(Levels.announced(targets), received("desk", version), in: tx)
        }
    }

    /// A policy with two calendars: a response at any time, a resolution on Mondays.
    func agree(respondingIn always: UUID, resolvingIn mondays: UUID) async throws {
        let versions = incidents.clocks.versions
        let monday = CalendarContent(
            zone: "UTC",
            weeks: [.init(effective: nil, hours: [.init(weekdays: ["monday"], from: "09:00", until: "17:00")])],
            holidays: [], exceptions: [])
        let targets = [("response", always), ("resolution", mondays)].map { measure, calendar in
            ServiceLevelTargetContent(
                name: measure, measure: measure, goals: [Levels.goal(3_600)], calendar: calendar, pausedBy: [],
                onChange: "retroactive", respondedBy: "ownership", thresholds: [], team: nil)
        }
        try await database.transaction { tx in
            for (id, content) in [(always, Levels.gold), (mondays, monday)] {
                try versions.keep(
                    CalendarAnnounced(record: id, facts: [], name: "\(id)", active: true, content: content),
                    received("desk", 1), in: tx)
            }
            try versions.keep(Levels.announced(targets), received("desk", 1), in: tx)
        }
    }

    func report() async throws -> (id: UUID, number: String) {
        let id = UUID.v7()
        try await hear(
            ReportIncident(
                record: id, summary: "Cannot pay", description: nil, requester: .v7(), reportedBy: .v7(),
                channel: "phone", service: nil, urgency: 2, reportedAt: Date()))
        let number = try await database.transaction {
            try $0.first("SELECT number FROM incident WHERE id = \(id)") { try $0.value("number") as String }
        }
        return (id, try #require(number))
    }

    func clocks(of number: String) async throws -> [ClockView] {
        try await get("/api/v1/incidents/\(number)/clocks", as: ClocksAnswer.self).clocks
    }

    func shift(_ seconds: Double) async throws {
        _ = try await database.transaction {
            try $0.execute("UPDATE clock_shift SET shift = shift + \(seconds) * interval '1 second'")
        }
    }

    /// Fires all timers that are due.
    func fire() async throws {
        let runner = TimerRunner(database: database, handlers: assembly.timers, logger: .silent)
        while try await runner.fireOne() {}
    }

    /// What was told of thresholds: `INC0000001 resolution share-75`, late ones with an exclamation mark.
    func told() async throws -> [String] {
        let bodies = try await database.transaction { tx in
            try tx.query(
                "SELECT body FROM outbox WHERE subject = \(ClockThresholdAnnounced.subject) ORDER BY created_at, sequence"
            ) { try $0.value("body") as Data }
        }
        return try bodies.map { body in
            let message = try WireJSON.decoder.decode(ClockThresholdAnnounced.self, from: body)
            return "\(message.measure) \(message.threshold)\(message.late ? " late" : "")"
        }
    }
}
