import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Definitions are made and moved; whatever they refer to is known and in use.
struct KeepDefinitions<Content: KeptDefinition>: Sendable {
    private let ledger = Ledger(DefinitionStore<Content>())

    /// Throws `Invalid` naming the field at fault.
    func define(_ details: Content, by provenance: Provenance, in tx: Transaction) throws -> Kept<Definition<Content>> {
        try Content.check(details, before: nil, in: tx)
        return try ledger.open(UUID.v7(at: tx.now), with: [.defined(details: details)], by: provenance, in: tx)
    }

    /// Throws `Invalid` as `define` does.
    func perform(
        _ command: Definition<Content>.Command, on id: UUID, expecting version: Int?, by provenance: Provenance,
        in tx: Transaction
    ) throws -> Kept<Definition<Content>> {
        if case .revise(let details) = command { try Content.check(details, before: find(id, in: tx).record, in: tx) }
        return try ledger.perform(command, on: id, by: provenance, expecting: version, in: tx)
    }

    /// The definition, locked; throws `NotFound`.
    func find(_ id: UUID, in tx: Transaction) throws -> Kept<Definition<Content>> {
        guard let kept = try ledger.store.find(id, in: tx) else {
            throw NotFound(Content.kind, id.uuidString.lowercased())
        }
        return kept
    }
}
