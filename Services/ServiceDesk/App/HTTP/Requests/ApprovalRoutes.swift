import Chassis
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Approvals, for whoever is asked: in the portal, or by a one-time link without sign-in.
struct ApprovalRoutes: Sendable {
    let database: Database
    let hours: WorkingHours

    private var decisions: DecideApproval { DecideApproval(hours: hours) }

    func add(to api: inout API) {
        let root = "/api/v1/approvals"
        api.list(
            root, "List what I am asked to approve", for: .signedIn, by: RequestLists.approvals, of: ApprovalView.self
        ) { call, wanted in
            let reader = try call.principal
            return try await database.transaction { try RequestLists.approvals(wanted, for: reader, in: $0) }
        }
        api.get("\(root)/{id}", "Read what I am asked to approve", for: .signedIn, answers: ApprovalView.self, read)
        api.post(
            "\(root)/{id}/approve", "Approve a request", for: .signedIn, accepts: CommentBody.self,
            answers: ApprovalView.self
        ) { call, body in try await decide(.approve, body.comment, call) }
        api.post(
            "\(root)/{id}/reject", "Reject a request, and say why", for: .signedIn, accepts: CommentBody.self,
            answers: ApprovalView.self
        ) { call, body in try await decide(.reject, body.comment, call) }
        api.post(
            "/api/v1/approval-links/read", "Read what a one-time link asks", for: .anyone, accepts: SecretBody.self,
            answers: ApprovalView.self, limit: 4_096, readLink)
        api.post(
            "/api/v1/approval-links/decide", "Decide by a one-time link", for: .anyone, accepts: LinkDecision.self,
            answers: ApprovalView.self, limit: 65_536, decideLink)
    }

    private func read(_ call: Call) async throws -> Answer<ApprovalView> {
        let (id, reader) = (try call.uuid("id"), try call.principal)
        return .ok(
            try await database.transaction { tx in
                try ApprovalView(decisions.find(id, for: reader, in: tx), in: tx)
            })
    }

    private func decide(
        _ decision: Approval.Decision, _ comment: String?, _ call: Call
    ) async throws -> Answer<ApprovalView> {
        let (id, reader) = (try call.uuid("id"), try call.principal)
        let provenance = try call.provenance(decision.rawValue, reason: comment)
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let asked = try decisions.decide(id, decision, comment: comment, as: reader, by: provenance, in: tx)
                return .ok(try ApprovalView(asked, in: tx))
            }
        }
    }

    private func readLink(_ call: Call, _ body: SecretBody) async throws -> Answer<ApprovalView> {
        .ok(
            try await database.transaction { tx in
                let (asked, person) = try decisions.find(by: body.secret, in: tx)
                return try ApprovalView(asked, approver: person, in: tx)
            })
    }

    private func decideLink(_ call: Call, _ body: LinkDecision) async throws -> Answer<ApprovalView> {
        .ok(
            try await database.transaction { tx in
                let (asked, person) = try decisions.decide(
                    by: body.secret, body.decision, comment: body.comment, correlation: call.correlation, in: tx)
                return try ApprovalView(asked, approver: person, in: tx)
            })
    }
}
