import DeskDomain
import Foundation
import Postgres
import Records

/// Links between records of any kind, each kept once.
struct LinkStore {
    /// A link as one of its ends shows it.
    struct Stored {
        let link: Conversation.Link
        let by: UUID
        let at: Date
    }

    /// All who link wait for each other: a ring can close only where nobody looks.
    func lock(in tx: Transaction) throws {
        try tx.execute("SELECT pg_advisory_xact_lock(hashtextextended('record links', 0))")
    }

    /// Throws a `Rejection` when the record has a parent already, or this very link is there.
    func insert(
        _ link: Conversation.Link, from record: RecordReference, by person: UUID, in tx: Transaction
    ) throws {
        let (origin, relation, target) = Self.kept(link, from: record)
        do {
            try tx.execute(
                """
                INSERT INTO record_link (id, relation, from_kind, from_id, to_kind, to_id, linked_by, linked_at)
                VALUES (
                    \(link.id), \(relation), \(origin.kind), \(origin.id), \(target.kind), \(target.id), \(person),
                    \(try tx.now)
                )
                """)
        } catch let error as DatabaseError where error.violates("one_parent_per_record") {
            throw Rejection("It has a parent already: remove that link first.", code: "has_parent")
        } catch let error as DatabaseError where error.violates("one_link_per_pair") {
            throw Rejection("The two are linked like this already.", code: "linked_already")
        }
    }

    /// Whether this link would lead back to where it begins.
    func closesRing(_ link: Conversation.Link, from record: RecordReference, in tx: Transaction) throws -> Bool {
        let (origin, relation, target) = Self.kept(link, from: record)
        guard relation.isAcyclic else { return false }
        return try tx.first(
            """
            WITH RECURSIVE chain (kind, id) AS (
                SELECT \(target.kind)::text, \(target.id)::uuid
                UNION
                SELECT l.to_kind, l.to_id FROM record_link l JOIN chain c ON l.from_kind = c.kind AND l.from_id = c.id
                WHERE l.relation = \(relation)
            )
            SELECT 1 AS one FROM chain WHERE kind = \(origin.kind) AND id = \(origin.id)
            """
        ) { _ in true } ?? false
    }

    /// As this record shows them, oldest first.
    func all(of record: RecordReference, in tx: Transaction) throws -> [Stored] {
        try tx.query(
            """
            SELECT id, relation, true AS is_origin, to_kind AS kind, to_id AS other, linked_by, linked_at
            FROM record_link WHERE from_kind = \(record.kind) AND from_id = \(record.id)
            UNION ALL
            SELECT id, relation, false, from_kind, from_id, linked_by, linked_at
            FROM record_link WHERE to_kind = \(record.kind) AND to_id = \(record.id)
            ORDER BY linked_at, id
            """, Self.stored)
    }

    func delete(_ id: UUID, in tx: Transaction) throws {
        try tx.execute("DELETE FROM record_link WHERE id = \(id)")
    }

    /// The direction in which a link is kept; what has none goes from the smaller id.
    private static func kept(
        _ link: Conversation.Link, from record: RecordReference
    ) -> (origin: RecordReference, relation: LinkRelation, target: RecordReference) {
        if link.relation == .related {
            let ends = [record, link.other].sorted { $0.description < $1.description }
            return (ends[0], .related, ends[1])
        }
        return link.relation.isKept
            ? (record, link.relation, link.other) : (link.other, link.relation.inverse, record)
    }

    private static func stored(_ row: Row) throws -> Stored {
        let relation: LinkRelation = try row.value("relation")
        let isOrigin: Bool = try row.value("is_origin")
        let link = Conversation.Link(
            id: try row.value("id"), relation: isOrigin ? relation : relation.inverse,
            other: RecordReference(kind: try row.value("kind"), id: try row.value("other")))
        return Stored(link: link, by: try row.value("linked_by"), at: try row.value("linked_at"))
    }
}
