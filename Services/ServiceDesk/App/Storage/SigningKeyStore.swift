import Contracts
import Foundation
import Postgres

/// The keys that sign access tokens. One signs; older ones stay good for checking until their last token has ended.
struct SigningKeyStore {
    /// A signing key with its private half.
    struct SigningKey: Sendable {
        let kid: String
        let privateKey: String
    }

    /// The key that signs now, if one was made.
    func signing(in tx: Transaction) throws -> SigningKey? {
        try tx.first("SELECT kid, private_key FROM signing_keys WHERE ends_at IS NULL") {
            SigningKey(kid: try $0.value("kid"), privateKey: try $0.value("private_key"))
        }
    }

    /// Every key that is good for checking, the signing one first.
    func published(in tx: Transaction) throws -> [PublishedKey] {
        try tx.query(
            """
            SELECT kid, x, y FROM signing_keys
            WHERE ends_at IS NULL OR ends_at > \(try tx.now)
            ORDER BY made_at DESC
            """
        ) { PublishedKey(kid: try $0.value("kid"), x: try $0.value("x"), y: try $0.value("y")) }
    }

    /// Only one transaction at a time changes keys.
    func lock(in tx: Transaction) throws {
        try tx.execute("SELECT pg_advisory_xact_lock(hashtextextended('signing keys', 0))")
    }

    /// Lets this key sign; the one that signed until now is good until `end`.
    func add(_ published: PublishedKey, privateKey: String, oldEndsAt end: Date, in tx: Transaction) throws {
        try tx.execute("UPDATE signing_keys SET ends_at = \(end) WHERE ends_at IS NULL")
        try tx.execute(
            """
            INSERT INTO signing_keys (kid, private_key, x, y, made_at)
            VALUES (\(published.kid), \(privateKey), \(published.x), \(published.y), \(try tx.now))
            """)
    }

    /// When the next of the older keys ends.
    func nextEnd(in tx: Transaction) throws -> Date? {
        try tx.first("SELECT min(ends_at) AS next_end FROM signing_keys") { try $0.value("next_end") as Date? } ?? nil
    }

    /// Drops keys whose last token has ended.
    func removeEnded(in tx: Transaction) throws {
        try tx.execute("DELETE FROM signing_keys WHERE ends_at <= \(try tx.now)")
    }

    /// Orders announcements of the keys; taken under `lock`.
    func nextEdition(in tx: Transaction) throws -> Int {
        try tx.first("SELECT nextval('signing_key_editions') AS edition") { try $0.value("edition") } ?? 0
    }
}
