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
        guard let person = try PersonStore().read(person, in: tx)?.record, person.state == .active else { return false }
        let reader = Principal(
            id: person.id, name: person.details.name, roles: Set(person.roles), teams: person.teams,
            organisation: person.details.organisation, grants: try PersonGrants.of(person, in: tx))
        guard !notes || reader.may(.conversationNote) else { return false }
        do {
            _ = try RecordSight().find(reference, for: reader, in: tx)
            return true
        } catch is NotFound {
            return false
        }
    }
}
