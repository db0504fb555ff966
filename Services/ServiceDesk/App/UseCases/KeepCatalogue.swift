import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Offerings and items are defined and moved; whatever they refer to is known and in use.
struct KeepCatalogue: Sendable {
    private let offerings = Ledger(OfferingStore())
    private let items = Ledger(RequestItemStore())

    func define(_ details: Offering.Details, by provenance: Provenance, in tx: Transaction) throws -> Kept<Offering> {
        try check(details, in: tx)
        return try offerings.open(UUID.v7(at: tx.now), with: [.defined(details: details)], by: provenance, in: tx)
    }

    func perform(
        _ command: Offering.Command, on id: UUID, expecting version: Int?, by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<Offering> {
        if case .revise(let details) = command { try check(details, in: tx) }
        return try offerings.perform(command, on: id, by: provenance, expecting: version, in: tx)
    }

    func define(
        _ content: ItemContent, in offering: UUID, by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<RequestItem> {
        guard try OfferingStore().read(offering, in: tx) != nil else {
            throw InUse.unknown("offering", offering, field: "offering")
        }
        let content = try checked(content, in: tx)
        return try items.open(
            UUID.v7(at: tx.now), with: [.defined(offering: offering, content: content)], by: provenance, in: tx)
    }

    func revise(
        _ id: UUID, to content: ItemContent, expecting version: Int, by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<RequestItem> {
        try items.perform(
            .revise(checked(content, in: tx)), on: id, by: provenance, expecting: version, in: tx)
    }

    func perform(
        _ command: RequestItem.Command, on id: UUID, expecting version: Int?, by provenance: Provenance,
        in tx: Transaction
    ) throws -> Kept<RequestItem> {
        try items.perform(command, on: id, by: provenance, expecting: version, in: tx)
    }

    private func check(_ details: Offering.Details, in tx: Transaction) throws {
        guard try DomainStore().read(details.domain, in: tx)?.record.state == .active else {
            throw InUse.unknown("domain", details.domain, field: "domain")
        }
        if let service = details.service { try InUse.service(service, field: "service", in: tx) }
    }

    private func checked(_ content: ItemContent, in tx: Transaction) throws -> ItemContent {
        let content = try content.checked()
        try InUse.teams(content.plan.map(\.team), field: "content.plan", in: tx)
        try InUse.teams(content.entitlement.teams, field: "content.entitlement.teams", in: tx)
        if let owner = content.costOwner { try InUse.people([owner], field: "content.costOwner", in: tx) }
        for (index, stage) in content.approvals.enumerated() {
            let field = "content.approvals.\(index).approvers"
            try InUse.people(stage.approvers.filter { $0.by == .person }.compactMap(\.id), field: field, in: tx)
            try InUse.teams(stage.approvers.filter { $0.by == .team }.compactMap(\.id), field: field, in: tx)
        }
        return content
    }
}

/// Whether what somebody refers to is there and in use.
enum InUse {
    static func people(_ ids: [UUID], field: String, in tx: Transaction) throws {
        let active = try PersonStore().active(ids, in: tx)
        if let stranger = ids.first(where: { !active.contains($0) }) { throw unknown("person", stranger, field: field) }
    }

    static func teams(_ ids: [UUID], field: String, in tx: Transaction) throws {
        let active = try TeamStore().active(ids, in: tx)
        if let stranger = ids.first(where: { !active.contains($0) }) { throw unknown("team", stranger, field: field) }
    }

    static func service(_ id: UUID, field: String, in tx: Transaction) throws {
        guard try ServiceStore().read(id, in: tx)?.record.state == .active else {
            throw unknown("service", id, field: field)
        }
    }

    static func unknown(_ kind: String, _ id: UUID, field: String, code: String? = nil) -> Invalid {
        Invalid(
            "There is no active \(kind) \(id.uuidString.lowercased()).", field: field, code: code ?? "unknown_\(kind)")
    }
}
