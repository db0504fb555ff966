import Contracts
import Foundation
import Messaging
import Postgres
import Records

/// People as last heard of.
enum People {
    /// Throws `Invalid` unless all are active and the provider's own.
    static func check(_ people: [UUID], field: String, in tx: Transaction) throws {
        let known = try Projection<PersonAnnounced>().find(Array(Set(people)), in: tx)
        for person in Set(people) where known[person]?.active != true || known[person]?.organisation != nil {
            throw Invalid(
                "\(person.uuidString.lowercased()) is no active person of the provider.", field: field,
                code: "unknown_person")
        }
    }

    static func names(_ people: some Sequence<UUID>, in tx: Transaction) throws -> [UUID: String] {
        try Projection<PersonAnnounced>().find(Array(Set(people)), in: tx).mapValues(\.name)
    }
}
