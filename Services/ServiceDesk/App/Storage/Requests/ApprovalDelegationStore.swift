import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Who decides for whom, and when; one row each.
struct ApprovalDelegationStore: RecordTable {
    static let table = "approval_delegation"

    static let migrations = [
        Migration(
            name: "m0600_approval_delegation",
            sql: """
                CREATE TABLE approval_delegation (
                    id uuid PRIMARY KEY,
                    version integer NOT NULL,
                    person uuid NOT NULL REFERENCES person (id),
                    deputy uuid NOT NULL REFERENCES person (id),
                    begins_at timestamptz NOT NULL,
                    ends_at timestamptz NOT NULL,
                    state text NOT NULL
                        CONSTRAINT known_delegation_state CHECK (state IN ('standing', 'withdrawn')),
                    record jsonb NOT NULL,
                    CONSTRAINT nobody_stands_in_for_themselves CHECK (person <> deputy)
                );
                CREATE INDEX approval_delegation_by_person ON approval_delegation (person) WHERE state = 'standing';
                CREATE INDEX approval_delegation_by_deputy ON approval_delegation (deputy) WHERE state = 'standing';
                """)
    ]

    func save(_ kept: Kept<ApprovalDelegation>, in tx: Transaction) throws {
        let delegation = kept.record
        try tx.execute(
            """
            INSERT INTO approval_delegation (id, version, person, deputy, begins_at, ends_at, state, record)
            VALUES (
                \(delegation.id), \(kept.version), \(delegation.person), \(delegation.deputy), \(delegation.from),
                \(delegation.until), \(delegation.state), \(try RecordColumn.encode(delegation))
            )
            ON CONFLICT (id) DO UPDATE SET
                version = excluded.version, state = excluded.state, record = excluded.record
            """)
    }

    /// It is between the two and those they decide about.
    func announcement(
        of kept: Kept<ApprovalDelegation>, facts: [String], in tx: Transaction
    ) throws -> (any Announcement)? { nil }

    /// Whom this person decides for at this moment.
    func absent(standInFor deputy: UUID, in tx: Transaction) throws -> Set<UUID> {
        Set(
            try tx.query("SELECT person FROM approval_delegation WHERE deputy = \(deputy) AND \(try Self.isNow(tx))") {
                try $0.value("person")
            })
    }

    /// Who decides for this person at this moment, as far as they are still here.
    func deputies(of person: UUID, in tx: Transaction) throws -> [UUID] {
        try tx.query(
            """
            SELECT DISTINCT deputy FROM approval_delegation JOIN person ON person.id = deputy
            WHERE approval_delegation.person = \(person) AND person.state = 'active' AND \(try Self.isNow(tx))
            ORDER BY deputy
            """
        ) { try $0.value("deputy") }
    }

    /// What this person has given, or been given, and is not over.
    func standing(with person: UUID, in tx: Transaction) throws -> [ApprovalDelegation] {
        try tx.query(
            """
            SELECT record, version FROM approval_delegation
            WHERE (person = \(person) OR deputy = \(person)) AND state = 'standing' AND ends_at > \(try tx.now)
            ORDER BY begins_at, id LIMIT 200
            """
        ) { try Self.kept($0).record }
    }

    private static func isNow(_ tx: Transaction) throws -> SQL {
        """
        approval_delegation.state = 'standing' AND begins_at <= \(try tx.now) AND ends_at > \(try tx.now)
        """
    }
}
