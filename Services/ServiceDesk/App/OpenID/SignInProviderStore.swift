import Chassis
import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Sign-in providers, one row each, with their sealed client secret; and who their people are here.
struct SignInProviderStore: RecordTable {
    static let table = "sign_in_provider"

    static let migration = Migration(
        name: "m0043_sign_in_provider",
        sql: """
            CREATE TABLE sign_in_provider (
                id uuid PRIMARY KEY,
                version integer NOT NULL,
                name text NOT NULL,
                state text NOT NULL CONSTRAINT known_sign_in_provider_state CHECK (state IN ('active', 'inactive')),
                record jsonb NOT NULL,
                sealed_secret bytea
            );
            -- Who somebody is here, by what their provider calls them.
            CREATE TABLE openid_identity (
                issuer text NOT NULL,
                subject text NOT NULL,
                person uuid NOT NULL REFERENCES person (id),
                linked_at timestamptz NOT NULL,
                CONSTRAINT one_person_per_identity PRIMARY KEY (issuer, subject)
            );
            CREATE INDEX openid_identity_by_person ON openid_identity (person);
            -- Sign-ins that have gone to a provider and not come back. Only digests of what comes back are kept.
            CREATE TABLE openid_attempt (
                state_digest bytea PRIMARY KEY,
                browser_digest bytea NOT NULL,
                provider uuid NOT NULL REFERENCES sign_in_provider (id),
                nonce text NOT NULL,
                verifier text NOT NULL,
                return_to text NOT NULL,
                begun_at timestamptz NOT NULL
            );
            CREATE INDEX openid_attempt_by_age ON openid_attempt (begun_at);
            ALTER TABLE session ADD COLUMN is_vouched_for boolean NOT NULL DEFAULT false;
            """)

    static let listing = Listing(
        sorts: [Listing.Column("name", "name", .text)], standard: "name",
        filters: [.any("state", "state", .oneOf(SignInProvider.State.self), "Whether they are in use")],
        search: { words in "name ILIKE \(Search.pattern(words))" })

    func all(in tx: Transaction) throws -> [Kept<SignInProvider>] {
        try tx.query("SELECT record, version FROM sign_in_provider ORDER BY name, id LIMIT 200", Self.kept)
    }

    func save(_ kept: Kept<SignInProvider>, in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO sign_in_provider (id, version, name, state, record)
            VALUES (
                \(kept.record.id), \(kept.version), \(kept.record.details.name), \(kept.record.state),
                \(try RecordColumn.encode(kept.record))
            )
            ON CONFLICT (id) DO UPDATE SET
                version = excluded.version, name = excluded.name, state = excluded.state, record = excluded.record
            """)
    }

    /// Nobody else needs to know.
    func announcement(
        of kept: Kept<SignInProvider>, facts: [String], in tx: Transaction
    ) throws -> (any Announcement)? { nil }

    func sealedSecret(of id: UUID, in tx: Transaction) throws -> Data? {
        try tx.first("SELECT sealed_secret FROM sign_in_provider WHERE id = \(id)") {
            try $0.value("sealed_secret") as Data?
        } ?? nil
    }

    func keep(_ sealedSecret: Data, of id: UUID, in tx: Transaction) throws {
        try tx.execute("UPDATE sign_in_provider SET sealed_secret = \(sealedSecret) WHERE id = \(id)")
    }
}
