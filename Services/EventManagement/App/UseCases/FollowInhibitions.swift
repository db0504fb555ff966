import EventDomain
import Foundation
import Messaging
import Postgres

/// Keeps where alerts stand in inhibitions, and sees to what their beginnings and ends change for others.
struct FollowInhibitions {
    /// The timer of a source: others are to be muted or released.
    static let turn = "inhibition-turn"
    /// How many alerts one transaction mutes or releases.
    static let most = 1000

    private let sides = InhibitionSides()

    /// After moves: what they changed, with the facts of each.
    func after(
        _ changes: [(alert: Alert, isNew: Bool, facts: [Alert.Fact])], _ desk: InhibitionDesk,
        _ mutings: [SuppressionLedger.Line], in tx: Transaction
    ) throws {
        guard !desk.book.isEmpty else { return }
        let now = try tx.now
        let told = changes.filter { change in change.facts.contains { $0.movesSides } }
        let firing = told.filter(\.alert.isFiring)
        let standings = firing.flatMap { change in
            desk.book.sides(of: change.alert.fields).map {
                InhibitionSides.Standing(alert: change.alert.id, side: $0)
            }
        }
        let known = firing.filter { !$0.isNew }.map(\.alert.id)
        let ended = told.filter { !$0.alert.isFiring }.map(\.alert.id)
        try sides.leave(known, except: standings, in: tx)
        try sides.stand(standings, at: now, in: tx)
        let settling = try sides.settle(ended, rules: desk.book.rules, at: now, in: tx)
        for source in try sides.muting(known + ended, in: tx).sorted() {
            try Timers.arm(Self.turn, for: source, at: settling[source] ?? now, in: tx)
        }
        for source in try sides.missing(Set(desk.openers.values), in: tx) {
            try Timers.arm(Self.turn, for: source, at: now, in: tx)
        }
        try awaitSettling(mutings, desk, in: tx)
    }

    /// What came while its source was settling is looked at again then.
    private func awaitSettling(
        _ mutings: [SuppressionLedger.Line], _ desk: InhibitionDesk, in tx: Transaction
    ) throws {
        let sources = mutings.filter { $0.step == .began && $0.overlay.reason == .inhibition }
            .compactMap(\.overlay.source)
        for source in Set(sources).sorted() {
            guard let end = desk.settling(source) else { continue }
            try Timers.armIfUnset(Self.turn, for: source, at: end, in: tx)
        }
    }

    /// Mutes what a source should mute, and releases what it should not any more; a thousand at a time.
    func turned(_ source: UUID, _ moves: MoveAlerts, in tx: Transaction) throws {
        try Turn.take(in: tx)
        let now = try tx.now
        let some = try sides.misjudged(by: source, at: now, limit: Self.most, in: tx)
        try moves.perform(
            some.map { MoveAlerts.Move(alert: $0, kind: .reconsider) }, by: .timer(Self.turn), in: tx)
        if some.count == Self.most { try Timers.arm(Self.turn, for: source, at: now + 0.001, in: tx) }
    }
}

extension Alert.Fact {
    /// It began, ended, or is as bad as it was not before.
    fileprivate var movesSides: Bool {
        switch self {
        case .raised, .reopened, .severityChanged, .cleared, .expired: true
        default: false
        }
    }
}
