import Chassis
import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Approvals are decided in the portal by whoever is asked, or by a one-time link without sign-in.
struct DecideApproval: Sendable {
    let hours: WorkingHours

    /// An approval and the request it belongs to.
    struct Asked: Sendable {
        let request: Kept<ServiceRequest>
        let approval: Approval
        /// Whom the reader decides for, if they were not asked themselves.
        var absent: UUID?
    }

    /// The condition on `request_approval` for those this reader may decide, or has decided.
    ///
    /// - Parameter absent: whom they decide for at this moment.
    static func condition(for reader: Principal, standingInFor absent: Set<UUID>) -> SQL {
        let pool: SQL =
            reader.has(.manager) ? " OR (request_approval.person IS NULL AND request_approval.team IS NULL)" : ""
        return """
            (request_approval.person = ANY(\([reader.id] + absent)) OR request_approval.team = ANY(\(reader.teams))\(pool))
            """
    }

    /// Throws `NotFound` for an approval that nobody asks of this reader.
    func find(_ id: UUID, for reader: Principal, in tx: Transaction) throws -> Asked {
        guard let request = try RequestStore().owning(approval: id, in: tx),
            let asked = try asked(id, of: request, in: tx),
            let admitted = try admitted(Decider(reader), to: asked, in: tx)
        else { throw NotFound("approval", id.uuidString.lowercased()) }
        return admitted
    }

    /// Throws what `find` throws, or a `Rejection` when it is decided already.
    func decide(
        _ id: UUID, _ decision: Approval.Decision, comment: String?, as reader: Principal, by provenance: Provenance,
        in tx: Transaction
    ) throws -> Asked {
        let asked = try find(id, for: reader, in: tx)
        return try decide(asked, decision, by: reader.id, comment, provenance, in: tx)
    }

    /// Makes a link that decides this one approval as this one person; the secret is kept nowhere.
    static func link(
        _ approval: UUID, of request: UUID, for person: UUID, until end: Date, in tx: Transaction
    ) throws -> OneTimeSecret {
        let secret = OneTimeSecret()
        let link = ApprovalLinkStore.Link(approval: approval, request: request, person: person)
        try ApprovalLinkStore().add(secret, link, until: end, in: tx)
        return secret
    }

    /// What a link asks, and whom. Throws `NotFound` for one that is unknown, used or has run out.
    func find(by secret: String, lock: Bool = false, in tx: Transaction) throws -> (asked: Asked, person: Person) {
        guard let secret = OneTimeSecret(secret), let link = try ApprovalLinkStore().find(secret, lock: lock, in: tx),
            let person = try PersonStore().read(link.person, in: tx)?.record, person.state == .active,
            let asked = try asked(link.approval, of: link.request, in: tx),
            let admitted = try admitted(Decider(person), to: asked, in: tx)
        else { throw NotFound("approval link", "given") }
        return (admitted, person)
    }

    /// Decides as the person the link was made for; the link is used up in the same transaction.
    func decide(
        by secret: String, _ decision: Approval.Decision, comment: String?, correlation: String, in tx: Transaction
    ) throws -> (asked: Asked, person: Person) {
        let (asked, person) = try find(by: secret, lock: true, in: tx)
        let provenance = Provenance(
            actor: .person(person.id), command: decision.rawValue, reason: "by link", correlation: correlation)
        let decided = try decide(asked, decision, by: person.id, comment, provenance, in: tx)
        if let secret = OneTimeSecret(secret) { try ApprovalLinkStore().use(secret, in: tx) }
        return (decided, person)
    }

    private func decide(
        _ asked: Asked, _ decision: Approval.Decision, by person: UUID, _ comment: String?, _ provenance: Provenance,
        in tx: Transaction
    ) throws -> Asked {
        let comment = try Wording.paragraphs(comment, field: "comment", atMost: 4_000)
        if decision == .reject, comment == nil {
            throw Invalid("Say why you reject it.", field: "comment", code: "required")
        }
        let id = asked.approval.id
        let after = try WorkRequest(hours: hours).perform(
            .decide(approval: id, decision, by: person, for: asked.absent, comment: comment), on: asked.request,
            by: provenance, in: tx)
        let approval = after.record.approvals.first { $0.id == id } ?? asked.approval
        return Asked(request: after, approval: approval, absent: asked.absent)
    }

    private func asked(_ id: UUID, of request: UUID, in tx: Transaction) throws -> Asked? {
        guard let kept = try RequestStore().find(request, in: tx),
            let approval = kept.record.approvals.first(where: { $0.id == id }), approval.state != .waiting
        else { return nil }
        return Asked(request: kept, approval: approval)
    }

    /// People told of one approval at most: more than these do not decide together.
    private static let mostDeciders = 100

    /// Whoever may decide: the person and who stands in for them now, everybody in the team, or every manager.
    static func deciders(of approval: Approval, in tx: Transaction) throws -> [UUID] {
        if let person = approval.person {
            return try [person] + ApprovalDelegationStore().deputies(of: person, in: tx)
        }
        let pool: SQL = approval.team.map { "teams @> \([$0])" } ?? "'manager' = ANY(roles)"
        return try tx.query(
            "SELECT id FROM person WHERE state = 'active' AND \(pool) ORDER BY id LIMIT \(mostDeciders)"
        ) { try $0.value("id") }
    }

    /// Who wants to decide, with what matters for whether they may.
    private struct Decider {
        let id: UUID
        let teams: [UUID]
        let isManager: Bool

        init(_ reader: Principal) { (id, teams, isManager) = (reader.id, reader.teams, reader.has(.manager)) }

        init(_ person: Person) {
            (id, teams, isManager) = (person.id, person.teams, person.roles.contains(.manager))
        }
    }

    /// Nil for whom nobody asks: who has left the team since a link was sent decides nothing by it. Nobody stands in for somebody
    /// where it is about themselves.
    private func admitted(_ decider: Decider, to asked: Asked, in tx: Transaction) throws -> Asked? {
        var asked = asked
        guard let person = asked.approval.person else {
            let may = asked.approval.team.map(decider.teams.contains) ?? decider.isManager
            return may ? asked : nil
        }
        if person == decider.id { return asked }
        guard !asked.request.record.concerns(decider.id),
            try ApprovalDelegationStore().absent(standInFor: decider.id, in: tx).contains(person)
        else { return nil }
        asked.absent = person
        return asked
    }
}
