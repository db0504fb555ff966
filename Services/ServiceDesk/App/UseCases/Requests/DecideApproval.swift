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
    }

    /// The condition on `request_approval` for those this reader may decide, or has decided.
    static func condition(for reader: Principal) -> SQL {
        let pool: SQL =
            reader.has(.manager) ? " OR (request_approval.person IS NULL AND request_approval.team IS NULL)" : ""
        return """
            (request_approval.person = \(reader.id) OR request_approval.team = ANY(\(reader.teams))\(pool))
            """
    }

    /// Throws `NotFound` for an approval that nobody asks of this reader.
    func find(_ id: UUID, for reader: Principal, in tx: Transaction) throws -> Asked {
        guard let request = try RequestStore().owning(approval: id, in: tx),
            let asked = try asked(id, of: request, in: tx), Self.admits(reader, to: asked.approval)
        else { throw NotFound("approval", id.uuidString.lowercased()) }
        return asked
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
            let asked = try asked(link.approval, of: link.request, in: tx), Self.admits(person, to: asked.approval)
        else { throw NotFound("approval link", "given") }
        return (asked, person)
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
            .decide(approval: id, decision, by: person, comment: comment), on: asked.request, by: provenance, in: tx)
        let approval = after.record.approvals.first { $0.id == id } ?? asked.approval
        return Asked(request: after, approval: approval)
    }

    private func asked(_ id: UUID, of request: UUID, in tx: Transaction) throws -> Asked? {
        guard let kept = try RequestStore().find(request, in: tx),
            let approval = kept.record.approvals.first(where: { $0.id == id }), approval.state != .waiting
        else { return nil }
        return Asked(request: kept, approval: approval)
    }

    /// People told of one approval at most: more than these do not decide together.
    private static let mostDeciders = 100

    /// Whoever may decide: the person, everybody in the team, or every manager.
    static func deciders(of approval: Approval, in tx: Transaction) throws -> [UUID] {
        if let person = approval.person { return [person] }
        let pool: SQL = approval.team.map { "teams @> \([$0])" } ?? "'manager' = ANY(roles)"
        return try tx.query(
            "SELECT id FROM person WHERE state = 'active' AND \(pool) ORDER BY id LIMIT \(mostDeciders)"
        ) { try $0.value("id") }
    }

    private static func admits(_ reader: Principal, to approval: Approval) -> Bool {
        admits(reader.id, reader.teams, isManager: reader.has(.manager), to: approval)
    }

    /// Who has left the team since a link was sent decides nothing by it.
    private static func admits(_ person: Person, to approval: Approval) -> Bool {
        admits(person.id, person.teams, isManager: person.roles.contains(.manager), to: approval)
    }

    private static func admits(_ person: UUID, _ teams: [UUID], isManager: Bool, to approval: Approval) -> Bool {
        if let asked = approval.person { return asked == person }
        if let team = approval.team { return teams.contains(team) }
        return isManager
    }
}
