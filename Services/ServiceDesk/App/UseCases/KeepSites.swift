import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Sites are defined and moved; each stays with its organisation.
struct KeepSites: Sendable {
    private let ledger = Ledger(SiteStore())

    /// Throws `Invalid` naming the field at fault.
    func define(_ details: Site.Details, by provenance: Provenance, in tx: Transaction) throws -> Kept<Site> {
        if let organisation = details.organisation {
            try OrganisationStore().require(organisation, field: "organisation", in: tx)
        }
        return try ledger.open(UUID.v7(at: tx.now), with: [.defined(details: details)], by: provenance, in: tx)
    }

    /// Changes what is given and keeps the rest.
    func revise(
        _ id: UUID, expecting version: Int, by provenance: Provenance, in tx: Transaction,
        _ revise: (Site.Details) throws -> Site.Details
    ) throws -> Kept<Site> {
        guard let kept = try ledger.store.find(id, in: tx) else {
            throw NotFound(Site.kind, id.uuidString.lowercased())
        }
        let details = try revise(kept.record.details)
        return try ledger.perform(.revise(details), on: id, by: provenance, expecting: version, in: tx)
    }

    func perform(
        _ command: Site.Command, on id: UUID, expecting version: Int?, by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<Site> {
        try ledger.perform(command, on: id, by: provenance, expecting: version, in: tx)
    }
}
