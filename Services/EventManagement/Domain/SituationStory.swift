import Foundation

/// The facts of a batch, situation by situation, with what they begin from.
package struct SituationStory: Sendable {
    /// Facts that are told together: one announcement at most.
    package struct Step: Equatable, Sendable {
        package let situation: UUID
        /// The situation before, with those members that the facts touch; nil when it begins.
        package internal(set) var before: Situation?
        /// Its journal lines before this batch.
        package let version: Int
        package internal(set) var facts: [Situation.Fact]
        fileprivate var touched: Set<UUID> = []
    }

    private var all: [Step] = []
    private var last: [UUID: Int] = [:]
    private var born: [UUID] = []
    private var bornIDs: Set<UUID> = []
    /// Born in this batch and gone over to others in it.
    private var gone: Set<UUID> = []

    var steps: [Step] { gone.isEmpty ? all : all.filter { !gone.contains($0.situation) } }

    var opened: [UUID] { born.filter { !gone.contains($0) } }

    mutating func open(_ id: UUID, _ fact: Situation.Fact) {
        born.append(id)
        bornIDs.insert(id)
        last[id] = all.count
        all.append(Step(situation: id, before: nil, version: 0, facts: [fact]))
    }

    /// Notes a fact. What a situation's end says must not be told together with its beginning.
    mutating func add(_ fact: Situation.Fact, to situation: Situation, version: Int) {
        let id = situation.id
        if let place = last[id], !Step.mustPart(all[place].facts, from: fact) {
            all[place].remember(fact, of: situation)
            all[place].append(fact)
            return
        }
        var step = Step(situation: id, before: situation.head, version: version, facts: [fact])
        step.remember(fact, of: situation)
        last[id] = all.count
        all.append(step)
    }

    /// Nobody need hear of a situation that went over to another before it was written.
    mutating func leave(_ loser: UUID) {
        if bornIDs.contains(loser) { gone.insert(loser) }
    }

    mutating func give(_ numbers: [UUID: String]) {
        for place in all.indices {
            guard let number = numbers[all[place].situation] else { continue }
            all[place].before?.number = number
            if case .opened(let opening) = all[place].facts.first {
                all[place].facts[0] = .opened(opening: opening.numbered(number))
            }
        }
    }
}

extension SituationStory.Step {
    /// The members a fact touches, as they were before the step; those it brings in were not there.
    fileprivate mutating func remember(_ fact: Situation.Fact, of situation: Situation) {
        guard before != nil else { return }
        let alerts: [UUID] =
            switch fact {
            case .alertsJoined(let members): members.map(\.alert)
            case .alertsCleared(let alerts), .alertsLeft(let alerts, _): alerts
            default: []
            }
        for alert in alerts where touched.insert(alert).inserted { before?.members[alert] = situation.members[alert] }
    }

    /// Many joins, or many ends, in a row are one fact.
    fileprivate mutating func append(_ fact: Situation.Fact) {
        switch (facts.last, fact) {
        case (.alertsJoined(var members), .alertsJoined(let more)):
            facts.removeLast()
            members += more
            facts.append(.alertsJoined(members: members))
        case (.alertsCleared(var alerts), .alertsCleared(let more)):
            facts.removeLast()
            alerts += more
            facts.append(.alertsCleared(alerts: alerts))
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

extension Situation.Opening {
    func numbered(_ number: String) -> Situation.Opening {
        Situation.Opening(number: number, group: group, first: first, cause: cause, hurt: hurt, exceeds: exceeds)
    }
}
