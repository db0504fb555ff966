import Foundation
import Records

extension ServiceRequest {
    package static func beginning(_ id: UUID, with fact: Fact, at instant: Date) -> ServiceRequest? {
        guard case .submitted(let order, let answers, let approvals, let tasks, let promise) = fact else { return nil }
        var request = ServiceRequest(
            id: id, order: order, submittedAt: instant, state: .submitted, lane: .relationship, answers: answers,
            approvals: [], tasks: tasks, promisedAt: promise, reopenCount: 0, merged: [])
        request.ask(approvals, at: instant)
        request.release()
        return request
    }

    package func applying(_ fact: Fact, at instant: Date) -> ServiceRequest {
        var next = self
        next.apply(fact, at: instant)
        next.release()
        return next
    }

    private mutating func apply(_ fact: Fact, at instant: Date) {
        switch fact {
        case .submitted: break
        case .revised(let answers, let approvals, let promise):
            (self.answers, promisedAt, rejection) = (answers, promise, nil)
            tasks = tasks.map { $0.waiting() }
            ask(approvals, at: instant)
        case .approvalGiven(let id, let person, let comment, let absent):
            settle(id, .approved, by: person, for: absent, comment, at: instant)
        case .approvalRefused(let id, let person, let comment, let absent):
            settle(id, .rejected, by: person, for: absent, comment, at: instant)
        case .stageOpened(let stage): open(stage: stage, at: instant)
        case .approvalsExpired: endPending(as: .expired)
        case .approved: state = .approved
        case .rejected(let reason):
            (state, rejection) = (.rejected, reason)
            endPending(as: .notRequired)
        case .laneChanged(let lane, _): self.lane = lane
        case .absorbed(let other): merged.append(other)
        default: applyWork(fact, at: instant)
        }
    }

    private mutating func applyWork(_ fact: Fact, at instant: Date) {
        switch fact {
        case .begun: state = .inFulfilment
        case .held(let reason, let until): (state, holdReason, holdUntil) = (.onHold, reason, until)
        case .resumed: (state, holdReason, holdUntil) = (.inFulfilment, nil, nil)
        case .fulfilled(let note): (state, fulfilledAt, self.note, cancellationAsked) = (.fulfilled, instant, note, nil)
        case .closed: (state, closedAt) = (.closed, instant)
        case .reopened(_, let task):
            (state, fulfilledAt, reopenCount) = (.inFulfilment, nil, reopenCount + 1)
            if let task { tasks.append(task) }
        case .cancellationAsked(let reason): cancellationAsked = reason
        case .cancellationDeclined: cancellationAsked = nil
        case .cancelled(let reason):
            (cancelReason, cancellationAsked) = (reason, nil)
            end(.cancelled, "The request was cancelled.", at: instant)
        case .merged(let survivor):
            mergedInto = survivor
            end(.merged, "The request was merged into \(survivor.number).", at: instant)
        default: applyTask(fact, at: instant)
        }
    }

    private mutating func applyTask(_ fact: Fact, at instant: Date) {
        switch fact {
        case .taskStarted(let id, let person):
            change(id) { ($0.state, $0.startedAt, $0.assignee) = (.inProgress, instant, person ?? $0.assignee) }
        case .taskDone(let id, let note): change(id) { ($0.state, $0.endedAt, $0.note) = (.done, instant, note) }
        case .taskSkipped(let id, let reason):
            change(id) { ($0.state, $0.endedAt, $0.note) = (.skipped, instant, reason) }
        case .taskFailed(let id, let reason):
            change(id) { ($0.state, $0.endedAt, $0.note) = (.failed, instant, reason) }
        case .taskRetried(let id): change(id) { ($0.state, $0.endedAt, $0.note) = (.open, nil, nil) }
        case .taskAssigned(let id, let team, let assignee): change(id) { ($0.team, $0.assignee) = (team, assignee) }
        default: break
        }
    }

    private mutating func end(_ state: State, _ reason: String, at instant: Date) {
        (self.state, closedAt, holdReason, holdUntil) = (state, instant, nil, nil)
        endPending(as: .notRequired)
        tasks = tasks.dropped(reason, at: instant)
    }

    /// Nobody waits for a task that may begin.
    private mutating func release() {
        guard state == .submitted || state == .approved || state == .inFulfilment || state == .onHold else { return }
        tasks = tasks.released()
    }

    /// Why it is not the one the item says who decides.
    package static func explanation(of fact: Fact) -> Explanation? {
        let asked: [Approval]
        switch fact {
        case .submitted(_, _, let approvals, _, _), .revised(_, let approvals, _): asked = approvals
        case .approvalsExpired:
            return Explanation(
                decision: "rejection", rule: "approvals expire after fourteen days", inputs: [:], outcome: "rejected",
                because: "Nobody decided in time.")
        default: return nil
        }
        let others = asked.filter { $0.reason != nil }
        guard !others.isEmpty else { return nil }
        return Explanation(
            decision: "approver", rule: "nobody approves what they asked for themselves",
            inputs: Dictionary(others.map { ($0.stageName, $0.by.rawValue) }) { first, _ in first },
            outcome: others.map { $0.person?.uuidString.lowercased() ?? "managers" }.joined(separator: ", "),
            because: others.compactMap(\.reason).joined(separator: " "))
    }
}

extension FulfilmentTask {
    /// Not begun, and waiting again for what is to be decided.
    fileprivate func waiting() -> FulfilmentTask {
        guard state == .open else { return self }
        var task = self
        task.state = .blocked
        return task
    }
}
