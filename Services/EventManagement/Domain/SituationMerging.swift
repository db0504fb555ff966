import Foundation
import Records

extension CorrelationBoard {
    /// Puts situations into one. Answers the roots they bring.
    mutating func unite(_ losers: Set<UUID>, with winner: UUID, because: String) -> [UUID: Int] {
        var roots: [UUID: Int] = [:]
        for loser in losers.sorted() {
            guard let taken = map.entries[loser]?.situation else { continue }
            let survivor = map.entries[winner]?.situation.number ?? ""
            add(.merged(into: winner, why: Merging.why(taken.number, into: survivor, because)), to: loser)
            story.leave(loser)
            add(
                .alertsJoined(members: taken.members.values.sorted { ($0.onset, $0.alert) < ($1.onset, $1.alert) }),
                to: winner)
            roots.merge(map.merge(loser, into: winner), uniquingKeysWith: +)
            if let why = hurried.removeValue(forKey: loser) { hurried[winner] = hurried[winner] ?? why }
            grown.insert(winner)
        }
        return roots
    }

    /// Alerts go from one situation to another that takes them in next.
    mutating func leave(_ members: [Situation.Member], from id: UUID, to other: UUID) {
        for member in members { map.count(member, -1, in: id) }
        add(.alertsLeft(alerts: members.map(\.alert), to: other), to: id)
        map.findRoots(of: id)
        grown.insert(id)
        clearIfOver(id)
    }
}

/// Why situations became one.
enum Merging {
    static func common(_ name: String) -> String { "\(name) explains both" }

    static func why(_ loser: String, into winner: String, _ because: String) -> Explanation {
        Explanation(
            decision: "merge", rule: "one cause, one situation", inputs: ["situation": loser, "survivor": winner],
            outcome: "merged", because: because)
    }
}
