import Chassis
import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Roles that administrators made are defined and moved; nobody grants what they do not hold themselves.
struct KeepRoles: Sendable {
    private let ledger = Ledger(RoleDefinitionStore())

    func define(
        _ details: RoleDefinition.Details, by giver: Principal, _ provenance: Provenance, in tx: Transaction
    ) throws -> Kept<RoleDefinition> {
        try Granting(by: giver).check(details.grants)
        return try ledger.open(UUID.v7(at: tx.now), with: [.defined(details: details)], by: provenance, in: tx)
    }

    /// Changes what is given and keeps the rest. Whoever changes a role must hold all it grants, before and after.
    func revise(
        _ id: UUID, expecting version: Int, by giver: Principal, _ provenance: Provenance, in tx: Transaction,
        _ revise: (RoleDefinition.Details) throws -> RoleDefinition.Details
    ) throws -> Kept<RoleDefinition> {
        let before = try find(id, in: tx).record.details
        let details = try revise(before)
        try Granting(by: giver).check(before.grants.merging(details.grants))
        return try ledger.perform(.revise(details), on: id, by: provenance, expecting: version, in: tx)
    }

    func perform(
        _ command: RoleDefinition.Command, on id: UUID, expecting version: Int?, by giver: Principal,
        _ provenance: Provenance, in tx: Transaction
    ) throws -> Kept<RoleDefinition> {
        try Granting(by: giver).check(try find(id, in: tx).record.details.grants)
        return try ledger.perform(command, on: id, by: provenance, expecting: version, in: tx)
    }

    private func find(_ id: UUID, in tx: Transaction) throws -> Kept<RoleDefinition> {
        guard let kept = try ledger.store.find(id, in: tx) else {
            throw NotFound(RoleDefinition.kind, id.uuidString.lowercased())
        }
        return kept
    }
}
