import Foundation
import Records

extension OnCallPage {
    package enum Command: Equatable, Sendable {
        /// The time to wait is over, or it begins; `callees` are those whom the next step calls.
        case ring([Callee])
        case acknowledge(by: UUID)
        /// An acknowledgement is over and no work has begun.
        case lapse
        case end(End)
    }

    package enum Fact: Codable, Equatable, Sendable {
        case called(calling: Calling)
        case rang(step: Int, round: Int, callees: [Callee])
        /// All whom the step would call are in their quiet hours.
        case deferred(until: Date)
        case wentUnanswered
        case acknowledged(by: UUID)
        case lapsed
        case ended(end: End)
    }

    package func deciding(_ command: Command, at now: Date) throws(Rejection) -> [Fact] {
        switch (state, command) {
        case (.ringing, .ring(let callees)):
            guard let next else { return [.wentUnanswered] }
            let awake = callees.isEmpty || callees.contains { $0.quietUntil == nil }
            if !awake, let until = callees.compactMap(\.quietUntil).min() { return [.deferred(until: until)] }
            return [.rang(step: next.step, round: next.round, callees: callees)]
        case (.acknowledged, .acknowledge(let person)) where acknowledgedBy.contains(person): return []
        case (.ringing, .acknowledge(let person)), (.unanswered, .acknowledge(let person)),
            (.acknowledged, .acknowledge(let person)):
            return [.acknowledged(by: person)]
        case (.ended, .acknowledge): throw Rejection("The call is over.", code: "ended")
        case (.acknowledged, .lapse): return [.lapsed]
        case (.ended, .end), (_, .ring), (_, .lapse): return []
        case (_, .end(let reason)): return [.ended(end: reason)]
        }
    }

    package func applying(_ fact: Fact, at instant: Date) -> OnCallPage {
        var page = self
        switch fact {
        case .called: break
        case .rang(let step, let round, let callees): page.ring(step, round, callees, at: instant)
        case .deferred(let until): page.nextAt = until
        case .wentUnanswered: (page.state, page.nextAt) = (.unanswered, nil)
        case .acknowledged(let person): page.acknowledge(by: person, at: instant)
        case .lapsed:
            (page.state, page.step, page.round, page.nextAt) = (.ringing, nil, 0, instant)
            (page.acknowledgedBy, page.acknowledgedAt) = ([], nil)
        case .ended(let end):
            if end == .takenUp { page.answeredAt = answeredAt ?? instant }
            (page.state, page.end, page.endedAt, page.nextAt) = (.ended, end, instant, nil)
        }
        return page
    }

    /// A step that finds nobody does not wait: the next one follows at once.
    private mutating func ring(_ step: Int, _ round: Int, _ callees: [Callee], at instant: Date) {
        (self.step, self.round, rangAt) = (step, round, instant)
        rings += 1
        nextAt = callees.isEmpty ? instant : instant + Double(terms.steps[step].minutes) * 60
    }

    private mutating func acknowledge(by person: UUID, at instant: Date) {
        acknowledgedBy.append(person)
        acknowledgedAt = acknowledgedAt ?? instant
        answeredAt = answeredAt ?? instant
        guard state != .acknowledged else { return }
        state = .acknowledged
        nextAt = terms.acknowledgement.map { instant + Double($0) * 60 }
    }

    package static func beginning(_ id: UUID, with fact: Fact, at instant: Date) -> OnCallPage? {
        guard case .called(let calling) = fact else { return nil }
        return OnCallPage(
            id: id, calling: calling, state: .ringing, round: 0, rings: 0, nextAt: instant, acknowledgedBy: [],
            calledAt: instant)
    }

    package static func explanation(of fact: Fact) -> Explanation? {
        switch fact {
        case .called(let calling): calling.why
        case .rang(let step, let round, let callees): ringing(step, round, callees)
        default: nil
        }
    }

    /// Whom a step called, and by which schedules they were on call.
    private static func ringing(_ step: Int, _ round: Int, _ callees: [Callee]) -> Explanation {
        func written(_ id: UUID) -> String { id.uuidString.lowercased() }
        let people = callees.compactMap(\.person).map(written)
        let schedules = Set(callees.compactMap(\.schedule)).map(written).sorted()
        return Explanation(
            decision: "ring", rule: "targets of the step",
            inputs: [
                "step": String(step + 1), "round": String(round), "people": people.joined(separator: ", "),
                "schedules": schedules.joined(separator: ", "),
            ], outcome: String(callees.count),
            because: callees.isEmpty
                ? "Step \(step + 1) finds nobody." : "Step \(step + 1) calls all its targets at once.")
    }
}
