import Contracts
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// Alerts move, and everything that follows: muting, situations, journal, announcements, health. In one turn.
struct MoveAlerts {
    let model: ModelShelf
    let rule: CorrelationRule
    let silences: SilenceShelf
    let inhibitions = InhibitionShelf()
    let rules = RuleShelf()
    let flaps = FlapRule.standard
    let situations: SituationKeeping
    private let alerts = Ledger(AlertStore())
    private let windows = WindowStore()

    init(model: ModelShelf, rule: CorrelationRule, silences: SilenceShelf = SilenceShelf()) {
        self.model = model
        self.silences = silences
        self.rule = rule
        situations = SituationKeeping(model: model, rule: rule)
    }

    /// What happens to an alert.
    struct Move {
        enum Kind {
            case raise(Event, number: String)
            case clear(at: Date)
            case expire(at: Date)
            /// Maintenance has begun, changed or ended.
            case reconsider
            /// The model has changed.
            case rebind
            /// What muted it may be over.
            case settle
            /// What a person wants of it.
            case command(Alert.Command)
        }

        let alert: UUID
        let kind: Kind

        var isReconsidering: Bool { if case .reconsider = kind { true } else { false } }

        /// The alert as far as correlation must know it beforehand: which item it is about, or will be.
        func subject(_ alert: Alert?, in model: ServiceModel, at now: Date) -> Alert? {
            switch (kind, alert) {
            case (.raise(let event, let number), nil):
                let raise = Alert.Raise(event, number: number, binding: model.bind(event.labels))
                return Alert.beginning(self.alert, with: .raised(raise: raise), at: now)
            case (.rebind, let alert?):
                return alert.applying(.bound(binding: model.bind(alert.labels)), at: now)
            default: return alert
            }
        }
    }

    /// The moves in the order in which they happened. The caller has taken its turn.
    func perform(_ given: [Move], by provenance: Provenance, in tx: Transaction) throws {
        guard !given.isEmpty else { return }
        let now = try tx.now
        let model = try model.model(in: tx)
        var (moves, kept) = (given, try alerts.store.find(Array(Set(given.map(\.alert))), in: tx))
        let desk = try InhibitionDesk(moves, kept, inhibitions.book(in: tx), in: tx)
        try muteWaiting(for: desk, &moves, &kept, in: tx)
        try WatchStorms().note(news(of: moves, kept), by: provenance, in: tx)
        let subjects = moves.compactMap { $0.subject(kept[$0.alert]?.record, in: model, at: now) }
        var board = try situations.board(for: subjects, in: tx)
        var story = AlertStory(
            kept: kept, model: model, open: try windows.open(at: now, in: tx),
            silences: try silences.book(in: tx), inhibitions: desk, flaps: flaps, now: now)
        for move in moves { try story.tell(move, on: &board) }
        board.settle()
        story.place(board.placements)
        let changes = story.changes
        let saved = try alerts.addMany(changes, by: provenance, in: tx)
        try situations.keep(&board, by: provenance, in: tx)
        try SuppressionLedger().write(story.mutings, in: tx)
        try FollowInhibitions().after(
            zip(saved, changes).map { ($0.record, kept[$0.record.id] == nil, $1.facts) }, desk, story.mutings, in: tx)
        try AdjustmentRequests().note(story.requests, in: tx)
        try keepTime(of: saved.map(\.record), before: kept, in: tx)
        let heads = zip(saved, changes).map { AlertHead($0.record, facts: $1.facts.map { FactName.of($0) }) }
        try AlertsAnnounced.announce(heads, by: provenance, in: tx)
        try AssessHealth().after(saved.map(\.record), in: model, by: provenance, in: tx)
    }

    /// How many alerts begin to fire, by their integrations.
    private func news(of moves: [Move], _ kept: [UUID: Kept<Alert>]) -> [UUID: Int] {
        moves.reduce(into: [:]) { counts, move in
            guard case .raise(let event, _) = move.kind, kept[move.alert]?.record.isFiring != true else { return }
            counts[event.integration, default: 0] += 1
        }
    }

    /// What new sources mute is muted before anything is told of them; what is more than a few follows by a timer.
    private func muteWaiting(
        for desk: InhibitionDesk, _ moves: inout [Move], _ kept: inout [UUID: Kept<Alert>], in tx: Transaction
    ) throws {
        let some = try InhibitionSides().waiting(for: Array(desk.openers.keys), limit: 200, in: tx)
        let waiting = try alerts.store.find(some.filter { kept[$0] == nil }, in: tx)
        kept.merge(waiting) { known, _ in known }
        moves = waiting.keys.sorted().map { Move(alert: $0, kind: .reconsider) } + moves
    }

    /// One timer for each alert that something mutes for a time.
    private func keepTime(of alerts: [Alert], before: [UUID: Kept<Alert>], in tx: Transaction) throws {
        for alert in alerts {
            let due = alert.due(under: flaps)
            guard due != before[alert.id]?.record.due(under: flaps) else { continue }
            if let due {
                try Timers.arm(HandleAlerts.due, for: alert.id, at: due, in: tx)
            } else {
                try Timers.disarm(HandleAlerts.due, for: alert.id, in: tx)
            }
        }
    }
}
