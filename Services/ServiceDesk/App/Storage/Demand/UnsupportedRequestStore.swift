import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Unsupported requests, one row each.
struct UnsupportedRequestStore: RecordTable {
    static let table = "unsupported_request"

    /// Those of a topic whose wish has not come true, oldest first, at most a thousand.
    func unanswered(topic: String, in tx: Transaction) throws -> [Kept<UnsupportedRequest>] {
        try tx.query(
            """
            SELECT record, version FROM unsupported_request
            WHERE topic = \(topic) AND state <> 'service_added'
            ORDER BY recorded_at, id LIMIT 1000
            """, Self.kept)
    }

    func save(_ kept: Kept<UnsupportedRequest>, in tx: Transaction) throws {
        let (request, wish) = (kept.record, kept.record.wish)
        try tx.execute(
            """
            INSERT INTO unsupported_request
                (id, version, number, state, is_open, lane, wish, topic, requester, organisation, owner, recorded_at,
                 record)
            VALUES (
                \(request.id), \(kept.version), \(wish.number), \(request.state), \(request.isOpen), \(request.lane),
                \(wish.wish), \(request.topic), \(wish.requester), \(wish.organisation), \(request.owner),
                \(request.recordedAt), \(try RecordColumn.encode(request))
            )
            ON CONFLICT (id) DO UPDATE SET
                version = excluded.version, state = excluded.state, is_open = excluded.is_open, lane = excluded.lane,
                topic = excluded.topic, owner = excluded.owner, record = excluded.record
            """)
        try RecordHeads().note(head(of: kept, at: tx.now), text: wish.details, in: tx)
    }

    private func head(of kept: Kept<UnsupportedRequest>, at now: Date) -> RecordHead {
        let (request, wish) = (kept.record, kept.record.wish)
        return RecordHead(
            reference: RecordReference(kind: .unsupportedRequest, id: request.id), number: wish.number,
            title: wish.wish, state: request.state.rawValue, isOpen: request.isOpen, requester: wish.requester,
            organisation: wish.organisation, assignee: request.owner, services: wish.service.map { [$0] } ?? [],
            readers: .parties, openedAt: request.recordedAt, updatedAt: now, sequence: kept.version)
    }

    /// What people wish for stays at the desk; what comes of it is told by instructions.
    func announcement(
        of kept: Kept<UnsupportedRequest>, facts: [String], in tx: Transaction
    ) throws -> (any Announcement)? { nil }
}
