import Contracts
import EventDomain
import Foundation
import Messaging
import Postgres
import Records
import Synchronization

/// What can cause what, in the table `cause_relation`.
struct RelationStore: RecordTable {
    static let table = "cause_relation"

    func read(_ id: UUID, in tx: Transaction) throws -> Kept<CauseRelation> {
        let found = try tx.first("SELECT version, record FROM cause_relation WHERE id = \(id)", Self.kept)
        guard let found else { throw NotFound(CauseRelation.kind, id.uuidString.lowercased()) }
        return found
    }

    /// All that have not ended, the rejected ones too.
    func kept(in tx: Transaction) throws -> [Kept<CauseRelation>] {
        try tx.query("SELECT version, record FROM cause_relation WHERE state <> 'ended' ORDER BY id", Self.kept)
    }

    func save(_ kept: Kept<CauseRelation>, in tx: Transaction) throws {
        let (relation, terms) = (kept.record, kept.record.terms)
        try tx.execute(
            """
            INSERT INTO cause_relation (
                id, version, state, cause_check, cause_class, effect_check, effect_class, support, confidence, created_at,
                record)
            VALUES (
                \(relation.id), \(kept.version), \(relation.state), \(terms.cause.check),
                \(terms.cause.itemClass ?? ""), \(terms.effect.check), \(terms.effect.itemClass ?? ""),
                \(relation.evidence?.support), \(relation.evidence?.confidence), \(relation.createdAt),
                \(try RecordColumn.encode(relation))
            )
            ON CONFLICT (id) DO UPDATE SET
                version = excluded.version, state = excluded.state, cause_check = excluded.cause_check,
                cause_class = excluded.cause_class, effect_check = excluded.effect_check,
                effect_class = excluded.effect_class, support = excluded.support, confidence = excluded.confidence,
                record = excluded.record
            """)
    }

    /// Nobody else needs to know; situations say what put them together.
    func announcement(
        of kept: Kept<CauseRelation>, facts: [String], in tx: Transaction
    ) throws -> (any Announcement)? { nil }
}

/// Relations made ready, read again when one of them has changed.
final class RelationShelf: Sendable {
    private let kept = Mutex<(edition: Int, relations: CauseRelations)?>(nil)

    func relations(in tx: Transaction) throws -> CauseRelations {
        let edition: Int = try tx.first("SELECT edition FROM cause_relation_edition") { try $0.value("edition") } ?? 0
        if let kept = kept.withLock({ $0 }), kept.edition == edition { return kept.relations }
        let relations = CauseRelations(try RelationStore().kept(in: tx).map(\.record))
        kept.withLock { $0 = (edition, relations) }
        return relations
    }

    /// Tells all copies that a relation has changed.
    static func raiseEdition(in tx: Transaction) throws {
        try tx.execute("UPDATE cause_relation_edition SET edition = txid_current()")
    }
}
