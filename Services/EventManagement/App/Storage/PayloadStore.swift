import EventDomain
import Foundation
import Postgres

/// What integrations sent lately, as people look at it, and what became of it.
struct PayloadStore {
    struct Payload: Sendable {
        let id: Int
        let format: String
        let receivedAt: Date
        let bytes: Int
        let waits: Bool
        /// Why it was not understood, or not folded; nil when all is well.
        let reason: String?
    }

    /// The newest first, those before an id.
    func recent(of integration: UUID, before id: Int?, limit: Int, in tx: Transaction) throws -> [Payload] {
        try tx.query(
            """
            SELECT i.id, i.format, i.received_at, length(i.body) AS bytes, w.id IS NOT NULL AS waits, f.reason
            FROM intake AS i
            LEFT JOIN intake_waiting AS w ON w.id = i.id
            LEFT JOIN intake_failure AS f ON f.id = i.id
            WHERE i.integration = \(integration) AND i.id < \(id ?? .max)
            ORDER BY i.id DESC LIMIT \(limit)
            """, payload)
    }

    /// The newest first, those before an id.
    func failed(of integration: UUID, before id: Int?, limit: Int, in tx: Transaction) throws -> [Payload] {
        try tx.query(
            """
            SELECT i.id, i.format, i.received_at, length(i.body) AS bytes, w.id IS NOT NULL AS waits, f.reason
            FROM intake_failure AS f
            JOIN intake AS i ON i.id = f.id AND i.received_at = f.received_at
            LEFT JOIN intake_waiting AS w ON w.id = i.id
            WHERE i.integration = \(integration) AND f.id < \(id ?? .max)
            ORDER BY f.id DESC LIMIT \(limit)
            """, payload)
    }

    /// One of them with all it holds; nil when there is none, or it is no longer kept.
    func find(
        _ id: Int, of integration: UUID, in tx: Transaction
    ) throws -> (payload: Payload, delivery: Delivery)? {
        try tx.first(
            """
            SELECT i.id, i.format, i.received_at, length(i.body) AS bytes, w.id IS NOT NULL AS waits, f.reason,
                i.headers, i.body
            FROM intake AS i
            LEFT JOIN intake_waiting AS w ON w.id = i.id
            LEFT JOIN intake_failure AS f ON f.id = i.id
            WHERE i.id = \(id) AND i.integration = \(integration)
            """
        ) { row in
            (
                try payload(row),
                Delivery(
                    integration: integration, headers: HeaderLines.headers(try row.value("headers")),
                    body: try row.value("body"), receivedAt: try row.value("received_at"))
            )
        }
    }

    /// Puts requests among the failures.
    func fail(_ requests: [IntakeStore.Waiting], _ reason: String, in tx: Transaction) throws {
        guard !requests.isEmpty else { return }
        try tx.execute(
            """
            INSERT INTO intake_failure (id, received_at, failed_at, reason)
            SELECT r.id, r.received_at, dienst_now(), \(reason)
            FROM unnest(\(requests.map(\.id)), \(requests.map(\.delivery.receivedAt))) AS r (id, received_at)
            ON CONFLICT (id) DO UPDATE SET failed_at = excluded.failed_at, reason = excluded.reason
            """)
    }

    /// Says anew what is wrong with a payload; nil when nothing is.
    func note(_ reason: String?, on id: Int, in tx: Transaction) throws {
        guard let reason else {
            try tx.execute("DELETE FROM intake_failure WHERE id = \(id)")
            return
        }
        try tx.execute("UPDATE intake_failure SET reason = \(reason), failed_at = dienst_now() WHERE id = \(id)")
    }

    /// Lets a payload be folded once more.
    func enqueue(_ id: Int, events: Int, in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO intake_waiting (id, received_at, events)
            SELECT id, received_at, \(events) FROM intake WHERE id = \(id)
            ON CONFLICT (id) DO NOTHING
            """)
    }

    func forgetFailures(before instant: Date, in tx: Transaction) throws {
        try tx.execute("DELETE FROM intake_failure WHERE received_at < \(instant)")
    }

    private func payload(_ row: Row) throws -> Payload {
        Payload(
            id: try row.value("id"), format: try row.value("format"), receivedAt: try row.value("received_at"),
            bytes: try row.value("bytes"), waits: try row.value("waits"), reason: try row.value("reason"))
    }
}
