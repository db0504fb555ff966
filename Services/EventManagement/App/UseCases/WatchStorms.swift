import Contracts
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// Sees storms begin and end. Everything is taken in and kept meanwhile; only what others hear of it is held back.
struct WatchStorms {
    /// The timer of a storm: it is looked at now and then, and lets go what it need not hold.
    static let turn = "storm-turn"
    private static let pause: TimeInterval = 15
    /// How many situations one transaction lets go.
    private static let most = 500

    let rule = StormRule.standard
    private let storms = Ledger(StormStore())
    private let rates = AlertRates()

    /// Counts new alerts by their integrations, and opens a storm where they are too many. The caller has taken its turn.
    func note(_ news: [UUID: Int], by provenance: Provenance, in tx: Transaction) throws {
        guard !news.isEmpty else { return }
        let now = try tx.now
        let counts = news.merging([AlertRates.all: news.values.reduce(0, +)]) { $1 }
        try rates.add(counts, at: now, in: tx)
        let wild = try rates.rates(of: counts.keys.sorted(), at: now, in: tx)
            .filter { rule.isStorm($0.recent, over: $0.baseline) }
        guard !wild.isEmpty else { return }
        let raging = Set(try storms.store.raging(in: tx).map(\.scope))
        for rate in wild.sorted(by: { $0.scope < $1.scope }) where !raging.contains(rate.scope) {
            let onset = Storm.Onset(
                integration: rate.scope == AlertRates.all ? nil : rate.scope, rate: rate.recent,
                baseline: rate.baseline, why: rule.beginning(rate.recent, over: rate.baseline))
            let id = UUID.v7(at: now)
            try storms.open(id, with: [.began(onset: onset)], by: provenance, in: tx)
            try Timers.arm(Self.turn, for: id, at: now + Self.pause, in: tx)
        }
    }

    func isRaging(in tx: Transaction) throws -> Bool {
        try tx.first("SELECT true AS raging FROM storm WHERE state = 'raging' LIMIT 1") { try $0.value("raging") }
            ?? false
    }

    /// Ends the storm if it is over, and tells others of what need not wait any more.
    func turned(_ id: UUID, _ situations: SituationKeeping, in tx: Transaction) throws {
        try Turn.take(in: tx)
        guard let kept = try storms.store.find(id, in: tx) else { return }
        let (storm, now) = (kept.record, try tx.now)
        if storm.state == .raging { try endIfOver(kept, at: now, in: tx) }
        let held: [UUID] = try tx.query(
            """
            SELECT id FROM situation WHERE state = 'pending' AND record ->> 'heldBy' IS NOT NULL
            ORDER BY opened_at, id LIMIT \(Self.most)
            """
        ) { try $0.value("id") }
        if !held.isEmpty {
            try situations.change(Set(held), by: .timer(Self.turn), in: tx) { board in
                for id in held { board.announce(id) }
            }
        }
        let isStormy = try isRaging(in: tx)
        if isStormy, try storms.store.read(id, in: tx).record.state == .raging {
            try Timers.arm(Self.turn, for: id, at: now + Self.pause, in: tx)
        } else if !isStormy, held.count == Self.most {
            try Timers.arm(Self.turn, for: id, at: now + 0.01, in: tx)
        }
    }

    private func endIfOver(_ kept: Kept<Storm>, at now: Date, in tx: Transaction) throws {
        let storm = kept.record
        let counts = try rates.counts(of: storm.scope, since: storm.beganAt - 60, in: tx)
        guard rule.isOver(counts, since: storm.beganAt, over: storm.onset.baseline, at: now) else { return }
        let alerts = counts.reduce(0) { $0 + $1.alerts }
        let facts = try storm.deciding(
            .end(alerts: alerts, rule.ending(alerts, over: storm.onset.baseline)), at: now)
        try storms.add(facts, to: kept, by: .timer(Self.turn), in: tx)
    }
}

extension Storm {
    fileprivate var scope: UUID { onset.integration ?? AlertRates.all }
}
