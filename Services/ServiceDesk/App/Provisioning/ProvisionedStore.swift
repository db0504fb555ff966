import Foundation
import Postgres

/// What an identity provider knows beside our own records: its ids of people and teams, and what it has deleted.
struct ProvisionedStore {
    enum Kind: String, Sendable { case person, team }

    struct Mark: Sendable {
        let externalID: String?
        let isDeleted: Bool
    }

    static let migration = Migration(
        name: "m0042_provisioned",
        sql: """
            CREATE TABLE provisioned (
                kind text NOT NULL CONSTRAINT known_provisioned_kind CHECK (kind IN ('person', 'team')),
                id uuid NOT NULL,
                external_id text,
                is_deleted boolean NOT NULL DEFAULT false,
                CONSTRAINT one_provisioned_mark PRIMARY KEY (kind, id)
            );
            CREATE INDEX provisioned_by_external_id ON provisioned (kind, external_id);
            """)

    func marks(_ kind: Kind, of ids: [UUID], in tx: Transaction) throws -> [UUID: Mark] {
        let marks = try tx.query(
            "SELECT id, external_id, is_deleted FROM provisioned WHERE kind = \(kind) AND id = ANY(\(ids))"
        ) {
            (
                try $0.value("id") as UUID,
                Mark(externalID: try $0.value("external_id"), isDeleted: try $0.value("is_deleted"))
            )
        }
        return Dictionary(marks) { $1 }
    }

    func mark(_ kind: Kind, _ id: UUID, externalID: String?, isDeleted: Bool, in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO provisioned (kind, id, external_id, is_deleted)
            VALUES (\(kind), \(id), \(externalID), \(isDeleted))
            ON CONFLICT (kind, id) DO UPDATE SET
                external_id = excluded.external_id, is_deleted = excluded.is_deleted
            """)
    }
}
