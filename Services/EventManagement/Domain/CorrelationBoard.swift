import Foundation
import Records

/// The situations that a batch of alert changes may touch, and what the batch does to them.
///
/// A value: it is filled with what is open, told each change in order, and then asked for the facts.
package struct CorrelationBoard {
    /// Facts that are told together: one announcement at most.
    package struct Step: Equatable, Sendable {
        package let situation: UUID
        package internal(set) var facts: [Situation.Fact]
    }

    private let model: ServiceModel
    private let rule: CorrelationRule
    private let now: Date
    private let newSituation: () throws -> (id: UUID, number: String)
    private var situations: [UUID: Situation] = [:]
    private var byItem: [UUID: Set<UUID>] = [:]
    private var byGroup: [String: Set<UUID>] = [:]
    private var moved: Set<UUID> = []
    private var grown: Set<UUID> = []

    package private(set) var steps: [Step] = []
    /// The alerts that came into a situation, with that situation.
    package private(set) var placements: [UUID: UUID] = [:]
    /// Situations that this batch began.
    package private(set) var opened: [UUID] = []
    /// Situations that wait for the end of their hold-off.
    package private(set) var pending: Set<UUID> = []

    /// `situations` are the live ones and those that changed alerts belong to, with the survivors of merged ones.
    package init(
        _ situations: [Situation], model: ServiceModel, rule: CorrelationRule, now: Date,
        newSituation: @escaping () throws -> (id: UUID, number: String)
    ) {
        self.model = model
        self.rule = rule
        self.now = now
        self.newSituation = newSituation
        for situation in situations { index(situation) }
    }

    package func situation(_ id: UUID) -> Situation? { situations[id] }

    /// A firing alert that is not muted: new, back, released or of another severity.
    package mutating func fired(_ alert: Alert) throws {
        if let known = alert.situation.flatMap({ survivor(of: $0) }) { return rejoin(alert, known) }
        let candidates = related(to: alert)
        guard let home = candidates.min(by: isOlder) else { return try open(alert) }
        for other in candidates where other.id != home.id { merge(other.id, into: home.id) }
        join(alert, home.id)
    }

    /// An alert that is over, or muted now.
    package mutating func ended(_ alert: Alert) {
        guard let id = alert.situation.flatMap({ survivor(of: $0) })?.id, let situation = situations[id] else { return }
        guard situation.members.contains(where: { $0.alert == alert.id && $0.isFiring }) else { return }
        let isLast = situation.firing == 1
        if situation.state == .pending, isLast { announce(id, because: "it cleared within the hold-off", alert) }
        add(.alertsCleared(alerts: [alert.id]), to: id)
        if isLast, situations[id]?.isLive == true { add(.cleared, to: id) }
    }

    /// Weighs cause and harm again, once for all changes. To be called after the last change.
    package mutating func settle() {
        let finding = CauseFinding(model)
        for id in moved.sorted(by: { $0 < $1 }) {
            guard let situation = situations[id], situation.state != .merged else { continue }
            if grown.contains(id), let cause = finding.cause(of: situation.members), cause != situation.cause {
                let isSame = cause.item == situation.cause.item
                add(isSame ? .causeWeighed(cause: cause) : .causeMoved(cause: cause), to: id)
            }
            let hurt = harm(of: situation.members.filter(\.isFiring))
            if situation.state != .cleared, hurt != situation.hurt { add(.impactChanged(hurt: hurt), to: id) }
        }
        moved = []
        grown = []
    }

    private mutating func open(_ alert: Alert) throws {
        let (id, number) = try newSituation()
        let member = Situation.Member(alert)
        guard let cause = CauseFinding(model).cause(of: [member]) else { return }
        let opening = Situation.Opening(
            number: number, group: alert.group, first: member, cause: cause, hurt: harm(of: [member]),
            exceeds: alert.exceeds)
        let fact = Situation.Fact.opened(opening: opening)
        guard let situation = Situation.beginning(id, with: fact, at: now) else { return }
        index(situation)
        steps.append(Step(situation: id, facts: [fact]))
        placements[alert.id] = id
        opened.append(id)
        pending.insert(id)
        hurry(id, for: alert)
    }

    private mutating func rejoin(_ alert: Alert, _ situation: Situation) {
        if situation.state == .cleared { add(.reopened, to: situation.id) }
        join(alert, situation.id)
    }

    private mutating func join(_ alert: Alert, _ id: UUID) {
        add(.alertsJoined(members: [Situation.Member(alert)]), to: id)
        if let change = alert.exceeds, situations[id]?.exceeds != change {
            add(.changeExceeded(change: change), to: id)
        }
        grown.insert(id)
        if let item = alert.binding.item { byItem[item, default: []].insert(id) }
        if alert.situation != id { placements[alert.id] = id }
        hurry(id, for: alert)
    }

    private mutating func merge(_ loser: UUID, into winner: UUID) {
        guard let taken = situations[loser] else { return }
        let why = Explanation(
            decision: "merge", rule: "one cause, one situation",
            inputs: ["situation": taken.number, "survivor": situations[winner]?.number ?? ""], outcome: "merged",
            because: "an alert came that depends on both, or that both depend on")
        add(.merged(into: winner, why: why), to: loser)
        add(.alertsJoined(members: taken.members), to: winner)
        grown.insert(winner)
        for item in taken.items { byItem[item, default: []].insert(winner) }
        pending.remove(loser)
    }

    private mutating func hurry(_ id: UUID, for alert: Alert) {
        guard situations[id]?.state == .pending else { return }
        guard let why = rule.reasonToAnnounce(alert, hurting: harm(of: [Situation.Member(alert)]), in: model) else {
            return
        }
        add(.announced(why: why), to: id)
        pending.remove(id)
    }

    private mutating func announce(_ id: UUID, because: String, _ alert: Alert) {
        add(.announced(why: rule.explanation(because, alert)), to: id)
        pending.remove(id)
    }

    /// Applies a fact and notes it. What a situation's end says must not be told together with its beginning.
    private mutating func add(_ fact: Situation.Fact, to id: UUID) {
        guard let situation = situations[id] else { return }
        situations[id] = situation.applying(fact, at: now)
        moved.insert(id)
        if let last = steps.lastIndex(where: { $0.situation == id }), !Step.mustPart(steps[last].facts, from: fact) {
            steps[last].append(fact)
        } else {
            steps.append(Step(situation: id, facts: [fact]))
        }
    }

    private func survivor(of id: UUID) -> Situation? {
        var situation = situations[id]
        for _ in 0..<64 {
            guard let next = situation?.survivor else { return situation }
            situation = situations[next]
        }
        return nil
    }

    private mutating func index(_ situation: Situation) {
        situations[situation.id] = situation
        if situation.state == .pending { pending.insert(situation.id) }
        guard situation.isLive else { return }
        for item in situation.items { byItem[item, default: []].insert(situation.id) }
        if let group = situation.group { byGroup[group, default: []].insert(situation.id) }
    }

    private func related(to alert: Alert) -> [Situation] {
        var ids: Set<UUID> = []
        if let item = alert.binding.item {
            let kin = model.needs(of: item).union(model.dependants(of: item)).union([item])
            let shared = kin.count < byItem.count ? kin : Set(byItem.keys).intersection(kin)
            for item in shared { ids.formUnion(byItem[item] ?? []) }
        } else if let group = alert.group {
            ids = byGroup[group] ?? []
        }
        return ids.compactMap { situations[$0] }.filter { $0.isLive && rule.admits(alert.onset, to: $0) }
    }

    /// What others know of survives, then what is older.
    private func isOlder(_ a: Situation, _ b: Situation) -> Bool {
        if a.wasAnnounced != b.wasAnnounced { return a.wasAnnounced }
        return (a.openedAt, a.number) < (b.openedAt, b.number)
    }

    private func harm(of members: [Situation.Member]) -> [Situation.Hurt] {
        var worst: [UUID: ServiceImpact] = [:]
        for (item, group) in Dictionary(grouping: members, by: \.item) {
            let carried = item.map { model.services(on: $0) } ?? []
            for member in group where member.severity.observed > .none {
                for service in carried.union(member.service.map { [$0] } ?? []) {
                    worst[service] = max(worst[service] ?? .none, member.severity.observed)
                }
            }
        }
        return worst.map { Situation.Hurt(service: $0.key, observed: $0.value) }
            .sorted { $0.service < $1.service }
    }
}

extension CorrelationBoard.Step {
    /// Many joins, or many ends, in a row are one fact.
    fileprivate mutating func append(_ fact: Situation.Fact) {
        switch (facts.last, fact) {
        case (.alertsJoined(let before), .alertsJoined(let more)):
            facts[facts.count - 1] = .alertsJoined(members: before + more)
        case (.alertsCleared(let before), .alertsCleared(let more)):
            facts[facts.count - 1] = .alertsCleared(alerts: before + more)
        default: facts.append(fact)
        }
    }

    /// An end and a beginning are two announcements, whichever comes first.
    fileprivate static func mustPart(_ told: [Situation.Fact], from next: Situation.Fact) -> Bool {
        switch next {
        case .alertsCleared: told.contains { if case .announced = $0 { true } else { false } }
        case .reopened: told.contains { if case .cleared = $0 { true } else { false } }
        default: false
        }
    }
}
