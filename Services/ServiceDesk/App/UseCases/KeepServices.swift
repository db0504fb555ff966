import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Business services are defined and moved; whoever answers for one or restores it is known and active.
struct KeepServices: Sendable {
    private let ledger = Ledger(ServiceStore())

    /// Throws `Invalid` naming `owner` or `team` for one that is not there.
    func define(
        _ details: BusinessService.Details, by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<BusinessService> {
        try checkPeople(of: details, before: nil, in: tx)
        return try ledger.open(UUID.v7(at: tx.now), with: [.defined(details: details)], by: provenance, in: tx)
    }

    /// Changes what is given and keeps the rest. Throws `Invalid` as `define` does.
    func revise(
        _ id: UUID, expecting version: Int, by provenance: Provenance, in tx: Transaction,
        _ revise: (BusinessService.Details) throws -> BusinessService.Details
    ) throws -> Kept<BusinessService> {
        guard let kept = try ledger.store.find(id, in: tx) else {
            throw NotFound(BusinessService.kind, id.uuidString.lowercased())
        }
        let details = try revise(kept.record.details)
        try checkPeople(of: details, before: kept.record.details, in: tx)
        return try ledger.perform(.revise(details), on: id, by: provenance, expecting: version, in: tx)
    }

    func perform(
        _ command: BusinessService.Command, on id: UUID, expecting version: Int?, by provenance: Provenance,
        in tx: Transaction
    ) throws -> Kept<BusinessService> {
        try ledger.perform(command, on: id, by: provenance, expecting: version, in: tx)
    }

    /// Only what changes is checked: an owner who left since must not block a new price.
    private func checkPeople(
        of details: BusinessService.Details, before: BusinessService.Details?, in tx: Transaction
    ) throws {
        if let owner = details.owner, owner != before?.owner, try PersonStore().active([owner], in: tx).isEmpty {
            throw Invalid(
                "There is no active person \(owner.uuidString.lowercased()).", field: "owner", code: "unknown_person")
        }
        for organisation in details.audience where before?.audience.contains(organisation) != true {
            try OrganisationStore().require(organisation, field: "audience", in: tx)
        }
        if let team = details.team, team != before?.team, try TeamStore().active([team], in: tx).isEmpty {
            throw Invalid(
                "There is no active team \(team.uuidString.lowercased()).", field: "team", code: "unknown_team")
        }
    }
}
