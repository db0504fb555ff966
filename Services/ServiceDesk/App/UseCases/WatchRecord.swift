import Chassis
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// People follow a record: they are told what is said on it.
struct WatchRecord: Sendable {
    /// The caller follows, or no longer.
    func set(
        _ watches: Bool, _ reference: RecordReference, by person: Principal, _ provenance: Provenance,
        in tx: Transaction
    ) throws {
        _ = try RecordSight().find(reference, for: person, in: tx)
        try Conversations().perform(
            watches ? .watch(person.id) : .unwatch(person.id), on: reference, by: provenance, in: tx)
    }

    /// Staff make somebody follow who may see the record, or stop it.
    func set(
        _ watches: Bool, for other: UUID, _ reference: RecordReference, by person: Principal, _ provenance: Provenance,
        in tx: Transaction
    ) throws {
        _ = try RecordSight().find(reference, for: person, in: tx)
        if watches {
            guard try Readers.reads(other, reference, notes: false, in: tx) else {
                throw Invalid(
                    "Nobody who may read this is \(other.uuidString.lowercased()).", field: "personID",
                    code: "unknown_person")
            }
        }
        try Conversations().perform(watches ? .watch(other) : .unwatch(other), on: reference, by: provenance, in: tx)
    }
}
