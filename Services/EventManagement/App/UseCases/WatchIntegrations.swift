import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// A monitoring system that says nothing at all is itself an event.
struct WatchIntegrations: Sendable {
    static let timer = "integration-silence"
    /// What an integration watches is judged anew: it has gone silent, or speaks again, or need not speak any more.
    static let health = "integration-health"

    let folding: Signal

    init(folding: Signal) {
        self.folding = folding
    }

    /// Waits from now on for an integration that is expected to speak.
    func expect(_ integration: Integration, in tx: Transaction) throws {
        guard let silence = integration.profile?.silence else { return }
        try hear([integration.id: silence], in: tx)
    }

    /// These have just been heard of; each that may not be silent is waited for its seconds.
    func hear(_ heard: [UUID: Int?], in tx: Transaction) throws {
        guard !heard.isEmpty else { return }
        let (ids, now) = (heard.keys.sorted(), try tx.now)
        let silent: [UUID] = try tx.query(
            "SELECT integration FROM integration_hearing WHERE integration = ANY(\(ids)) AND is_silent FOR UPDATE"
        ) { try $0.value("integration") }
        try tx.execute(
            """
            INSERT INTO integration_hearing (integration, heard_at, is_silent)
            SELECT id, \(now), false FROM unnest(\(ids)) AS i (id)
            ON CONFLICT (integration) DO UPDATE SET heard_at = excluded.heard_at, is_silent = false
            """)
        for id in silent { try tell(id, isSilent: false, in: tx) }
        for case (let id, let seconds?) in heard {
            try Timers.arm(Self.timer, for: id, at: now + TimeInterval(seconds), in: tx)
        }
    }

    /// The clock says that it should have spoken by now.
    func overdue(_ id: UUID, in tx: Transaction) throws {
        let integration = try IntegrationStore().read(id, in: tx).record
        guard integration.state == .active, let silence = integration.profile?.silence else { return }
        let heard: Date? = try tx.first(
            "SELECT heard_at FROM integration_hearing WHERE integration = \(id) AND NOT is_silent FOR UPDATE"
        ) { try $0.value("heard_at") }
        guard let heard else { return }
        let due = heard + TimeInterval(silence)
        guard try tx.now >= due else { return try Timers.arm(Self.timer, for: id, at: due, in: tx) }
        try tx.execute("UPDATE integration_hearing SET is_silent = true WHERE integration = \(id)")
        try tell(id, isSilent: true, in: tx)
    }

    static func judgeAnew(_ id: UUID, in tx: Transaction) throws {
        try Timers.arm(health, for: id, at: try tx.now, in: tx)
    }

    private func tell(_ id: UUID, isSilent: Bool, in tx: Transaction) throws {
        let integration = try IntegrationStore().read(id, in: tx).record
        let event = OwnEvent(
            fingerprint: "silence", check: "Silent source",
            title: isSilent
                ? "\(integration.name) has said nothing for longer than expected" : "\(integration.name) speaks again",
            state: isSilent ? "firing" : "resolved", severity: .major, time: try tx.now,
            labels: ["integration": integration.name])
        try OwnEvent.keep([event], of: id, folding: folding, in: tx)
        try Self.judgeAnew(id, in: tx)
    }
}
