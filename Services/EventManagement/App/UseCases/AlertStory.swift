import EventDomain
import Foundation
import Messaging
import Records

/// What a series of moves does to the alerts, fact by fact.
///
/// A situation holds what others were last told of each alert. What mutes an alert leaves it as it is there, so nobody hears
/// of it twice, and what was told to fire is told to end.
struct AlertStory {
    let kept: [UUID: Kept<Alert>]
    let model: ServiceModel
    let open: [Maintenance]
    let silences: SilenceBook
    let inhibitions: InhibitionDesk
    let flaps: FlapRule
    let now: Date
    /// What began and ceased to mute alerts, in order.
    private(set) var mutings: [SuppressionLedger.Line] = []
    /// Runbooks that rules ask for.
    private(set) var requests: [AdjustmentRequests.Request] = []
    private var current: [UUID: Alert] = [:]
    private var facts: [UUID: [Alert.Fact]] = [:]
    private var order: [UUID] = []

    init(
        kept: [UUID: Kept<Alert>], model: ServiceModel, open: [Maintenance], silences: SilenceBook,
        inhibitions: InhibitionDesk, flaps: FlapRule, now: Date
    ) {
        self.kept = kept
        self.model = model
        self.open = open
        self.silences = silences
        self.inhibitions = inhibitions
        self.flaps = flaps
        self.now = now
        current = kept.mapValues(\.record)
    }

    var changes: [Ledger<AlertStore>.Change] {
        order.map { Ledger<AlertStore>.Change(id: $0, kept: kept[$0], facts: facts[$0] ?? []) }
    }

    mutating func tell(_ move: MoveAlerts.Move, on board: inout CorrelationBoard) throws {
        if let alert = current[move.alert] { try take(alert.deciding(.settle(flaps), at: now), of: move, on: &board) }
        try take(decided(move, current[move.alert]), of: move, on: &board)
    }

    private mutating func take(
        _ news: [Alert.Fact], of move: MoveAlerts.Move, on board: inout CorrelationBoard
    ) throws {
        let (id, before) = (move.alert, current[move.alert])
        let first = facts[id]?.count ?? 0
        for fact in news { note(fact, on: id) }
        guard let moved = current[id], !news.isEmpty || move.isReconsidering else { return }
        if let before, news.contains(where: \.beginsAnew) { board.ended(before) }
        if news.contains(where: \.isChange) { watchFlapping(moved) }
        if moved.isFiring {
            let isHeard = before?.isFiring == true && before?.isMuted == false
            for fact in try weighed(moved, isHeard: isHeard) + silenced(moved) + inhibitions.facts(for: moved, at: now)
            {
                note(fact, on: id)
            }
        }
        try show(id, after: facts[id].map { $0[first...] } ?? [], on: &board)
    }

    /// Lets correlation know, unless the alert is muted. An end is always shown, but for one of many in a row.
    private mutating func show(
        _ id: UUID, after news: ArraySlice<Alert.Fact>, on board: inout CorrelationBoard
    ) throws {
        guard let alert = current[id], !alert.isFlapping else { return }
        guard alert.isFiring else { return board.ended(alert) }
        if alert.isMuted { return board.muted(alert) }
        guard news.contains(where: { $0.concernsOthers }) else { return }
        if !news.contains(where: { $0.isNewsOfSource }), board.knows(alert) { return }
        // What only informs hurts nobody; it comes into no situation by itself.
        if alert.severity != .info || alert.situation != nil { board.fired(alert) }
    }

    /// The situations that the alerts came into, once all is told: those that were merged meanwhile never were.
    mutating func place(_ placements: [UUID: UUID]) {
        for (alert, home) in placements.sorted(by: { $0.key < $1.key }) where current[alert]?.situation != home {
            note(.situationJoined(situation: home), on: alert)
        }
    }

    private mutating func watchFlapping(_ alert: Alert) {
        guard !alert.isFlapping, let changes = alert.changes, flaps.begins(changes, at: now) else { return }
        let overlay = Alert.Overlay(.flapping, named: "flapping")
        note(.muted(by: overlay, why: flaps.explanation(changes, began: true, at: now)), on: alert.id)
    }

    private func decided(_ move: MoveAlerts.Move, _ alert: Alert?) throws -> [Alert.Fact] {
        switch move.kind {
        case .raise(let event, let number):
            let raise = Alert.Raise(event, number: alert?.number ?? number, binding: model.bind(event.labels))
            let news = try alert?.deciding(.raise(raise), at: now) ?? [.raised(raise: raise)]
            guard let treatment = event.treatment, news.contains(where: \.isChange) else { return news }
            return news + Alert.facts(of: treatment, on: alert, at: now)
        case .clear(let end): return try alert?.deciding(.clear(at: end), at: now) ?? []
        case .expire(let end): return try alert?.deciding(.expire(at: end), at: now) ?? []
        case .rebind: return try alert.map { try $0.deciding(.bind(model.bind($0.labels)), at: now) } ?? []
        case .command(let command): return try alert?.deciding(command, at: now) ?? []
        case .reconsider, .settle: return []
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

    /// What silences lay over it, and no longer do.
    private func silenced(_ alert: Alert) throws -> [Alert.Fact] {
        let wanted = silences.overlays(on: alert.labels, from: alert.integration, at: now)
        let over = (alert.overlays ?? []).filter { overlay in
            overlay.reason == .silence && !wanted.contains { $0.overlay.isSame(as: overlay) }
        }
        return try over.flatMap { try alert.deciding(.lift($0, AlertStory.silenceOver($0)), at: now) }
            + wanted.flatMap { try alert.deciding(.lay($0.overlay, $0.why), at: now) }
    }

    private static func silenceOver(_ overlay: Alert.Overlay) -> Explanation {
        Explanation(
            decision: "suppression", rule: "silence", inputs: ["silence": overlay.name], outcome: "released",
            because: "the silence no longer holds for it: \(overlay.name)")
    }

    private static func windowOver(_ alert: Alert) -> Explanation {
        let change = alert.mute?.change.number ?? ""
        return Explanation(
            decision: "suppression", rule: "muted as far as declared", inputs: ["change": change], outcome: "released",
            because: "it still fires after the maintenance of \(change)")
    }

    private mutating func note(_ fact: Alert.Fact, on alert: UUID) {
        let before = current[alert]
        let after = before.map { $0.applying(fact, at: now) } ?? Alert.beginning(alert, with: fact, at: now)
        current[alert] = after
        if facts[alert] == nil { order.append(alert) }
        facts[alert, default: []].append(fact)
        if case .ruled(let treatment) = fact {
            requests += treatment.adjustments.map {
                AdjustmentRequests.Request(alert: alert, runbook: $0, because: treatment.why.because)
            }
        }
        guard let after, before?.isMuted == true || after.isMuted else { return }
        mutings += SuppressionLedger.lines(of: fact, from: before, to: after, at: now)
    }
}

extension Alert.Fact {
    fileprivate var beginsAnew: Bool { if case .raised = self { true } else { false } }

    /// It began to fire, or ended.
    fileprivate var isChange: Bool {
        switch self {
        case .raised, .reopened, .cleared, .expired: true
        default: false
        }
    }

    /// What correlation has to weigh again.
    fileprivate var concernsOthers: Bool {
        switch self {
        case .released, .impactExceeded, .unmuted: true
        default: isNewsOfSource
        }
    }

    fileprivate var isNewsOfSource: Bool {
        switch self {
        case .raised, .reopened, .severityChanged, .bound: true
        default: false
        }
    }
}
