import DeskDomain
import Foundation
import Records

let someApproval = UUID(uuidString: "0190F0A0-0000-7000-8000-000000000021") ?? UUID()
let someApprover = UUID(uuidString: "0190F0A0-0000-7000-8000-000000000022") ?? UUID()
let survivor = ServiceRequest.Reference(id: someApproval, number: "REQ0000001")

func anApproval(
    _ id: UUID = UUID(), stage: Int = 0, rule: ApprovalStage.Rule = .all, round: Int = 1
) -> Approval {
    Approval(id: id, stage: stage, stageName: "Manager", rule: rule, round: round, by: .manager, person: UUID())
}

/// A request in a state; without tasks an agent says when it is fulfilled.
func aRequest(
    _ state: ServiceRequest.State, tasks: [FulfilmentTask] = [], approvals: [Approval]? = nil
) throws -> ServiceRequest {
    let isAsked = [.waitingApproval, .approved, .rejected].contains(state)
    let order = ServiceRequest.Order(
        number: "REQ0000042", item: UUID(), edition: 1, itemName: "Laptop", offering: UUID(), domain: UUID(),
        service: nil, requester: UUID(), requestedFor: UUID(), organisation: nil, cost: nil)
    let asked = approvals ?? (isAsked ? [anApproval(someApproval)] : [])
    let submitted = ServiceRequest.Fact.submitted(
        order: order, answers: [:], approvals: asked, tasks: tasks, promisedAt: noon)
    return try folded(UUID(), [submitted] + course(to: state, tasks: tasks))
}

private func course(to state: ServiceRequest.State, tasks: [FulfilmentTask]) -> [ServiceRequest.Fact] {
    let done = tasks.map { ServiceRequest.Fact.taskDone(task: $0.id, note: nil) }
    return switch state {
    case .submitted, .waitingApproval: []
    case .approved: [.approvalGiven(approval: someApproval, by: someApprover, comment: nil), .approved]
    case .rejected:
        [.approvalRefused(approval: someApproval, by: someApprover, comment: "No"), .rejected(reason: "No")]
    case .inFulfilment: [.begun]
    case .onHold: [.begun, .held(reason: "Waiting for stock", until: nil)]
    case .fulfilled: [.begun] + done + [.fulfilled(note: nil)]
    case .closed: [.begun] + done + [.fulfilled(note: nil), .closed(confirmed: true)]
    case .cancelled: [.cancelled(reason: "Not needed")]
    case .merged: [.merged(into: survivor)]
    }
}
