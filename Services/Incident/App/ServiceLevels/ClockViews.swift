import Foundation
import IncidentDomain
import Records

/// A service level clock as the API shows it. Amounts are in seconds of open time.
struct ClockView: Codable, Sendable {
    struct Passing: Codable, Sendable {
        let threshold: String
        let at: Date
        let retroactive: Bool
    }

    struct Buckets: Codable, Sendable {
        let working: Double
        let outsideHours: Double
        let paused: [String: Double]
        let resolved: Double
    }

    struct Reason: Codable, Sendable {
        let code: BreachReason.Code
        let excusable: Bool
        let note: String?
    }

    struct Version: Codable, Sendable {
        let id: UUID
        let version: Int
        let name: String?
    }

    let kind: AgreementKind
    let measure: ServiceLevelTarget.Measure
    let target: String
    /// Counted from 0: updates, team stints and suppliers have more than one.
    let run: Int
    let team: UUID?
    let state: ServiceLevelClock.State
    let outcome: ServiceLevelClock.Outcome
    let policy: Version
    let calendar: Version
    let priority: Int
    let startedAt: Date
    let stoppedAt: Date?
    let budget: Double
    let elapsed: Double
    /// Negative when it is past due.
    let remaining: Double
    /// Nil while the clock is paused.
    let dueAt: Date?
    let pausedFor: String?
    let passed: [Passing]
    /// What is reached next if nothing happens.
    let next: Passing?
    /// Where the time went; the parts add up to the whole.
    let buckets: Buckets
    let why: String
    /// Why it was missed, when somebody has said so.
    let reason: Reason?

    init(_ clock: ServiceLevelClock, names: [UUID: String], reason: BreachReason? = nil) {
        self.reason = reason.map { Reason(code: $0.code, excusable: $0.excusable, note: $0.note) }
        kind = clock.key.kind
        measure = clock.key.measure
        target = clock.key.target
        run = clock.key.run
        team = clock.subject
        state = clock.state
        outcome = clock.outcome
        policy = Version(id: clock.policy.id, version: clock.policy.version, name: names[clock.policy.id])
        calendar = Version(id: clock.calendar.id, version: clock.calendar.version, name: nil)
        priority = clock.priority
        startedAt = Date(milliseconds: clock.startedAt)
        stoppedAt = clock.stoppedAt.map(Date.init(milliseconds:))
        budget = Double(clock.budget) / 1000
        elapsed = Double(clock.elapsed) / 1000
        remaining = Double(clock.remaining) / 1000
        dueAt = clock.dueAt.map(Date.init(milliseconds:))
        pausedFor = clock.pausedFor
        passed = clock.crossings.map(Passing.init)
        next = clock.next.map(Passing.init)
        buckets = Buckets(
            working: Double(clock.buckets.working) / 1000, outsideHours: Double(clock.buckets.outsideHours) / 1000,
            paused: clock.buckets.paused.mapValues { Double($0) / 1000 },
            resolved: Double(clock.buckets.resolved) / 1000)
        why = Self.why(clock, names[clock.policy.id])
    }

    private static func why(_ clock: ServiceLevelClock, _ name: String?) -> String {
        let promise =
            "\(name ?? "A policy"), version \(clock.policy.version), gives \(clock.budget / 1000) s of its calendar"
        let state =
            switch clock.state {
            case .running: "it runs"
            case .paused: "it waits: \(clock.pausedFor ?? "on hold")"
            case .stopped: "it has stopped"
            case .cancelled: "it does not count, as the incident was none"
            case .superseded: "another policy took its place"
            }
        return "\(promise) at priority \(clock.priority); \(state)."
    }
}

extension ClockView.Passing {
    init(_ crossing: ServiceLevelClock.Crossing) {
        self.init(
            threshold: crossing.threshold.key, at: Date(milliseconds: crossing.at), retroactive: crossing.retroactive)
    }
}

/// All clocks of an incident, and what they took notice of.
struct ClocksAnswer: Codable, Sendable {
    struct Moment: Codable, Sendable {
        let at: Date
        /// `opened`, `prioritised`, `agreed`, `owned`, `answered`, `asked`, `handed`, `held`, `resumed`, `resolved`, `reopened`, `closed`, `cancelled`.
        let event: String
        /// The reason of a hold, or a priority.
        let detail: String?
    }

    let at: Date
    /// The edition of the time zone data.
    let zoneData: String
    let clocks: [ClockView]
    let timeline: [Moment]
}

extension ClocksAnswer.Moment {
    init(_ moment: ServiceLevelMoment) {
        at = Date(milliseconds: moment.at)
        (event, detail) =
            switch moment.event {
            case .opened(let priority): ("opened", "\(priority)")
            case .prioritised(let priority): ("prioritised", "\(priority)")
            case .agreed: ("agreed", nil)
            case .owned: ("owned", nil)
            case .answered: ("answered", nil)
            case .asked: ("asked", nil)
            case .handed(let team): ("handed", team?.uuidString.lowercased())
            case .held(let reason): ("held", reason)
            case .resumed: ("resumed", nil)
            case .resolved: ("resolved", nil)
            case .reopened: ("reopened", nil)
            case .closed: ("closed", nil)
            case .cancelled: ("cancelled", nil)
            }
    }
}
