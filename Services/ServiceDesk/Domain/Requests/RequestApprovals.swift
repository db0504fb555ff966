import Foundation
import Records

extension ServiceRequest {
    /// What follows for a request when somebody decides about it, or it is asked for anew.
    func decidingApproval(_ command: Command, at now: Date) throws(Rejection) -> [Fact] {
        switch (state, command) {
        case (.submitted, .revise(let answers, let approvals, let promise)),
            (.waitingApproval, .revise(let answers, let approvals, let promise)),
            (.approved, .revise(let answers, let approvals, let promise)):
            guard answers != self.answers else { return [] }
            return asking(answers, approvals, promise)
        case (.rejected, .resubmit(let answers, let approvals, let promise)):
            return asking(answers, approvals, promise)
        case (_, .decide(let approval, let decision, let person, let absent, let comment)):
            return try deciding(approval, decision, by: person, for: absent, comment)
        case (.waitingApproval, .expire):
            let late = approvals.filter { $0.state == .requested && ($0.expiresAt ?? now) <= now }
            guard !late.isEmpty else { return [] }
            return [.approvalsExpired, .rejected(reason: "Nobody decided in time.")]
        case (_, .expire): return []
        default: throw refusal(command)
        }
    }

    private func asking(
        _ answers: [String: AnswerValue], _ approvals: [Approval], _ promise: Date
    ) -> [Fact] {
        [.revised(answers: answers, approvals: approvals, promisedAt: promise)]
    }

    private func deciding(
        _ id: UUID, _ decision: Approval.Decision, by person: UUID, for absent: UUID?, _ comment: String?
    ) throws(Rejection) -> [Fact] {
        guard let approval = approvals.first(where: { $0.id == id }) else {
            throw Rejection("\(order.number) has no such approval.", code: "unknown_approval")
        }
        guard !concerns(person) else {
            throw Rejection("Nobody approves what they asked for themselves.", code: "own_request")
        }
        guard state == .waitingApproval, approval.state == .requested else {
            throw Rejection("This approval is \(approval.state.rawValue) already.", code: "already_decided")
        }
        guard decision == .approve else {
            guard let comment else { throw Rejection("Say why you reject it.", code: "comment_needed") }
            return [
                .approvalRefused(approval: id, by: person, comment: comment, for: absent), .rejected(reason: comment),
            ]
        }
        let given = Fact.approvalGiven(approval: id, by: person, comment: comment, for: absent)
        let after = applying(given, at: submittedAt).approvals
        guard after.hasApproved(stage: approval.stage) else { return [given] }
        return [given, after.nextStage.map { .stageOpened(stage: $0) } ?? .approved]
    }

    /// Those who are asked at a stage have this long from now on.
    mutating func open(stage: Int, at instant: Date) {
        for index in approvals.indices where approvals[index].stage == stage && approvals[index].state == .waiting {
            approvals[index].state = .requested
            approvals[index].expiresAt = instant.addingTimeInterval(Approval.lifetime)
        }
    }

    mutating func settle(
        _ id: UUID, _ state: Approval.State, by person: UUID, for absent: UUID?, _ comment: String?, at instant: Date
    ) {
        guard let index = approvals.firstIndex(where: { $0.id == id }) else { return }
        approvals[index].state = state
        approvals[index].decidedBy = person
        approvals[index].decidedFor = absent
        approvals[index].decidedAt = instant
        approvals[index].comment = comment
        let stage = approvals[index].stage
        guard state == .approved, approvals[index].rule == .any else { return }
        for other in approvals.indices where approvals[other].stage == stage && approvals[other].state == .requested {
            approvals[other].state = .notRequired
        }
    }

    /// Those who have not decided are not asked any longer.
    mutating func endPending(as state: Approval.State) {
        for index in approvals.indices where approvals[index].isPending { approvals[index].state = state }
    }

    /// What was asked for has changed: earlier decisions count no more, and everybody is asked again.
    mutating func ask(_ new: [Approval], at instant: Date) {
        for index in approvals.indices where approvals[index].isPending || approvals[index].state == .approved {
            approvals[index].state = .void
        }
        approvals += new
        state = new.isEmpty ? .submitted : .waitingApproval
        if let first = new.nextStage { open(stage: first, at: instant) }
    }
}
