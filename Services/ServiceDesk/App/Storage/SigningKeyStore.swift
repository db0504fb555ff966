import Contracts
import Foundation
import Postgres

/// The keys that sign access tokens. One signs; older ones stay good for checking until their last token has ended, and a
/// new one is good for checking before it signs.
struct SigningKeyStore {
    /// A signing key with its private half.
    struct SigningKey: Sendable {
        let kid: String
        let privateKey: String
    }

    /// The key that signs now, if one was made.
    func signing(in tx: Transaction) throws -> SigningKey? {
        try tx.first(
            """
            SELECT kid, private_key FROM signing_key
            WHERE signs_at <= \(try tx.now)
            ORDER BY signs_at DESC LIMIT 1
            """, Self.key)
    }

    /// The key made last, whether it signs yet or not.
    func newest(in tx: Transaction) throws -> SigningKey? {
        try tx.first("SELECT kid, private_key FROM signing_key WHERE ends_at IS NULL", Self.key)
    }

    private static func key(_ row: Row) throws -> SigningKey {
        SigningKey(kid: try row.value("kid"), privateKey: try row.value("private_key"))
    }

    /// Every key that is good for checking, the newest first.
    func published(in tx: Transaction) throws -> [PublishedKey] {
        try tx.query(
            """
            SELECT kid, x, y FROM signing_key
            WHERE ends_at IS NULL OR ends_at > \(try tx.now)
            ORDER BY signs_at DESC
            """
        ) { PublishedKey(kid: try $0.value("kid"), x: try $0.value("x"), y: try $0.value("y")) }
    }

    /// Only one transaction at a time changes keys.
    func lock(in tx: Transaction) throws {
        try tx.execute("SELECT pg_advisory_xact_lock(hashtextextended('signing keys', 0))")
    }

    /// Lets this key sign from an instant on; the newest until now is good until `end`.
    func add(
        _ published: PublishedKey, privateKey: String, signsAt start: Date, oldEndsAt end: Date, in tx: Transaction
    ) throws {
        try tx.execute("UPDATE signing_key SET ends_at = \(end) WHERE ends_at IS NULL")
        try tx.execute(
            """
            INSERT INTO signing_key (kid, private_key, x, y, signs_at)
            VALUES (\(published.kid), \(privateKey), \(published.x), \(published.y), \(start))
            """)
    }

    /// When the next of the older keys ends.
    func nextEnd(in tx: Transaction) throws -> Date? {
        try tx.first("SELECT min(ends_at) AS next_end FROM signing_key") { try $0.value("next_end") as Date? } ?? nil
    }

    /// Drops keys whose last token has ended.
    func removeEnded(in tx: Transaction) throws {
        try tx.execute("DELETE FROM signing_key WHERE ends_at <= \(try tx.now)")
    }

    /// Orders announcements of the keys; taken under `lock`.
    func nextEdition(in tx: Transaction) throws -> Int {
        try tx.first("SELECT nextval('signing_key_edition') AS edition") { try $0.value("edition") } ?? 0
    }
}
