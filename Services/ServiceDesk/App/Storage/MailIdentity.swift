import Foundation
import Postgres

/// What marks mail as sent by this suite.
struct MailIdentity: Sendable {
    /// Signs message ids, so that a reply's reference to one can be trusted.
    let key: Data
    /// Says to another instance that a mail was made by a machine.
    let instance: UUID
    /// What message ids end with.
    let domain: String

    static func read(in tx: Transaction) throws -> MailIdentity {
        let identity = try tx.first("SELECT key, instance, domain FROM mail_identity") {
            MailIdentity(key: try $0.value("key"), instance: try $0.value("instance"), domain: try $0.value("domain"))
        }
        guard let identity else { throw MissingMailIdentity() }
        return identity
    }

    /// Message ids made from now on end with this domain; older ones stay as they are.
    static func keep(domain: String, in tx: Transaction) throws {
        try tx.execute("UPDATE mail_identity SET domain = \(domain) WHERE domain <> \(domain)")
    }
}

/// Somebody emptied the table that a migration fills.
private struct MissingMailIdentity: Error {}
