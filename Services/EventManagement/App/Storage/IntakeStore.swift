import Contracts
import EventDomain
import Foundation
import Messaging
import Postgres

/// What sources sent, and which of it still waits to be folded.
struct IntakeStore {
    /// A request on its way in.
    struct Arrival: Sendable {
        let integration: UUID
        let format: String
        let headers: [String: String]
        let body: Data
        /// How many events it holds, to size batches by; a request without any does not wait to be folded.
        let events: Int
        /// What could not be understood of it; empty when all was.
        var fault = ""
        /// Our id of it, for senders that ask later what became of it.
        var request: UUID?

        init(integration: UUID, format: String, headers: [String: String], body: Data, events: Int) {
            self.integration = integration
            self.format = format
            self.headers = headers
            self.body = body
            self.events = events
        }

        init(_ delivery: Delivery, _ format: any IntakeFormat.Type, _ reading: Reading) {
            self.init(
                integration: delivery.integration, format: format.name, headers: delivery.headers, body: delivery.body,
                events: reading.parts)
            fault = Reading.text(reading.faults)
            request = delivery.request
        }
    }

    /// A request as it was kept.
    struct Waiting {
        let id: Int
        let format: String
        let delivery: Delivery
    }

    /// Keeps requests in the order given, each a microsecond after the one before, on the database's clock.
    func keep(_ arrivals: [Arrival], in tx: Transaction) throws {
        let headers = arrivals.map { HeaderLines.text($0.headers) }
        try tx.execute(
            """
            WITH clock AS MATERIALIZED (SELECT clock_timestamp() + shift AS now FROM clock_shift),
            kept AS (
                INSERT INTO intake (integration, format, received_at, headers, body, request)
                SELECT a.integration, a.format, clock.now + a.place * interval '1 microsecond', a.headers, a.body, a.request
                FROM clock, unnest(
                    \(arrivals.map(\.integration)), \(arrivals.map(\.format)), \(headers), \(arrivals.map(\.body)),
                    \(arrivals.map(\.request))
                ) WITH ORDINALITY AS a (integration, format, headers, body, request, place)
                ORDER BY a.place
                RETURNING id, received_at
            ),
            numbered AS (SELECT id, received_at, row_number() OVER (ORDER BY id) AS place FROM kept),
            failed AS (
                INSERT INTO intake_failure (id, received_at, failed_at, reason)
                SELECT n.id, n.received_at, n.received_at, f.reason
                FROM numbered AS n
                JOIN unnest(\(arrivals.map(\.fault))) WITH ORDINALITY AS f (reason, place) ON f.place = n.place
                WHERE f.reason <> ''
            )
            INSERT INTO intake_waiting (id, received_at, events)
            SELECT n.id, n.received_at, e.events
            FROM numbered AS n
            JOIN unnest(\(arrivals.map(\.events))) WITH ORDINALITY AS e (events, place) ON e.place = n.place
            WHERE e.events > 0
            """)
    }

    /// Takes the oldest requests out of the queue, up to about `events` events. The caller has taken its turn.
    func take(events: Int, requests: Int, in tx: Transaction) throws -> [Waiting] {
        try tx.query(
            """
            WITH oldest AS (SELECT id, events FROM intake_waiting ORDER BY id LIMIT \(requests)),
            sized AS (SELECT id, sum(events) OVER (ORDER BY id) - events AS before FROM oldest),
            taken AS (
                DELETE FROM intake_waiting AS w USING sized AS s
                WHERE w.id = s.id AND s.before < \(events)
                RETURNING w.id, w.received_at
            )
            SELECT i.id, i.integration, i.format, i.received_at, i.headers, i.body
            FROM taken AS t
            JOIN intake AS i ON i.id = t.id AND i.received_at = t.received_at
            ORDER BY i.id
            """, IntakeStore.decode)
    }

    /// The newest requests, the newest first, folded or not.
    func newest(_ limit: Int, in tx: Transaction) throws -> [Waiting] {
        try tx.query(
            "SELECT id, integration, format, received_at, headers, body FROM intake ORDER BY id DESC LIMIT \(limit)",
            IntakeStore.decode)
    }

    /// The request with an id of ours, from one integration, waiting or folded.
    func find(request: UUID, of integration: UUID, in tx: Transaction) throws -> Waiting? {
        try tx.first(
            """
            SELECT id, integration, format, received_at, headers, body FROM intake
            WHERE request = \(request) AND integration = \(integration)
            """, IntakeStore.decode)
    }

    private static func decode(_ row: Row) throws -> Waiting {
        Waiting(
            id: try row.value("id"), format: try row.value("format"),
            delivery: Delivery(
                integration: try row.value("integration"), headers: HeaderLines.headers(try row.value("headers")),
                body: try row.value("body"), receivedAt: try row.value("received_at")))
    }

    /// Whether anything waits that was received before an instant.
    func hasWaiting(receivedBefore instant: Date, in tx: Transaction) throws -> Bool {
        let found: Bool? = try tx.first(
            "SELECT EXISTS (SELECT FROM intake_waiting WHERE received_at < \(instant)) AS found"
        ) { try $0.value("found") }
        return found ?? false
    }

    /// How many requests wait to be folded.
    func waiting(in tx: Transaction) throws -> Int {
        try tx.first("SELECT count(*) AS count FROM intake_waiting") { try $0.value("count") } ?? 0
    }

    /// Puts the oldest request aside, so that the queue goes on.
    func putAside(reason: String, in tx: Transaction) throws {
        try tx.execute(
            """
            WITH bad AS (
                DELETE FROM intake_waiting WHERE id = (SELECT min(id) FROM intake_waiting) RETURNING id, received_at
            )
            INSERT INTO intake_failure (id, received_at, failed_at, reason)
            SELECT id, received_at, dienst_now(), \(reason) FROM bad
            ON CONFLICT (id) DO UPDATE SET failed_at = excluded.failed_at, reason = excluded.reason
            """)
    }

    /// Notes deliveries by the sender's ids; answers those never seen before.
    func firstSeen(_ deliveries: [(integration: UUID, key: UUID)], at now: Date, in tx: Transaction) throws -> Set<UUID>
    {
        guard !deliveries.isEmpty else { return [] }
        let new: [UUID] = try tx.query(
            """
            INSERT INTO delivery (integration, key, seen_at)
            SELECT integration, key, \(now)
            FROM unnest(\(deliveries.map(\.integration)), \(deliveries.map(\.key))) AS d (integration, key)
            ON CONFLICT DO NOTHING
            RETURNING key
            """
        ) { try $0.value("key") }
        return Set(new)
    }

    func forgetDeliveries(before instant: Date, in tx: Transaction) throws {
        try tx.execute("DELETE FROM delivery WHERE seen_at < \(instant)")
    }
}
