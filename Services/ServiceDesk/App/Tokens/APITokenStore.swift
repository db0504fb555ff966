import Foundation
import Postgres

/// API tokens, found by the digest of their text.
struct APITokenStore {
    static let migration = Migration(
        name: "m0041_api_token",
        sql: """
            CREATE TABLE api_token (
                id uuid PRIMARY KEY,
                person uuid NOT NULL REFERENCES person (id),
                name text NOT NULL,
                digest bytea NOT NULL CONSTRAINT one_api_token_per_secret UNIQUE,
                scope text[],
                created_at timestamptz NOT NULL,
                expires_at timestamptz NOT NULL,
                last_used_at timestamptz,
                revoked_at timestamptz
            );
            CREATE INDEX api_token_by_person ON api_token (person, created_at);
            """)

    func add(_ token: APIToken, secret: APITokenSecret, in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO api_token (id, person, name, digest, scope, created_at, expires_at)
            VALUES (
                \(token.id), \(token.person), \(token.name), sha256(\(secret.bytes)), \(token.scope),
                \(token.createdAt), \(token.expiresAt)
            )
            """)
    }

    /// The token this text stands for, unless it was revoked or has run out.
    func find(_ secret: APITokenSecret, in tx: Transaction) throws -> APIToken? {
        try tx.first(
            """
            SELECT \(Self.columns) FROM api_token
            WHERE digest = sha256(\(secret.bytes)) AND revoked_at IS NULL AND expires_at > \(try tx.now)
            """, Self.token)
    }

    /// Remembers that it was used, to the minute: not every use needs a write.
    func use(_ id: UUID, in tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE api_token SET last_used_at = \(try tx.now)
            WHERE id = \(id) AND (last_used_at IS NULL OR last_used_at < \(try tx.now) - interval '1 minute')
            """)
    }

    /// Of one person, or of everybody; the newest first.
    func list(of person: UUID?, in tx: Transaction) throws -> [APIToken] {
        try tx.query(
            """
            SELECT \(Self.columns) FROM api_token
            WHERE \(person) IS NULL OR person = \(person)
            ORDER BY created_at DESC, id LIMIT 1000
            """, Self.token)
    }

    /// Those of a person that are still good.
    func count(of person: UUID, in tx: Transaction) throws -> Int {
        try tx.first(
            """
            SELECT count(*) AS tokens FROM api_token
            WHERE person = \(person) AND revoked_at IS NULL AND expires_at > \(try tx.now)
            """
        ) { try $0.value("tokens") } ?? 0
    }

    /// Answers whether there was one to revoke; of this person, if one is named.
    func revoke(_ id: UUID, of person: UUID?, in tx: Transaction) throws -> Bool {
        try tx.execute(
            """
            UPDATE api_token SET revoked_at = coalesce(revoked_at, \(try tx.now))
            WHERE id = \(id) AND (\(person) IS NULL OR person = \(person))
            """) > 0
    }

    private static let columns: SQL =
        "id, person, name, scope, created_at, expires_at, last_used_at, revoked_at"

    private static func token(_ row: Row) throws -> APIToken {
        APIToken(
            id: try row.value("id"), person: try row.value("person"), name: try row.value("name"),
            scope: try row.value("scope"), createdAt: try row.value("created_at"),
            expiresAt: try row.value("expires_at"), lastUsedAt: try row.value("last_used_at"),
            revokedAt: try row.value("revoked_at"))
    }
}
