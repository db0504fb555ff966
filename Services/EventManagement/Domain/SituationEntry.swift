import Foundation
import Records

/// A situation with what correlation must know of its members at once, kept up alert by alert.
package struct SituationEntry: Sendable {
    /// The alerts on one item.
    struct Presence: Sendable {
        var firing = 0
        var alerts = 0
        /// The earliest of them.
        var first: Situation.Member
        var worst: Severity
    }

    package internal(set) var situation: Situation
    package internal(set) var version: Int
    private(set) var items: [UUID: Presence] = [:]
    /// Items of it that need no other item of it, each with how many others are known to need it.
    var roots: [UUID: Int] = [:]
    /// Items that do not alert but are taken to be in trouble.
    var silent: Set<UUID> = []
    /// How many of its alerts fire of each kind.
    private(set) var types: [CauseRelation.AlertType: Int] = [:]
    /// Per business service, how many firing alerts say what of it.
    private var harm: [UUID: [ServiceImpact: Int]] = [:]

    init(_ situation: Situation, version: Int) {
        self.situation = situation
        self.version = version
    }

    /// A situation of one alert that is not written anywhere; to weigh it by itself.
    init(alone member: Situation.Member) {
        let why = Explanation(decision: "cause", rule: "", inputs: [:], outcome: "", because: "")
        let cause = Situation.Cause(item: member.item, name: "", headline: "", why: why)
        let opening = Situation.Opening(
            number: "", group: nil, first: member, cause: cause, hurt: [], exceeds: nil)
        situation = Situation(opening, id: member.alert, at: member.onset)
        version = 0
        count(member, 1, hurting: [])
    }

    /// What it does to business services, by their ids.
    var hurt: [Situation.Hurt] {
        harm.compactMap { service, counts in
            counts.filter { $0.value > 0 }.keys.max().map { Situation.Hurt(service: service, observed: $0) }
        }
        .sorted { $0.service < $1.service }
    }

    /// Whether it hurts one of these business services.
    func hurts(_ services: Set<UUID>) -> Bool { services.contains { harm[$0] != nil } }

    /// One more alert of a kind fires (1), or one less (-1). Answers how many do.
    mutating func count(_ type: CauseRelation.AlertType, _ change: Int) -> Int {
        let all = types[type, default: 0] + change
        types[type] = all > 0 ? all : nil
        return all
    }

    mutating func count(_ member: Situation.Member, _ change: Int, hurting services: Set<UUID>) {
        for service in services {
            harm[service, default: [:]][member.severity.observed, default: 0] += change
            if harm[service]?.values.allSatisfy({ $0 == 0 }) == true { harm[service] = nil }
        }
        guard let item = member.item else { return }
        var presence = items[item] ?? Presence(first: member, worst: member.severity)
        presence.alerts += change
        if member.isFiring { presence.firing += change }
        if (member.onset, member.alert) < (presence.first.onset, presence.first.alert) { presence.first = member }
        presence.worst = max(presence.worst, member.severity)
        items[item] = presence.alerts > 0 ? presence : nil
        if change > 0 { silent.remove(item) }
    }
}
