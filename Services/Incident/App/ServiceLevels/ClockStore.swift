import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// The moments of one incident, as far as its journal is folded.
struct FoldedMoments: Sendable {
    let incident: UUID
    var sequence: Int
    var moments: IncidentMoments

    /// Everything it ever agreed on.
    var agreed: Set<AgreedPolicy> {
        moments.moments.reduce(into: []) { all, moment in
            if case .agreed(let policies) = moment.event { all.formUnion(policies) }
        }
    }
}

/// Clocks of incidents in the database.
struct ClockStore: Sendable {
    func moments(of incident: UUID, in tx: Transaction) throws -> FoldedMoments {
        let kept = try tx.first("SELECT sequence, moments FROM incident_moments WHERE incident = \(incident)") { row in
            FoldedMoments(
                incident: incident, sequence: try row.value("sequence"),
                moments: try RecordColumn.decode(IncidentMoments.self, row.value("moments")))
        }
        return kept ?? FoldedMoments(incident: incident, sequence: 0, moments: IncidentMoments())
    }

    func save(_ folded: FoldedMoments, in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO incident_moments (incident, sequence, moments)
            VALUES (\(folded.incident), \(folded.sequence), \(try RecordColumn.encode(folded.moments)))
            ON CONFLICT (incident) DO UPDATE SET sequence = excluded.sequence, moments = excluded.moments
            """)
    }

    /// - Parameter risks: when each has used up three quarters of its goal, if nothing happens meanwhile; in the order of the clocks.
    func save(_ clocks: [ServiceLevelClock], risks: [Date?], of incident: UUID, in tx: Transaction) throws {
        try saveDue(clocks, of: incident, in: tx)
        guard !clocks.isEmpty else { return }
        let keys = clocks.map(\.key)
        try tx.execute(
            """
            INSERT INTO incident_clock
                (incident, kind, measure, target, run, policy, policy_version, state, outcome, started_at, stopped_at,
                 due_at, budget, elapsed, subject, risk_at)
            SELECT \(incident), c.* FROM unnest(
                \(keys.map(\.kind)), \(keys.map(\.measure)), \(keys.map(\.target)), \(keys.map(\.run)),
                \(clocks.map(\.policy.id)), \(clocks.map(\.policy.version)), \(clocks.map(\.state)),
                \(clocks.map(\.outcome)), \(clocks.map { Date(milliseconds: $0.startedAt) }),
                \(clocks.map { $0.stoppedAt.map(Date.init(milliseconds:)) }),
                \(clocks.map { $0.dueAt.map(Date.init(milliseconds:)) }), \(clocks.map(\.budget)),
                \(clocks.map(\.elapsed)), \(clocks.map(\.subject)), \(risks)
            ) AS c
            ON CONFLICT ON CONSTRAINT one_clock_per_key DO UPDATE SET
                policy = excluded.policy, policy_version = excluded.policy_version, state = excluded.state,
                outcome = excluded.outcome, stopped_at = excluded.stopped_at, due_at = excluded.due_at,
                budget = excluded.budget, elapsed = excluded.elapsed, subject = excluded.subject,
                risk_at = excluded.risk_at
            """)
    }

    /// The strictest of those that still run decides when the incident is due.
    private func saveDue(_ clocks: [ServiceLevelClock], of incident: UUID, in tx: Transaction) throws {
        let live = clocks.filter { $0.state == .running || $0.state == .paused }
        let due = live.compactMap(\.dueAt).min().map(Date.init(milliseconds:))
        let isPaused = due == nil && live.contains { $0.state == .paused }
        let isBreached = clocks.contains { $0.outcome == .breached }
        try tx.execute(
            """
            UPDATE incident SET due_at = \(due), clock_paused = \(isPaused), breached = \(isBreached)
            WHERE id = \(incident)
            """)
    }

    func dues(
        of incidents: [UUID], in tx: Transaction
    ) throws -> [UUID: (at: Date?, paused: Bool, breached: Bool)] {
        let rows = try tx.query(
            "SELECT id, due_at, clock_paused, breached FROM incident WHERE id = ANY(\(incidents))"
        ) { row -> (UUID, (at: Date?, paused: Bool, breached: Bool)) in
            (
                try row.value("id"),
                (try row.value("due_at"), try row.value("clock_paused"), try row.value("breached"))
            )
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    /// Notes these; answers those that were not noted before, in their order.
    func notice(
        _ passed: [ThresholdPassing], of incident: UUID, at now: Date, in tx: Transaction
    ) throws -> [ThresholdPassing] {
        guard !passed.isEmpty else { return [] }
        let clocks = passed.map(\.clock)
        let new = try tx.query(
            """
            INSERT INTO incident_threshold
                (incident, kind, measure, target, run, cycle, threshold, passed_at, late, retroactive, noticed_at)
            SELECT \(incident), p.*, \(now) FROM unnest(
                \(clocks.map(\.kind)), \(clocks.map(\.measure)), \(clocks.map(\.target)), \(clocks.map(\.run)),
                \(passed.map(\.cycle)), \(passed.map(\.threshold)), \(passed.map(\.passedAt)), \(passed.map(\.late)),
                \(passed.map(\.retroactive))
            ) AS p
            ON CONFLICT ON CONSTRAINT each_threshold_once DO NOTHING
            RETURNING kind, measure, target, run, cycle, threshold
            """
        ) { row in
            Noticed(
                clock: ServiceLevelClock.Key(
                    kind: try row.value("kind"), measure: try row.value("measure"), target: try row.value("target"),
                    run: try row.value("run")), cycle: try row.value("cycle"), threshold: try row.value("threshold"))
        }
        return passed.filter { passing in
            new.contains(Noticed(clock: passing.clock, cycle: passing.cycle, threshold: passing.threshold))
        }
    }
}

/// What makes a threshold one that is told of once.
private struct Noticed: Equatable {
    let clock: ServiceLevelClock.Key
    let cycle: Int
    let threshold: String
}
