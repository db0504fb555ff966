import EventDomain
import Foundation
import Postgres

/// What was last heard of each identity.
struct PulseStore {
    /// A pulse with the alert it belongs to; none for what never fired.
    struct Kept {
        let identity: UUID
        var alert: UUID?
        var pulse: Pulse
    }

    func find(_ identities: [UUID], in tx: Transaction) throws -> [UUID: Kept] {
        let found = try tx.query(
            "SELECT \(PulseStore.columns) FROM pulse WHERE identity = ANY(\(identities))", decode)
        return Dictionary(uniqueKeysWithValues: found.map { ($0.identity, $0) })
    }

    /// Firing ones whose source should have spoken again before an instant.
    func overdue(at instant: Date, limit: Int, in tx: Transaction) throws -> [Kept] {
        try tx.query(
            """
            SELECT \(PulseStore.columns) FROM pulse
            WHERE is_firing AND alert IS NOT NULL AND expires_at < \(instant)
            ORDER BY expires_at LIMIT \(limit)
            """, decode)
    }

    /// Writes what was heard of identities for the first time.
    func add(_ pulses: [Kept], in tx: Transaction) throws {
        guard !pulses.isEmpty else { return }
        try tx.execute("INSERT INTO pulse (\(PulseStore.all)) \(rows(pulses))")
    }

    /// Writes what was heard of identities that are known. The caller has taken its turn.
    func update(_ pulses: [Kept], in tx: Transaction) throws {
        guard !pulses.isEmpty else { return }
        try tx.execute(
            """
            UPDATE pulse SET
                alert = p.alert, is_firing = p.is_firing, severity = p.severity, raise_order = p.raise_order,
                raise_source = p.raise_source, clear_order = p.clear_order, clear_source = p.clear_source,
                expires_at = p.expires_at, first_seen = p.first_seen, last_seen = p.last_seen, events = p.events,
                late_events = p.late_events
            FROM (\(rows(pulses))) AS p (\(PulseStore.all))
            WHERE pulse.identity = p.identity
            """)
    }

    private func rows(_ pulses: [Kept]) -> SQL {
        """
        SELECT * FROM unnest(
            \(pulses.map(\.identity)), \(pulses.map(\.alert)), \(pulses.map(\.pulse.isFiring)),
            \(pulses.map(\.pulse.severity.rawValue)), \(pulses.map(\.pulse.newestRaise?.order)),
            \(pulses.map(\.pulse.newestRaise?.source)), \(pulses.map(\.pulse.newestClear?.order)),
            \(pulses.map(\.pulse.newestClear?.source)), \(pulses.map(\.pulse.expiresAt)),
            \(pulses.map(\.pulse.firstSeen)), \(pulses.map(\.pulse.lastSeen)), \(pulses.map(\.pulse.events)),
            \(pulses.map(\.pulse.lateEvents)))
        """
    }

    private static let all: SQL = """
        identity, alert, is_firing, severity, raise_order, raise_source, clear_order, clear_source, expires_at, first_seen, \
        last_seen, events, late_events
        """

    private static let columns: SQL = """
        identity, alert, severity, raise_order, raise_source, clear_order, clear_source, expires_at, first_seen, last_seen, \
        events, late_events
        """

    private func decode(_ row: Row) throws -> Kept {
        Kept(
            identity: try row.value("identity"), alert: try row.value("alert"),
            pulse: Pulse(
                newestRaise: try moment("raise", row), severity: try row.value("severity"),
                newestClear: try moment("clear", row), expiresAt: try row.value("expires_at"),
                firstSeen: try row.value("first_seen"), lastSeen: try row.value("last_seen"),
                events: try row.value("events"), lateEvents: try row.value("late_events")))
    }

    private func moment(_ side: String, _ row: Row) throws -> Moment? {
        let order: Date? = try row.value("\(side)_order")
        let source: Date? = try row.value("\(side)_source")
        return order.map { Moment(order: $0, source: source) }
    }
}
