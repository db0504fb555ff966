import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Organisations are defined and moved.
struct KeepOrganisations: Sendable {
    private let ledger = Ledger(OrganisationStore())

    /// Throws `Invalid` naming the field at fault.
    func define(
        _ details: Organisation.Details, by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<Organisation> {
        try check(details.parent, of: nil, in: tx)
        return try ledger.open(UUID.v7(at: tx.now), with: [.defined(details: details)], by: provenance, in: tx)
    }

    /// Changes what is given and keeps the rest.
    func revise(
        _ id: UUID, expecting version: Int, by provenance: Provenance, in tx: Transaction,
        _ revise: (Organisation.Details) throws -> Organisation.Details
    ) throws -> Kept<Organisation> {
        guard let kept = try ledger.store.find(id, in: tx) else {
            throw NotFound(Organisation.kind, id.uuidString.lowercased())
        }
        let details = try revise(kept.record.details)
        if details.parent != kept.record.details.parent { try check(details.parent, of: id, in: tx) }
        return try ledger.perform(.revise(details), on: id, by: provenance, expecting: version, in: tx)
    }

    func perform(
        _ command: Organisation.Command, on id: UUID, expecting version: Int?, by provenance: Provenance,
        in tx: Transaction
    ) throws -> Kept<Organisation> {
        try ledger.perform(command, on: id, by: provenance, expecting: version, in: tx)
    }

    /// An organisation is part of one that is there, and never of itself.
    private func check(_ parent: UUID?, of id: UUID?, in tx: Transaction) throws {
        guard let parent else { return }
        try ledger.store.require(parent, field: "parent", in: tx)
        if let id, try ledger.store.isWithin(parent, id, in: tx) {
            throw Rejection("An organisation cannot be a part of itself.", code: "cycle")
        }
    }
}
