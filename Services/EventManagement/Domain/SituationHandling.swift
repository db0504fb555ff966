import Foundation
import Records

/// What people decide about situations; it outweighs what correlation found.
extension CorrelationBoard {
    /// Two have one cause: all of one goes over to the other.
    package mutating func merge(_ loser: UUID, into winner: UUID) throws(Rejection) {
        guard loser != winner else { throw Rejection("A situation cannot be merged with itself.") }
        try checkLive(loser)
        try checkLive(winner)
        let roots = unite([loser], with: winner, because: "a person said that they have one cause")
        map.addRoots(roots, to: winner)
        touch(winner)
    }

    /// Some alerts have a cause of their own: they go into a new situation, which others hear of at once.
    package mutating func part(_ alerts: Set<UUID>, from id: UUID) throws(Rejection) -> UUID {
        try checkLive(id)
        let all = map.entries[id]?.situation.members ?? [:]
        let leaving = alerts.compactMap { all[$0] }.sorted { ($0.onset, $0.alert) < ($1.onset, $1.alert) }
        guard leaving.count == alerts.count else {
            throw Rejection("Not all of these alerts are in the situation.", code: "no_member")
        }
        guard leaving.count < all.count, leaving.contains(where: \.isFiring) else {
            throw Rejection("Name some of its alerts, at least one of them firing, but not all.", code: "no_part")
        }
        guard let new = begin(with: leaving, from: id) else {
            throw Rejection("Name some of its alerts.", code: "no_part")
        }
        add(.announced(why: CorrelationBoard.parted), to: new)
        return new
    }

    /// A person names the cause; it is not weighed again.
    package mutating func blame(_ item: UUID, for id: UUID) throws(Rejection) {
        try checkLive(id)
        guard let name = map.model.name(of: item), let entry = map.entries[id] else {
            throw Rejection("There is no such configuration item.", code: "no_item")
        }
        let why = Explanation(
            decision: "cause", rule: "a person decides", inputs: ["before": entry.situation.cause.name], outcome: name,
            because: "a person named \(name) as the cause")
        let headline = entry.items[item]?.first.summary ?? entry.situation.cause.headline
        let cause = Situation.Cause(item: item, name: name, headline: headline, why: why, confidence: 100)
        guard cause != entry.situation.cause || !entry.situation.isPinned else { return }
        add(.causePinned(cause: cause), to: id)
    }

    private func checkLive(_ id: UUID) throws(Rejection) {
        guard let situation = map.entries[id]?.situation, situation.isLive else {
            throw Rejection("The situation is over or merged: only a live one can be changed.", code: "not_live")
        }
    }

    private static let parted = Explanation(
        decision: "announcement", rule: "a person decides", inputs: [:], outcome: "announced at once",
        because: "a person said that it has a cause of its own")
}
