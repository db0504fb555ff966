import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// People, one row each.
struct PersonStore: RecordTable {
    static let table = "person"

    /// Whoever signs in by this name, however it is typed.
    func signing(in name: String, in tx: Transaction) throws -> Kept<Person>? {
        try tx.first("SELECT record, version FROM person WHERE sign_in_key = \(Person.signInKey(name))", Self.kept)
    }

    /// Those of these people who are known and active.
    func active(_ ids: [UUID], in tx: Transaction) throws -> Set<UUID> {
        Set(
            try tx.query("SELECT id FROM person WHERE id = ANY(\(ids)) AND state = 'active'") { try $0.value("id") })
    }

    /// Whether anybody but this person administers the suite. Waits for others who ask the same.
    func isAdministered(without person: UUID, in tx: Transaction) throws -> Bool {
        try tx.execute("SELECT pg_advisory_xact_lock(hashtextextended('administrators', 0))")
        return try tx.first(
            """
            SELECT id FROM person
            WHERE state = 'active' AND 'administrator' = ANY(roles) AND id <> \(person)
            LIMIT 1
            """
        ) { _ in true } ?? false
    }

    func save(_ kept: Kept<Person>, in tx: Transaction) throws {
        let person = kept.record
        do {
            try tx.execute(
                """
                INSERT INTO person
                    (id, version, name, sign_in_key, state, roles, teams, organisation, site, manager, vip,
                     custom_roles, defined_at, record)
                VALUES (
                    \(person.id), \(kept.version), \(person.details.name),
                    \(Person.signInKey(person.details.signInName)), \(person.state), \(person.roles), \(person.teams),
                    \(person.details.organisation), \(person.details.site), \(person.details.manager),
                    \(person.details.vip ?? false), \(person.customRoles), \(person.definedAt),
                    \(try RecordColumn.encode(person))
                )
                ON CONFLICT (id) DO UPDATE SET
                    version = excluded.version, name = excluded.name, sign_in_key = excluded.sign_in_key,
                    state = excluded.state, roles = excluded.roles, teams = excluded.teams,
                    organisation = excluded.organisation, site = excluded.site, manager = excluded.manager,
                    vip = excluded.vip, custom_roles = excluded.custom_roles, record = excluded.record
                """)
        } catch let error as DatabaseError where error.violates("one_person_per_sign_in_name") {
            throw NameTaken.rejection(
                "Somebody signs in as \(person.details.signInName) already: give another signInName.")
        }
    }

    func announcement(of kept: Kept<Person>, facts: [String], in tx: Transaction) throws -> (any Announcement)? {
        PersonAnnounced(kept.record, facts: facts)
    }
}
