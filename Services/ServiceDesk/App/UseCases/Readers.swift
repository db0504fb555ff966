import Chassis
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Whether somebody who is not calling could read a record.
enum Readers {
    /// - Parameter notes: also what is internal, which takes its own permission.
    static func reads(
        _ person: UUID, _ reference: RecordReference, notes: Bool, in tx: Transaction
    ) throws -> Bool {
        try head(reference, for: person, notes: notes, in: tx) != nil
    }

    /// The record as this person sees it; nil when they do not.
    static func head(
        _ reference: RecordReference, for person: UUID, notes: Bool, in tx: Transaction
    ) throws -> RecordHead? {
        guard let reader = try principal(person, in: tx), !notes || reader.may(.conversationNote) else { return nil }
        do {
            return try RecordSight().find(reference, for: reader, in: tx)
        } catch is NotFound {
            return nil
        }
    }

    /// Somebody with what they may do; nil for who is not active.
    static func principal(_ person: UUID, in tx: Transaction) throws -> Principal? {
        guard let person = try PersonStore().read(person, in: tx)?.record, person.state == .active else { return nil }
        return try principal(of: person, in: tx)
    }

    static func principal(of person: Person, in tx: Transaction) throws -> Principal {
        Principal(
            id: person.id, name: person.details.name, roles: Set(person.roles), teams: person.teams,
            organisation: person.details.organisation,
            organisations: try OrganisationStore().below(person.details.organisation, in: tx),
            grants: try PersonGrants.of(person, in: tx))
    }
}
