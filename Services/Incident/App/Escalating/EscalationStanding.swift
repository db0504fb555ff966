import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// How far an incident's clocks and its people's silence have come, and when each rule would apply.
struct EscalationStanding {
    struct Wait {
        let since: Date
        let at: Date
        let because: String
    }

    private let incident: Incident
    private let clocks: [ServiceLevelClock]
    private let hours: [VersionPin: OpenHours]
    /// The hours of the incident as a whole; nil where no policy holds.
    private let calendar: OpenHours?
    private let now: Int
    /// Since its team has it.
    private let handedAt: Date
    /// When somebody last did or said something.
    private let movedAt: Date

    init(of incident: Incident, _ versions: ServiceLevelVersions, in tx: Transaction) throws {
        self.incident = incident
        now = try tx.now.milliseconds
        let folded = try ClockStore().moments(of: incident.id, in: tx)
        let book = try versions.rulebook(for: folded.agreed, in: tx)
        clocks = try ServiceLevelClock.reading(folded.moments.moments, by: book, at: now)
        let pins = Set(clocks.map(\.calendar) + (incident.agreed ?? []).flatMap(\.calendars))
        hours = try pins.reduce(into: [:]) { all, pin in all[pin] = try versions.openHours(pin, in: tx) }
        calendar = try versions.openHours(of: incident.agreed, in: tx)
        let handed = folded.moments.moments.last { moment in
            if case .handed = moment.event { true } else { moment.event == .reopened || moment.event == .resumed }
        }
        handedAt = handed.map { Date(milliseconds: $0.at) } ?? incident.openedAt
        movedAt = try Self.lastMoved(incident.id, in: tx) ?? incident.openedAt
    }

    /// What people do or say on it, and what resumes it.
    private static func lastMoved(_ incident: UUID, in tx: Transaction) throws -> Date? {
        let moves = ["noted", "workStarted", "assigned", "held", "resumed", "reopened", "replied"]
        return try tx.first(
            "SELECT max(at) AS at FROM journal WHERE record = \(incident) AND name = ANY(\(moves))"
        ) { try $0.value("at") as Date? } ?? nil
    }

    func waits(for rule: EscalationRule) -> [Wait] {
        switch rule.occasion {
        case .clock: clocks.compactMap { wait(for: rule, $0) }
        case .noTakeUp:
            incident.isTakenUp ? [] : [wait(rule, since: handedAt, "Nobody has taken it up")].compactMap(\.self)
        case .noProgress:
            incident.isTakenUp ? [wait(rule, since: movedAt, "Nobody has moved it")].compactMap(\.self) : []
        }
    }

    private func wait(for rule: EscalationRule, _ clock: ServiceLevelClock) -> Wait? {
        guard clock.key.measure == rule.measure, let percent = rule.percent, clock.state == .running,
            let hours = hours[clock.calendar]
        else { return nil }
        let left = clock.budget * percent / 100 - clock.elapsed
        guard let at = left <= 0 ? now : hours.due(from: now, after: left) else { return nil }
        return Wait(
            since: Date(milliseconds: clock.startedAt), at: Date(milliseconds: at),
            because: "\(percent) % of \(clock.key.target) is used up.")
    }

    private func wait(_ rule: EscalationRule, since: Date, _ what: String) -> Wait? {
        guard let minutes = rule.minutes else { return nil }
        let start = since.milliseconds
        let at = calendar.map { $0.due(from: start, after: minutes * 60_000) } ?? start + minutes * 60_000
        return at.map {
            Wait(since: since, at: Date(milliseconds: $0), because: "\(what) for \(minutes) minutes.")
        }
    }
}
