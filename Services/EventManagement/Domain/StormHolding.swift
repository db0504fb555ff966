import Foundation
import Records

/// While a storm rages one situation speaks for each top cause: others below it, or beside it, wait until it is over.
extension CorrelationBoard {
    /// Tells others of a situation that waits, unless in a storm another that they know speaks for it.
    mutating func announce(_ id: UUID, because why: Explanation) {
        guard let situation = map.entries[id]?.situation, situation.state == .pending else { return }
        guard isStormy, !urgent.contains(id), let other = spokesman(for: id) else {
            return add(.announced(why: why), to: id)
        }
        guard situation.heldBy != other.id else { return }
        add(.held(by: other.id, why: CorrelationBoard.held(by: other)), to: id)
    }

    /// A situation that others know of, whose cause is the same, or something that the cause needs; of what names neither item
    /// nor service one for each integration.
    private mutating func spokesman(for id: UUID) -> Situation? {
        guard let situation = map.entries[id]?.situation else { return nil }
        let kin: Set<UUID>
        if let item = situation.cause.item {
            kin = map.needs(of: item).union([item]).reduce(into: []) { found, needed in
                found.formUnion(
                    map.about(needed).filter { map.entries[$0]?.situation.cause.item == needed })
            }
        } else {
            kin = situation.integrationGroup.map { map.loose(of: $0) } ?? []
        }
        return kin.filter { $0 != id }.compactMap { map.entries[$0]?.situation }
            .filter { $0.isLive && $0.wasAnnounced }.min { ($0.openedAt, $0.id) < ($1.openedAt, $1.id) }
    }

    private static func held(by other: Situation) -> Explanation {
        Explanation(
            decision: "announcement", rule: "one for each top cause while a storm rages",
            inputs: ["situation": other.number], outcome: "held",
            because: "a storm rages, and \(other.number) speaks for \(other.cause.name) until it is over")
    }
}

extension Situation {
    /// The integration of alerts that name neither item nor service, as their groups begin; nil for all others.
    var integrationGroup: String? {
        guard let group, group.hasPrefix("check:") else { return nil }
        let parts = group.split(separator: ":", maxSplits: 2)
        return parts.count == 3 ? String(parts[1]) : nil
    }
}
