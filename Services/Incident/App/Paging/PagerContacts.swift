import Contracts
import Foundation
import Messaging
import Postgres

/// How somebody is reached.
enum PagerKind: String, Codable, CaseIterable, Sendable {
    case mail
    /// A push endpoint of their own, or the policy's: JSON is posted to it.
    case webhook
    /// An app of theirs that asks for its calls.
    case app
    case none
}

/// How people want to be reached when they are called. Who says nothing gets mail at the address that the desk last announced.
enum PagerContacts {
    struct Contact: Sendable {
        let person: UUID
        let kind: PagerKind
        let address: String?
    }

    /// What they have set, and the desk's address for those who set no mail.
    static func of(_ people: [UUID], in tx: Transaction) throws -> [UUID: [Contact]] {
        var found = Dictionary(grouping: try own(people, in: tx), by: \.person)
        for (person, known) in try Projection<PersonAnnounced>().find(people, in: tx) where known.active {
            guard let mail = known.mail, !(found[person] ?? []).contains(where: { $0.kind == .mail }) else { continue }
            found[person, default: []].append(Contact(person: person, kind: .mail, address: mail))
        }
        return found
    }

    /// What they have set themselves.
    static func own(_ people: [UUID], in tx: Transaction) throws -> [Contact] {
        try tx.query(
            "SELECT person, kind, address FROM pager_contact WHERE person = ANY(\(people)) ORDER BY person, kind"
        ) {
            Contact(person: try $0.value("person"), kind: try $0.value("kind"), address: try $0.value("address"))
        }
    }

    /// Who has left is not called any more, and their addresses are gone.
    static func forget(_ person: UUID, in tx: Transaction) throws {
        try tx.execute("DELETE FROM pager_contact WHERE person = \(person)")
        try tx.execute("UPDATE page_delivery SET state = 'dropped' WHERE person = \(person) AND state = 'queued'")
        try tx.execute("UPDATE page_delivery SET address = NULL WHERE person = \(person) AND address IS NOT NULL")
    }

    static func set(_ contacts: [Contact], of person: UUID, in tx: Transaction) throws {
        try tx.execute("DELETE FROM pager_contact WHERE person = \(person)")
        for contact in contacts {
            try tx.execute(
                """
                INSERT INTO pager_contact (person, kind, address)
                VALUES (\(person), \(contact.kind), \(contact.address))
                """)
        }
    }
}
