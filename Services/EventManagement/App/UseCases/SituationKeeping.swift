import Contracts
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// Fetches what correlation needs and writes what it found.
struct SituationKeeping {
    static let holdOff = "situation-hold-off"

    let rule: CorrelationRule
    private let situations = Ledger(SituationStore())

    init(rule: CorrelationRule) {
        self.rule = rule
    }

    /// A board with the situations that these alerts belong to, and the live ones that they could come into.
    func board(for alerts: [Alert], model: ServiceModel, in tx: Transaction) throws -> CorrelationBoard {
        let kin = Set(alerts.compactMap(\.binding.item)).reduce(into: Set<UUID>()) { kin, item in
            kin.formUnion(model.needs(of: item).union(model.dependants(of: item)).union([item]))
        }
        let kept = try situations.store.concerned(
            by: Set(alerts.compactMap(\.situation)), items: kin, groups: Set(alerts.compactMap(\.group)), in: tx)
        let ordered = kept.values.map(\.record).sorted { ($0.openedAt, $0.number) < ($1.openedAt, $1.number) }
        let now = try tx.now
        return CorrelationBoard(ordered, model: model, rule: rule, now: now) {
            (UUID.v7(at: now), try Numbers.next(.situation, in: tx))
        }
    }

    func keep(_ board: CorrelationBoard, by provenance: Provenance, in tx: Transaction) throws {
        guard !board.steps.isEmpty else { return }
        var kept: [UUID: Kept<Situation>] = [:]
        for step in board.steps {
            let known = try kept[step.situation] ?? situations.store.find(step.situation, in: tx)
            kept[step.situation] =
                if let known {
                    try situations.add(step.facts, to: known, by: provenance, in: tx)
                } else {
                    try situations.open(step.situation, with: step.facts, by: provenance, in: tx)
                }
        }
        for id in board.opened where kept[id]?.record.state == .pending {
            try Timers.arm(SituationKeeping.holdOff, for: id, at: try tx.now + rule.holdOff, in: tx)
        }
    }

    /// The hold-off is over: others hear of it now.
    func announce(_ id: UUID, in tx: Transaction) throws {
        try Turn.take(in: tx)
        try situations.perform(.announce(rule.holdOffIsOver()), on: id, by: .timer(SituationKeeping.holdOff), in: tx)
    }
}
