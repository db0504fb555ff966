import Foundation
import Records

extension Adjustment: Lifecycle {
    package static let kind = "adjustment"

    package enum Command: Equatable, Sendable {
        case refuse([BoundVerdict])
        /// `request` is what would have been sent.
        case rehearse([BoundVerdict], request: String)
        case admit([BoundVerdict], by: UUID?)
        /// By nobody when nobody decided in time.
        case decline(by: UUID?, reason: String)
        case start(deadline: Date, AdjustmentReading)
        case succeed(answer: String)
        case fail(answer: String)
        case timeOut(answer: String)
        case lose(Explanation)
        /// It may be done again, so it is.
        case restart(Explanation)
        case settle(AdjustmentReading)
        case rollBack(Explanation)
        case startRollback(deadline: Date)
        case endRollback(answer: String)
        case failRollback(answer: String)
        case nameChange(String)
    }

    package enum Fact: Codable, Equatable, Sendable {
        case asked(order: Order)
        case refused(verdicts: [BoundVerdict])
        case rehearsed(verdicts: [BoundVerdict], request: String)
        case admitted(verdicts: [BoundVerdict], by: UUID?)
        case declined(by: UUID?, reason: String)
        case started(deadline: Date, before: AdjustmentReading)
        case succeeded(answer: String)
        case failed(answer: String)
        case timedOut(answer: String)
        case lost(why: Explanation)
        case restarted(why: Explanation)
        case settled(after: AdjustmentReading, effect: Effect, why: Explanation)
        case rollbackDecided(why: Explanation)
        case rollbackStarted(deadline: Date)
        case rolledBack(answer: String)
        case rollbackFailed(answer: String)
        case changeNamed(number: String)
    }

    package func deciding(_ command: Command, at now: Date) throws(Rejection) -> [Fact] {
        switch (state, command) {
        case (_, .nameChange(let number)): number == changeNumber ? [] : [.changeNamed(number: number)]
        case (.proposed, .refuse(let verdicts)), (.waiting, .refuse(let verdicts)): [.refused(verdicts: verdicts)]
        case (.proposed, .rehearse(let verdicts, let request)): [.rehearsed(verdicts: verdicts, request: request)]
        case (.proposed, .admit(let verdicts, let person)): [.admitted(verdicts: verdicts, by: person)]
        case (.proposed, .decline(let person, let reason)): [.declined(by: person, reason: reason)]
        case (.waiting, .start(let deadline, let reading)): [.started(deadline: deadline, before: reading)]
        case (.running, .succeed(let answer)), (.unknown, .succeed(let answer)), (.timedOut, .succeed(let answer)):
            isOver ? [] : [.succeeded(answer: answer)]
        case (.running, .fail(let answer)), (.unknown, .fail(let answer)):
            isOver ? [] : [.failed(answer: answer)]
        case (.running, .timeOut(let answer)): [.timedOut(answer: answer)]
        case (.running, .lose(let why)), (.waiting, .lose(let why)): [.lost(why: why)]
        case (.running, .restart(let why)): [.restarted(why: why)]
        case (.succeeded, .settle(let reading)), (.failed, .settle(let reading)), (.timedOut, .settle(let reading)),
            (.unknown, .settle(let reading)):
            isOver ? [] : [settled(reading)]
        case (.succeeded, .rollBack(let why)), (.failed, .rollBack(let why)), (.timedOut, .rollBack(let why)),
            (.unknown, .rollBack(let why)):
            [.rollbackDecided(why: why)]
        case (.rollingBack, .startRollback(let deadline)):
            rollbackStartedAt == nil ? [.rollbackStarted(deadline: deadline)] : []
        case (.rollingBack, .endRollback(let answer)): [.rolledBack(answer: answer)]
        case (.rollingBack, .failRollback(let answer)): [.rollbackFailed(answer: answer)]
        default: throw Rejection("Adjustment \(order.number) is \(state.rawValue): that is not possible now.")
        }
    }

    private func settled(_ reading: AdjustmentReading) -> Fact {
        let before = before ?? reading
        let effect = reading.effect(on: before)
        let why = Explanation(
            decision: "effect", rule: "worse when anything is worse, better when something is better",
            inputs: ["before": "\(before.words(since: before))", "after": "\(reading.words(since: before))"],
            outcome: effect.rawValue, because: reading.words(since: before))
        return .settled(after: reading, effect: effect, why: why)
    }

    package static func beginning(_ id: UUID, with fact: Fact, at instant: Date) -> Adjustment? {
        guard case .asked(let order) = fact else { return nil }
        return Adjustment(id: id, order: order, askedAt: instant, state: .proposed, verdicts: [], attempts: 0)
    }

    package func applying(_ fact: Fact, at instant: Date) -> Adjustment {
        var next = self
        switch fact {
        case .asked: break
        case .refused(let verdicts):
            next.verdicts = verdicts
            next.end(.refused, at: instant)
        case .rehearsed(let verdicts, let request):
            next.verdicts = verdicts
            next.end(.rehearsed, request, at: instant)
        case .admitted(let verdicts, let person):
            next.verdicts = verdicts
            next.approvedBy = person
            next.state = .waiting
        case .declined(_, let reason): next.end(.refused, reason, at: instant)
        case .started(let deadline, let before): next.start(deadline, before, at: instant)
        case .succeeded(let answer): next.answered(.succeeded, answer)
        case .failed(let answer): next.answered(.failed, answer)
        case .timedOut(let answer): next.answered(.timedOut, answer)
        case .lost(let why): next.answered(.unknown, why.because)
        case .restarted:
            next.state = .waiting
            next.deadline = nil
        case .settled(let after, let effect, _):
            next.after = after
            next.effect = effect
            next.endedAt = instant
        case .rollbackDecided:
            next.state = .rollingBack
            next.endedAt = nil
        case .rollbackStarted(let deadline):
            next.rollbackStartedAt = instant
            next.deadline = deadline
        case .rolledBack(let answer): next.end(.rolledBack, answer, at: instant)
        case .rollbackFailed(let answer): next.end(.rollbackFailed, answer, at: instant)
        case .changeNamed(let number): next.changeNumber = number
        }
        return next
    }

    package static func explanation(of fact: Fact) -> Explanation? {
        switch fact {
        case .refused(let verdicts): verdicts.explanation(outcome: "refused")
        case .rehearsed(let verdicts, _): verdicts.explanation(outcome: "rehearsed")
        case .admitted(let verdicts, _): verdicts.explanation(outcome: "admitted")
        case .lost(let why), .restarted(let why), .settled(_, _, let why), .rollbackDecided(let why): why
        case .asked, .declined, .started, .succeeded, .failed, .timedOut, .rollbackStarted, .rolledBack,
            .rollbackFailed, .changeNamed:
            nil
        }
    }

    private mutating func end(_ state: State, _ answer: String?, at instant: Date) {
        self.answer = answer
        end(state, at: instant)
    }

    private mutating func end(_ state: State, at instant: Date) {
        self.state = state
        deadline = nil
        endedAt = instant
    }

    private mutating func start(_ deadline: Date, _ reading: AdjustmentReading, at instant: Date) {
        state = .running
        attempts += 1
        startedAt = startedAt ?? instant
        before = before ?? reading
        self.deadline = deadline
    }

    private mutating func answered(_ state: State, _ answer: String) {
        self.state = state
        self.answer = answer
        deadline = nil
    }
}
