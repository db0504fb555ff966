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
    private let alerts = Ledger(AlertStore())
    private let windows = WindowStore()

    init(model: ModelShelf, rule: CorrelationRule) {
        self.model = model
        self.rule = rule
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
    func perform(_ moves: [Move], by provenance: Provenance, in tx: Transaction) throws {
        guard !moves.isEmpty else { return }
        let now = try tx.now
        let model = try model.model(in: tx)
        let kept = try alerts.store.find(Array(Set(moves.map(\.alert))), in: tx)
        let situations = SituationKeeping(rule: rule)
        let subjects = moves.compactMap { $0.subject(kept[$0.alert]?.record, in: model, at: now) }
        var board = try situations.board(for: subjects, model: model, in: tx)
        var story = AlertStory(kept: kept, model: model, open: try windows.open(at: now, in: tx), now: now)
        for move in moves { try story.tell(move, on: &board) }
        board.settle()
        let changes = story.changes
        let saved = try alerts.addMany(changes, by: provenance, in: tx)
        try situations.keep(board, by: provenance, in: tx)
        let heads = zip(saved, changes).map { AlertHead($0.record, facts: $1.facts.map { FactName.of($0) }) }
        try AlertsAnnounced.announce(heads, by: provenance, in: tx)
        try AssessHealth().after(saved.map(\.record), in: model, by: provenance, in: tx)
    }
}

/// What a series of moves does to the alerts, fact by fact.
struct AlertStory {
    let kept: [UUID: Kept<Alert>]
    let model: ServiceModel
    let open: [Maintenance]
    let now: Date
    private var current: [UUID: Alert] = [:]
    private var facts: [UUID: [Alert.Fact]] = [:]
    private var order: [UUID] = []

    init(kept: [UUID: Kept<Alert>], model: ServiceModel, open: [Maintenance], now: Date) {
        self.kept = kept
        self.model = model
        self.open = open
        self.now = now
        current = kept.mapValues(\.record)
    }

    var changes: [Ledger<AlertStore>.Change] {
        order.map { Ledger<AlertStore>.Change(id: $0, kept: kept[$0], facts: facts[$0] ?? []) }
    }

    mutating func tell(_ move: MoveAlerts.Move, on board: inout CorrelationBoard) throws {
        let before = current[move.alert]
        let isHeard = before?.isFiring == true && before?.mute == nil
        let news = try decided(move, before)
        for fact in news { note(fact, on: move.alert) }
        guard let moved = current[move.alert], !news.isEmpty || move.isReconsidering else { return }
        if moved.isFiring {
            for fact in try weighed(moved, isHeard: isHeard) { note(fact, on: move.alert) }
        }
        guard let alert = current[move.alert] else { return }
        if alert.isFiring, alert.mute == nil {
            // What only informs hurts nobody; it comes into no situation by itself.
            if alert.severity != .info || alert.situation != nil { try board.fired(alert) }
        } else if isHeard {
            board.ended(alert)
        }
        if let home = board.placements[alert.id], home != alert.situation {
            note(.situationJoined(situation: home), on: alert.id)
        }
    }

    private func decided(_ move: MoveAlerts.Move, _ alert: Alert?) throws -> [Alert.Fact] {
        switch move.kind {
        case .raise(let event, let number):
            let raise = Alert.Raise(event, number: alert?.number ?? number, binding: model.bind(event.labels))
            return try alert?.deciding(.raise(raise), at: now) ?? [.raised(raise: raise)]
        case .clear(let end): return try alert?.deciding(.clear(at: end), at: now) ?? []
        case .expire(let end): return try alert?.deciding(.expire(at: end), at: now) ?? []
        case .rebind: return try alert.map { try $0.deciding(.bind(model.bind($0.labels)), at: now) } ?? []
        case .reconsider: return []
        }
    }

    /// What open maintenance has to say. An alert that others have heard of already stays heard.
    private func weighed(_ alert: Alert, isHeard: Bool) throws -> [Alert.Fact] {
        switch Suppression.decide(alert.binding, alert.severity, under: open, in: model, at: now) {
        case .muted(let mute, let why): return isHeard ? [] : try alert.deciding(.mute(mute, why), at: now)
        case .exceeded(let change, let why):
            return try alert.deciding(.release(why), at: now) + alert.deciding(.nameExceeded(change, why), at: now)
        case .untouched:
            return try alert.deciding(.release(AlertStory.windowOver(alert)), at: now)
        }
    }

    private static func windowOver(_ alert: Alert) -> Explanation {
        let change = alert.mute?.change.number ?? ""
        return Explanation(
            decision: "suppression", rule: "muted as far as declared", inputs: ["change": change], outcome: "released",
            because: "it still fires after the maintenance of \(change)")
    }

    private mutating func note(_ fact: Alert.Fact, on alert: UUID) {
        current[alert] =
            current[alert].map { $0.applying(fact, at: now) } ?? Alert.beginning(alert, with: fact, at: now)
        if facts[alert] == nil { order.append(alert) }
        facts[alert, default: []].append(fact)
    }
}
