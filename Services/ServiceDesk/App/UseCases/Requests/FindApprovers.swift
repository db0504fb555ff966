import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Turns what an item says of its approvers into people, none of whom decides about their own request.
struct FindApprovers: Sendable {
    let content: ItemContent
    let service: UUID?
    let requester: UUID
    let requestedFor: UUID

    /// Nobody reports to a chain longer than this.
    private static let highest = 20

    private struct Choice {
        var person: UUID?
        var team: UUID?
        var reason: String?
    }

    func approvals(round: Int, in tx: Transaction) throws -> [Approval] {
        var approvals: [Approval] = []
        for (stage, asked) in content.approvals.enumerated() {
            var taken: Set<UUID> = []
            for approver in asked.approvers {
                let choice = try choice(approver, in: tx)
                guard (choice.person ?? choice.team).map({ taken.insert($0).inserted }) ?? true else { continue }
                approvals.append(
                    Approval(
                        id: UUID.v7(at: try tx.now), stage: stage, stageName: asked.name, rule: asked.rule,
                        round: round,
                        by: approver.by, person: choice.person, team: choice.team, reason: choice.reason))
            }
        }
        return approvals
    }

    private func choice(_ approver: ApprovalStage.Approver, in tx: Transaction) throws -> Choice {
        if approver.by == .team { return Choice(team: approver.id) }
        let (meant, word) = try meant(approver, in: tx)
        let named = try meant.flatMap { try PersonStore().read($0, in: tx)?.record }
        if let named, mayDecide(named) { return Choice(person: named.id) }
        let because = named.map { reason($0) } ?? "There is no \(word)."
        let start = try named ?? PersonStore().read(requestedFor, in: tx)?.record
        if let above = try start.flatMap({ try superior(of: $0, in: tx) }) {
            return Choice(person: above.id, reason: "\(because) It goes to \(above.details.name), next in line.")
        }
        if let owner = try serviceOwner(in: tx), mayDecide(owner) {
            return Choice(
                person: owner.id, reason: "\(because) It goes to \(owner.details.name), who owns the service.")
        }
        return Choice(reason: "\(because) Any manager may decide.")
    }

    private func meant(_ approver: ApprovalStage.Approver, in tx: Transaction) throws -> (UUID?, String) {
        let receiver = try PersonStore().read(requestedFor, in: tx)?.record.details
        switch approver.by {
        case .manager: return (receiver?.manager, "manager")
        case .serviceOwner: return (try serviceOwner(in: tx)?.id, "service owner")
        case .costOwner: return (content.costOwner ?? receiver?.costOwner ?? receiver?.manager, "cost owner")
        case .person, .team: return (approver.id, "approver")
        }
    }

    private func serviceOwner(in tx: Transaction) throws -> Person? {
        guard let service, let owner = try ServiceStore().read(service, in: tx)?.record.details.owner else {
            return nil
        }
        return try PersonStore().read(owner, in: tx)?.record
    }

    private func mayDecide(_ person: Person) -> Bool {
        person.state == .active && person.id != requester && person.id != requestedFor
    }

    private func reason(_ person: Person) -> String {
        person.state == .active
            ? "\(person.details.name) would decide about their own request."
            : "\(person.details.name) is not active."
    }

    /// The next one up who may decide.
    private func superior(of person: Person, in tx: Transaction) throws -> Person? {
        var (seen, current) = (Set([person.id]), person)
        while seen.count < Self.highest, let next = current.details.manager, seen.insert(next).inserted,
            let manager = try PersonStore().read(next, in: tx)?.record
        {
            if mayDecide(manager) { return manager }
            current = manager
        }
        return nil
    }
}
