import Contracts
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// Tells others of situations: at once, and in a storm of each at most every few seconds; the last state is always told.
struct TellSituations {
    /// The timer of all situations that others are to hear of again.
    static let timer = "situation-telling"
    private static let owner = UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
    private static let mostAtOnce = 500
    /// How often it is looked whose time has come, while anybody waits.
    private static let pause: TimeInterval = 1

    private struct Told {
        let at: Date
        let facts: [String]
    }

    let spacing = StormRule.standard.spacing

    func tell(
        _ all: [(kept: Kept<Situation>, facts: [Situation.Fact])], isStormy: Bool, by provenance: Provenance,
        in tx: Transaction
    ) throws {
        let now = try tx.now
        let told = isStormy ? try told(all.map(\.kept.record.id), in: tx) : [:]
        var later: [(UUID, [String])] = []
        var news: [UUID] = []
        for (kept, facts) in all {
            let (id, names) = (kept.record.id, facts.map { FactName.of($0) })
            guard let before = told[id], before.at + spacing > now else {
                let all = Self.union(told[id]?.facts ?? [], names)
                if try announce(kept, all, by: provenance, in: tx), isStormy { news.append(id) }
                continue
            }
            later.append((id, Self.union(before.facts, names)))
        }
        try note(news, at: now, in: tx)
        try put(off: later, in: tx)
        if !later.isEmpty { try Timers.armIfUnset(Self.timer, for: Self.owner, at: now + Self.pause, in: tx) }
    }

    /// Those whose time has come are told of as they are now, with what has changed since others heard of them.
    func due(in tx: Transaction) throws {
        let now = try tx.now
        let waiting = try tx.query(
            """
            SELECT situation, facts FROM situation_telling
            WHERE cardinality(facts) > 0 AND told_at <= \(now - spacing) ORDER BY told_at LIMIT \(Self.mostAtOnce)
            """
        ) { row in (try row.value("situation") as UUID, try row.value("facts") as [String]) }
        for (id, facts) in waiting {
            guard let kept = try SituationStore().find(id, in: tx) else { continue }
            _ = try announce(kept, facts, by: .timer(Self.timer), in: tx)
        }
        try note(waiting.map(\.0), at: now, in: tx)
        let isMore = try tx.first(
            "SELECT EXISTS (SELECT FROM situation_telling WHERE cardinality(facts) > 0) AS found"
        ) { try $0.value("found") as Bool }
        if isMore == true { try Timers.arm(Self.timer, for: Self.owner, at: now + Self.pause, in: tx) }
    }

    private func announce(
        _ kept: Kept<Situation>, _ facts: [String], by provenance: Provenance, in tx: Transaction
    ) throws -> Bool {
        guard let message = SituationAnnounced(kept.record, facts: facts) else { return false }
        try Outbox.announce(message, sequence: kept.version, by: provenance, in: tx)
        return true
    }

    private func told(_ ids: [UUID], in tx: Transaction) throws -> [UUID: Told] {
        let rows = try tx.query(
            "SELECT situation, told_at, facts FROM situation_telling WHERE situation = ANY(\(ids)) FOR UPDATE"
        ) { row in
            (try row.value("situation") as UUID, Told(at: try row.value("told_at"), facts: try row.value("facts")))
        }
        return Dictionary(rows) { first, _ in first }
    }

    private func note(_ ids: [UUID], at now: Date, in tx: Transaction) throws {
        guard !ids.isEmpty else { return }
        try tx.execute("DELETE FROM situation_telling WHERE told_at < \(now - 3600) AND cardinality(facts) = 0")
        try tx.execute(
            """
            INSERT INTO situation_telling (situation, told_at, facts)
            SELECT id, \(now), '{}' FROM unnest(\(ids)) AS s (id)
            ON CONFLICT (situation) DO UPDATE SET told_at = excluded.told_at, facts = '{}'
            """)
    }

    private func put(off later: [(UUID, [String])], in tx: Transaction) throws {
        guard !later.isEmpty else { return }
        try tx.execute(
            """
            UPDATE situation_telling AS t SET facts = string_to_array(l.facts, ',')
            FROM unnest(\(later.map(\.0)), \(later.map { $0.1.joined(separator: ",") })) AS l (situation, facts)
            WHERE t.situation = l.situation
            """)
    }

    private static func union(_ before: [String], _ names: [String]) -> [String] {
        before + names.filter { !before.contains($0) }
    }
}
