import Contracts
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// Silences are made, amended and ended; each begins and ceases to mute at its own times.
struct KeepSilences {
    /// The timer of the next beginning or end.
    static let turn = "silence-turn"
    /// More at once would make each alert dear.
    static let mostLive = 1000

    let moves: MoveAlerts
    private let silences = Ledger(SilenceStore())

    init(moves: MoveAlerts) {
        self.moves = moves
    }

    func create(_ terms: Silence.Terms, by provenance: Provenance, in tx: Transaction) throws -> Kept<Silence> {
        let terms = try terms.checked()
        try Turn.take(in: tx)
        guard try silences.store.live(at: tx.now, in: tx).count < Self.mostLive else {
            throw Rejection("There are \(Self.mostLive) silences already: end some first.", code: "too_many_silences")
        }
        let kept = try silences.open(
            UUID.v7(at: try tx.now), with: [.created(terms: terms)], by: provenance, in: tx)
        try changed(kept.record, by: provenance, in: tx)
        return kept
    }

    func perform(
        _ command: Silence.Command, on id: UUID, expecting version: Int?, by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<Silence> {
        if case .amend(let terms) = command { _ = try terms.checked() }
        try Turn.take(in: tx)
        let kept = try silences.perform(command, on: id, by: provenance, expecting: version, in: tx)
        try changed(kept.record, by: provenance, in: tx)
        return kept
    }

    /// It begins or ceases to mute now.
    func turned(_ id: UUID, in tx: Transaction) throws {
        try Turn.take(in: tx)
        guard let silence = try silences.store.find(id, in: tx)?.record else { return }
        try weigh(silence, by: .timer(KeepSilences.turn), in: tx)
    }

    private func changed(_ silence: Silence, by provenance: Provenance, in tx: Transaction) throws {
        try SilenceShelf.raiseEdition(in: tx)
        try weigh(silence, by: provenance, in: tx)
    }

    private func weigh(_ silence: Silence, by provenance: Provenance, in tx: Transaction) throws {
        let now = try tx.now
        var concerned = try muted(by: silence.id, in: tx)
        if silence.time(at: now) != nil { concerned.formUnion(try matching(silence, in: tx)) }
        let ids = concerned.sorted { $0 < $1 }
        for start in stride(from: 0, to: ids.count, by: 1000) {
            let some = ids[start..<min(start + 1000, ids.count)]
            try moves.perform(some.map { MoveAlerts.Move(alert: $0, kind: .reconsider) }, by: provenance, in: tx)
        }
        if let next = silence.nextTurn(after: now), next < .distantFuture {
            try Timers.arm(KeepSilences.turn, for: silence.id, at: next, in: tx)
        } else {
            try Timers.disarm(KeepSilences.turn, for: silence.id, in: tx)
        }
    }

    private func muted(by silence: UUID, in tx: Transaction) throws -> Set<UUID> {
        Set(
            try tx.query("SELECT alert FROM suppression WHERE source = \(silence) AND ended_at IS NULL") {
                try $0.value("alert")
            })
    }

    private func matching(_ silence: Silence, in tx: Transaction) throws -> Set<UUID> {
        let matchers = MatcherSet(silence.terms.matchers)
        let firing = try tx.query(
            """
            SELECT id, record -> 'labels' AS labels FROM alert
            WHERE state = 'firing'
                AND (\(silence.terms.integration)::uuid IS NULL OR integration = \(silence.terms.integration))
            """
        ) { row in
            (
                id: try row.value("id") as UUID,
                labels: try RecordColumn.decode([String: String].self, row.value("labels"))
            )
        }
        return Set(firing.filter { matchers.accepts($0.labels) }.map(\.id))
    }
}
