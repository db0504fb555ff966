import Foundation
import Postgres

/// Password hashes, apart from the people they belong to.
struct CredentialStore {
    struct Credential: Sendable {
        let hash: String
        /// When the password was given; a stronger hash of the same password does not change it.
        let changedAt: Date
    }

    func read(of person: UUID, in tx: Transaction) throws -> Credential? {
        try tx.first("SELECT password_hash, changed_at FROM credential WHERE person = \(person)") {
            Credential(hash: try $0.value("password_hash"), changedAt: try $0.value("changed_at"))
        }
    }

    func set(_ hash: String, of person: UUID, in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO credential (person, password_hash, changed_at) VALUES (\(person), \(hash), \(try tx.now))
            ON CONFLICT (person) DO UPDATE SET
                password_hash = excluded.password_hash, changed_at = excluded.changed_at
            """)
    }

    /// Puts a stronger hash of the same password in place of the one just checked, unless it was changed meanwhile.
    func replace(_ old: String, with new: String, of person: UUID, in tx: Transaction) throws {
        try tx.execute(
            "UPDATE credential SET password_hash = \(new) WHERE person = \(person) AND password_hash = \(old)")
    }
}
