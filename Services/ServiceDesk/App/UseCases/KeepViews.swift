import Chassis
import Contracts
import DeskDomain
import Foundation
import HTTPTypes
import Messaging
import Postgres
import Records

/// Views are made, changed and retired by their owner; what is shared, managers may change too.
struct KeepViews: Sendable {
    /// Views one person may have at a time.
    static let most = 200

    private let ledger = Ledger(SavedViewStore())

    /// Throws `Invalid` naming `teams` for one the owner has no part in.
    func define(
        _ details: SavedView.Details, for owner: Principal, by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<SavedView> {
        try checkTeams(details, of: owner, in: tx)
        let own = try tx.first("SELECT count(*) AS own FROM saved_view WHERE owner = \(owner.id) AND state = 'active'")
        {
            try $0.value("own") as Int
        }
        guard (own ?? 0) < Self.most else {
            throw Rejection("You have \(Self.most) views: retire some first.", code: "too_many_views")
        }
        return try ledger.open(
            UUID.v7(at: tx.now), with: [.defined(owner: owner.id, details: details)], by: provenance, in: tx)
    }

    /// Throws `NotFound` for what is not there and what is not shown to them, alike.
    func find(_ id: UUID, for reader: Principal, in tx: Transaction) throws -> Kept<SavedView> {
        guard let kept = try ledger.store.find(id, in: tx), kept.record.isShown(to: reader.id, in: reader.teams) else {
            throw NotFound(SavedView.kind, id.uuidString.lowercased())
        }
        return kept
    }

    /// Changes what is given and keeps the rest.
    func revise(
        _ id: UUID, as reader: Principal, expecting version: Int, by provenance: Provenance, in tx: Transaction,
        _ revise: (SavedView.Details) throws -> SavedView.Details
    ) throws -> Kept<SavedView> {
        let details = try revise(try own(id, reader, in: tx).record.details)
        try checkTeams(details, of: reader, in: tx)
        return try ledger.perform(.revise(details), on: id, by: provenance, expecting: version, in: tx)
    }

    func retire(
        _ id: UUID, as reader: Principal, expecting version: Int?, by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<SavedView> {
        _ = try own(id, reader, in: tx)
        return try ledger.perform(.retire, on: id, by: provenance, expecting: version, in: tx)
    }

    private func own(_ id: UUID, _ reader: Principal, in tx: Transaction) throws -> Kept<SavedView> {
        let kept = try find(id, for: reader, in: tx)
        guard kept.record.owner == reader.id || Self.manages(reader) else {
            throw ErrorReply(.forbidden, "not_yours", "Only its owner and managers may change this view.")
        }
        return kept
    }

    private func checkTeams(_ details: SavedView.Details, of reader: Principal, in tx: Transaction) throws {
        let active = try TeamStore().active(details.teams, in: tx)
        let allowed = Self.manages(reader) ? active : active.intersection(reader.teams)
        guard let stranger = details.teams.first(where: { !allowed.contains($0) }) else { return }
        throw Invalid(
            "You are in no active team \(stranger.uuidString.lowercased()).", field: "teams", code: "unknown_team")
    }

    private static func manages(_ reader: Principal) -> Bool { reader.has(.manager) || reader.has(.administrator) }
}
