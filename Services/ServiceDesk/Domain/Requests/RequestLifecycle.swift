import Foundation
import Records

extension ServiceRequest: Lifecycle {
    package static let kind = "request"

    package enum Command: Equatable, Sendable {
        /// Other answers, and who is asked again.
        case revise([String: AnswerValue], approvals: [Approval], promisedAt: Date)
        case resubmit([String: AnswerValue], approvals: [Approval], promisedAt: Date)
        case decide(approval: UUID, Approval.Decision, by: UUID, for: UUID? = nil, comment: String?)
        /// Whoever has not decided in time is not waited for any longer.
        case expire
        case begin
        case hold(reason: String, until: Date?)
        case resume
        case fulfil(note: String?)
        case confirm
        /// Nobody said otherwise in time.
        case closeUnanswered
        /// The task puts right what was not.
        case reopen(reason: String, task: UUID)
        case cancel(reason: String)
        case askCancellation(reason: String)
        case declineCancellation(reason: String)
        case merge(into: Reference)
        case absorb(Reference)
        case changeLane(Lane, reason: String)
        case work(TaskCommand, on: UUID)
    }

    /// What can be said to one of a request's tasks.
    package enum TaskCommand: Equatable, Sendable {
        case start(by: UUID?)
        case finish(note: String?)
        case skip(reason: String)
        case fail(reason: String)
        case retry
        case assign(team: UUID?, assignee: UUID?)
    }

    package enum Fact: Codable, Equatable, Sendable {
        case submitted(
            order: Order, answers: [String: AnswerValue], approvals: [Approval], tasks: [FulfilmentTask],
            promisedAt: Date)
        case revised(answers: [String: AnswerValue], approvals: [Approval], promisedAt: Date)
        case approvalGiven(approval: UUID, by: UUID, comment: String?, for: UUID? = nil)
        case approvalRefused(approval: UUID, by: UUID, comment: String?, for: UUID? = nil)
        case stageOpened(stage: Int)
        case approvalsExpired
        case approved
        case rejected(reason: String)
        case begun
        case held(reason: String, until: Date?)
        case resumed
        case fulfilled(note: String?)
        case closed(confirmed: Bool)
        case reopened(reason: String, task: FulfilmentTask?)
        case cancelled(reason: String)
        case cancellationAsked(reason: String)
        case cancellationDeclined(reason: String)
        case merged(into: Reference)
        case absorbed(request: Reference)
        case laneChanged(lane: Lane, reason: String)
        case taskStarted(task: UUID, by: UUID?)
        case taskDone(task: UUID, note: String?)
        case taskSkipped(task: UUID, reason: String)
        case taskFailed(task: UUID, reason: String)
        case taskRetried(task: UUID)
        case taskAssigned(task: UUID, team: UUID?, assignee: UUID?)
    }

    package func deciding(_ command: Command, at now: Date) throws(Rejection) -> [Fact] {
        switch command {
        case .revise, .resubmit, .decide, .expire: try decidingApproval(command, at: now)
        case .begin, .hold, .resume, .fulfil, .confirm, .closeUnanswered, .reopen:
            try decidingFulfilment(command, at: now)
        case .cancel, .askCancellation, .declineCancellation, .merge, .absorb, .changeLane: try decidingEnd(command)
        case .work(let command, let task): try deciding(command, on: task, at: now)
        }
    }

    /// The whole lifecycle as far as the work goes: each line is one legal move.
    private func decidingFulfilment(_ command: Command, at now: Date) throws(Rejection) -> [Fact] {
        switch (state, command) {
        case (.submitted, .begin), (.approved, .begin): return [.begun]
        case (.inFulfilment, .begin), (.inFulfilment, .resume), (.fulfilled, .fulfil), (.closed, .confirm),
            (.closed, .closeUnanswered):
            return []  // told twice
        case (.inFulfilment, .hold(let reason, let until)), (.onHold, .hold(let reason, let until)):
            if let until, until <= now { throw Rejection("The end of the hold is in the past.", code: "in_the_past") }
            return reason == holdReason && until == holdUntil ? [] : [.held(reason: reason, until: until)]
        case (.onHold, .resume): return [.resumed]
        case (.inFulfilment, .fulfil(let note)):
            guard tasks.isEmpty || tasks.areComplete else {
                let open = tasks.filter { $0.mandatory ? $0.state != .done : $0.isPending }.map(\.title)
                throw Rejection("\(order.number) still has tasks: \(open.joined(separator: ", ")).", code: "tasks_open")
            }
            return [.fulfilled(note: note)]
        case (.fulfilled, .confirm): return [.closed(confirmed: true)]
        case (.fulfilled, .closeUnanswered): return [.closed(confirmed: false)]
        case (.fulfilled, .reopen(let reason, let task)):
            return [.reopened(reason: reason, task: repair(task, because: reason))]
        default: throw refusal(command)
        }
    }

    private func decidingEnd(_ command: Command) throws(Rejection) -> [Fact] {
        switch (state, command) {
        case (.cancelled, .cancel): return []
        case (.fulfilled, .cancel), (.closed, .cancel), (.merged, .cancel): throw refusal(command)
        case (_, .cancel(let reason)): return [.cancelled(reason: reason)]
        case (.inFulfilment, .askCancellation(let reason)), (.onHold, .askCancellation(let reason)):
            return reason == cancellationAsked ? [] : [.cancellationAsked(reason: reason)]
        case (.inFulfilment, .declineCancellation(let reason)), (.onHold, .declineCancellation(let reason)):
            return cancellationAsked == nil ? [] : [.cancellationDeclined(reason: reason)]
        case (.merged, .merge(let survivor)) where survivor == mergedInto: return []
        case (.fulfilled, .merge), (.closed, .merge), (.cancelled, .merge), (.merged, .merge): throw refusal(command)
        case (_, .merge(let survivor)):
            guard survivor.id != id else {
                throw Rejection("A request cannot be merged into itself.", code: "same_record")
            }
            return [.merged(into: survivor)]
        case (_, .absorb(let other)):
            guard state.isOpen else { throw refusal(command) }
            guard !merged.contains(other) else { return [] }
            guard merged.count < Self.mostMerged else {
                throw Rejection("Too much is merged into it.", code: "too_many")
            }
            return [.absorbed(request: other)]
        case (_, .changeLane(let lane, let reason)):
            return lane == self.lane ? [] : [.laneChanged(lane: lane, reason: reason)]
        default: throw refusal(command)
        }
    }

    func refusal(_ command: Command) -> Rejection {
        Rejection("\(order.number) is \(state.rawValue): it cannot \(command.name.replacing("-", with: " ")) now.")
    }

    /// What was delivered was not right: whoever did the last of it does it again.
    private func repair(_ id: UUID, because reason: String) -> FulfilmentTask? {
        guard let last = tasks.last, tasks.count < Self.mostTasks else { return nil }
        return FulfilmentTask(
            id: id, key: "repair-\(reopenCount + 1)", title: "Put right: \(reason.prefix(150))", team: last.team)
    }
}

extension ServiceRequest.Command {
    /// The command as the API and the README write it.
    package var name: String {
        switch self {
        case .revise: "revise"
        case .resubmit: "resubmit"
        case .decide(_, let decision, _, _, _): decision.rawValue
        case .expire: "expire"
        case .begin: "begin"
        case .hold: "hold"
        case .resume: "resume"
        case .fulfil: "fulfil"
        case .confirm: "confirm"
        case .closeUnanswered: "close-unanswered"
        case .reopen: "reopen"
        case .cancel: "cancel"
        case .askCancellation: "ask-cancellation"
        case .declineCancellation: "decline-cancellation"
        case .merge: "merge"
        case .absorb: "absorb"
        case .changeLane: "change-lane"
        case .work(let command, _): "\(command.name)-task"
        }
    }
}

extension ServiceRequest.TaskCommand {
    package var name: String {
        switch self {
        case .start: "start"
        case .finish: "finish"
        case .skip: "skip"
        case .fail: "fail"
        case .retry: "retry"
        case .assign: "assign"
        }
    }
}
