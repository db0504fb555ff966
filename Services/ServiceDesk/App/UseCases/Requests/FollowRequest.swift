import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// What has to happen later when a request has moved: approvals that run out, holds that end, requests nobody confirms.
struct FollowRequest: Sendable {
    static let expiry = "approval-expiry"
    static let resumption = "request-resumption"
    static let closure = "request-closure"
    static let timers = [expiry, resumption, closure]
    /// Working days after which silence means yes.
    private static let daysToConfirm = 5

    let hours: WorkingHours

    func moved(
        _ before: Kept<ServiceRequest>?, to after: Kept<ServiceRequest>, by provenance: Provenance, in tx: Transaction
    ) throws {
        guard before?.version != after.version else { return }
        let request = after.record
        let expiry = request.approvals.filter { $0.state == .requested }.compactMap(\.expiresAt).min()
        try arm(Self.expiry, request.id, expiry, in: tx)
        try arm(Self.resumption, request.id, request.state == .onHold ? request.holdUntil : nil, in: tx)
        let closing = request.state == .fulfilled ? request.fulfilledAt : nil
        try arm(Self.closure, request.id, closing.map { hours.adding(days: Self.daysToConfirm, to: $0) }, in: tx)
        try TellAboutRequest(before?.record, after, by: provenance, in: tx).tell(in: tx)
    }

    private func arm(_ timer: String, _ request: UUID, _ due: Date?, in tx: Transaction) throws {
        if let due {
            try Timers.arm(timer, for: request, at: due, in: tx)
        } else {
            try Timers.disarm(timer, for: request, in: tx)
        }
    }

    /// A timer is due: the request may have gone another way meanwhile, and then nothing happens.
    func due(_ timer: String, _ id: UUID, in tx: Transaction) throws {
        guard let kept = try RequestStore().find(id, in: tx) else { return }
        let command: ServiceRequest.Command? =
            switch (timer, kept.record.state) {
            case (Self.expiry, .waitingApproval): .expire
            case (Self.resumption, .onHold): .resume
            case (Self.closure, .fulfilled): .closeUnanswered
            default: nil
            }
        guard let command else { return }
        try WorkRequest(hours: hours).perform(command, on: kept, by: .timer(timer), in: tx)
    }
}
