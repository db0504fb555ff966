import Chassis
import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Records are linked with each other, as both of them show and their journals tell.
struct LinkRecords: Sendable {
    private let store = LinkStore()
    private let conversations = Conversations()

    /// Both ends must be visible to the caller. Throws `Rejection` for a second parent, a ring, or what is linked already.
    func link(
        _ reference: RecordReference, _ relation: LinkRelation, to other: RecordReference, by person: Principal,
        _ provenance: Provenance, in tx: Transaction
    ) throws -> LinkView {
        _ = try RecordSight().find(reference, for: person, in: tx)
        let head = try otherEnd(other, for: person, in: tx)
        guard other != reference else {
            throw Invalid("A record is not linked to itself.", field: "record", code: "itself")
        }
        try store.lock(in: tx)
        let link = Conversation.Link(id: UUID.v7(at: try tx.now), relation: relation, other: other)
        guard try !store.closesRing(link, from: reference, in: tx) else {
            throw Rejection("The two would then come before each other.", code: "cycle")
        }
        try store.insert(link, from: reference, by: person.id, in: tx)
        try conversations.perform(.link(link), on: reference, by: provenance, in: tx)
        let back = Conversation.Link(id: link.id, relation: relation.inverse, other: reference)
        try conversations.perform(.link(back), on: other, by: provenance, in: tx)
        return LinkView(.init(link: link, by: person.id, at: try tx.now), head)
    }

    func unlink(
        _ id: UUID, of reference: RecordReference, by person: Principal, _ provenance: Provenance, in tx: Transaction
    ) throws {
        _ = try RecordSight().find(reference, for: person, in: tx)
        try store.lock(in: tx)
        guard let stored = try visible(of: reference, for: person, in: tx).first(where: { $0.0.link.id == id })?.0
        else { throw NotFound("link", id.uuidString.lowercased()) }
        try store.delete(id, in: tx)
        try conversations.perform(.unlink(id), on: reference, by: provenance, in: tx)
        try conversations.perform(.unlink(id), on: stored.link.other, by: provenance, in: tx)
    }

    /// The links whose other end the caller may see.
    func list(_ reference: RecordReference, for person: Principal, in tx: Transaction) throws -> [LinkView] {
        _ = try RecordSight().find(reference, for: person, in: tx)
        return try visible(of: reference, for: person, in: tx).map { LinkView($0.0, $0.1) }
    }

    private func visible(
        of reference: RecordReference, for person: Principal, in tx: Transaction
    ) throws -> [(LinkStore.Stored, RecordHead)] {
        try store.all(of: reference, in: tx).compactMap { stored in
            do {
                return (stored, try RecordSight().find(stored.link.other, for: person, in: tx))
            } catch is NotFound {
                return nil
            }
        }
    }

    private func otherEnd(
        _ reference: RecordReference, for person: Principal, in tx: Transaction
    ) throws -> RecordHead {
        do {
            return try RecordSight().find(reference, for: person, in: tx)
        } catch let missing as NotFound {
            throw Invalid("There is no \(missing.kind) \(missing.key).", field: "record", code: "unknown_record")
        }
    }
}
