import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Teams are defined and moved.
struct KeepTeams: Sendable {
    private let ledger = Ledger(TeamStore())

    func define(_ details: Team.Details, by provenance: Provenance, in tx: Transaction) throws -> Kept<Team> {
        try ledger.open(UUID.v7(at: tx.now), with: [.defined(details: details)], by: provenance, in: tx)
    }

    /// Changes what is given and keeps the rest.
    func revise(
        _ id: UUID, expecting version: Int, by provenance: Provenance, in tx: Transaction,
        _ revise: (Team.Details) throws -> Team.Details
    ) throws -> Kept<Team> {
        guard let kept = try ledger.store.find(id, in: tx) else {
            throw NotFound(Team.kind, id.uuidString.lowercased())
        }
        return try ledger.perform(
            .revise(revise(kept.record.details)), on: id, by: provenance, expecting: version, in: tx)
    }

    func perform(
        _ command: Team.Command, on id: UUID, expecting version: Int?, by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<Team> {
        try ledger.perform(command, on: id, by: provenance, expecting: version, in: tx)
    }
}
