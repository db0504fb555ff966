import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// Pages.
struct PageStore: RecordStore {
    func find(_ id: UUID, in tx: Transaction) throws -> Kept<OnCallPage>? {
        try tx.first("SELECT version, record FROM page WHERE id = \(id) FOR UPDATE", Self.decode)
    }

    /// Without a lock. Throws `NotFound`.
    func read(_ id: UUID, in tx: Transaction) throws -> Kept<OnCallPage> {
        let found = try tx.first("SELECT version, record FROM page WHERE id = \(id)", Self.decode)
        guard let found else { throw NotFound(OnCallPage.kind, id.uuidString.lowercased()) }
        return found
    }

    /// The page of an incident with this purpose that lives, locked.
    func live(_ purpose: OnCallPage.Purpose, of incident: UUID, in tx: Transaction) throws -> Kept<OnCallPage>? {
        try tx.first(
            """
            SELECT version, record FROM page
            WHERE incident = \(incident) AND purpose = \(purpose) AND state <> 'ended' FOR UPDATE
            """, Self.decode)
    }

    /// Who answered the calls of an incident's ladder, by its steps.
    func answers(byLevel incident: UUID, in tx: Transaction) throws -> [Int: [UUID]] {
        let pages = try tx.query(
            """
            SELECT version, record FROM page
            WHERE incident = \(incident) AND record->'calling'->>'level' IS NOT NULL ORDER BY called_at, id LIMIT 500
            """, Self.decode
        ).map(\.record)
        return pages.reduce(into: [:]) { answers, page in
            if let level = page.calling.level { answers[level, default: []] += page.acknowledgedBy }
        }
    }

    func save(_ kept: Kept<OnCallPage>, in tx: Transaction) throws {
        let page = kept.record
        try tx.execute(
            """
            INSERT INTO page (id, version, incident, purpose, state, called_at, record)
            VALUES (
                \(page.id), \(kept.version), \(page.calling.incident), \(page.purpose), \(page.state),
                \(page.calledAt), \(try RecordColumn.encode(page))
            )
            ON CONFLICT (id) DO UPDATE SET
                version = excluded.version, state = excluded.state, record = excluded.record
            """)
    }

    func page(after: UUID?, limit: Int, in tx: Transaction) throws -> [Kept<OnCallPage>] {
        try tx.query(
            """
            SELECT version, record FROM page
            WHERE \(after)::uuid IS NULL OR id > \(after) ORDER BY id LIMIT \(limit)
            """, Self.decode)
    }

    func announcement(of kept: Kept<OnCallPage>, facts: [String], in tx: Transaction) throws -> (any Announcement)? {
        let page = kept.record
        return PageAnnounced(
            record: page.id, facts: facts, incident: page.calling.incident, state: page.state.rawValue,
            purpose: page.purpose.rawValue, step: page.step.map { $0 + 1 }, acknowledgedBy: page.acknowledgedBy,
            calledAt: page.calledAt, nextAt: page.nextAt, endedAt: page.endedAt,
            updatedAt: try facts.isEmpty ? nil : tx.now)
    }

    static func decode(_ row: Row) throws -> Kept<OnCallPage> {
        Kept(record: try RecordColumn.decode(OnCallPage.self, row.value("record")), version: try row.value("version"))
    }
}
