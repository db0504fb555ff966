import Chassis
import Contracts
import EventDomain
import Foundation
import Hummingbird
import Messaging
import Postgres
import Records

/// What Alertmanager's clients read: what fires, alone and in groups, receivers, status. Each integration is an Alertmanager.
struct AlertmanagerRoutes {
    static let roots = [("/intake/alertmanager/{key}", true), ("/intake/alertmanager", false), ("", false)]

    let database: Database
    let moves: MoveAlerts
    let keys: KeyCache

    func add(to api: inout API) {
        let started = Date()
        for (root, hasKey) in Self.roots {
            addAlerts(to: &api, below: root, hasKey)
            read(to: &api, "\(root)/api/v2/status", "Say that this understands Alertmanager", hasKey) { _, _ in
                try .json(.ok, AlertmanagerStatus(uptime: started))
            }
            read(to: &api, "\(root)/api/v2/receivers", "Name who is told", hasKey) { _, _ in
                try .json(.ok, [AlertmanagerAlert.receiver])
            }
            for word in ["healthy", "ready"] {
                api.raw(.get, "\(root)/-/\(word)", "Say that this is \(word)", for: .anyone, answers: "text/plain") {
                    _ in IntakeAnswer.text(.ok, "OK").response
                }
            }
            AlertmanagerSilenceRoutes(database: database, moves: moves, keys: keys)
                .add(to: &api, below: root, hasKey: hasKey)
        }
    }

    private func addAlerts(to api: inout API, below root: String, _ hasKey: Bool) {
        let database = database
        let query = [QueryParameter("filter", .text, "A matcher such as host=db1", isRepeated: true)]
        read(to: &api, "\(root)/api/v2/alerts", "List what fires, as Alertmanager does", hasKey, query) {
            call, integration in
            try .json(.ok, await Self.alerts(of: integration, for: call, in: database))
        }
        read(to: &api, "\(root)/api/v2/alerts/groups", "List what fires by its name", hasKey, query) {
            call, integration in
            let alerts = try await Self.alerts(of: integration, for: call, in: database)
            let groups = Dictionary(grouping: alerts) { $0.labels["alertname"] ?? "" }
            return try .json(.ok, groups.sorted { $0.key < $1.key }.map(AlertmanagerGroup.init))
        }
    }

    private func read(
        to api: inout API, _ path: String, _ summary: String, _ hasKey: Bool, _ query: [QueryParameter] = [],
        _ answer: @escaping @Sendable (Call, UUID) async throws -> IntakeAnswer
    ) {
        let keys = keys
        api.raw(
            .get, path, summary, for: .anyone, query: query, answers: "application/json", takesAnyQuery: true
        ) { call in
            let integration = try await keys.integration(of: call, isInAddress: hasKey)
            do {
                return try await answer(call, integration).response
            } catch let refusal as AlertmanagerRefusal {
                return refusal.answer.response
            }
        }
    }

    /// In the order of their fingerprints.
    private static func alerts(
        of integration: UUID, for call: Call, in database: Database
    ) async throws -> [AlertmanagerAlert] {
        let matchers = MatcherSet(try AlertmanagerRefusal.matchers(call.query.each("filter")))
        let wants = try AlertmanagerWishes(call)
        guard wants.receiver else { return [] }
        try await FoldedIntake(database: database).settle()
        let alerts = try await database.transaction { tx in
            let found = try tx.query(
                """
                SELECT alert.version, alert.record, pulse.expires_at, pulse.last_seen FROM alert
                JOIN pulse ON pulse.alert = alert.id
                WHERE alert.state = 'firing' AND alert.integration = \(integration)
                    AND (pulse.expires_at IS NULL OR pulse.expires_at > dienst_now())
                ORDER BY alert.onset LIMIT 20000
                """
            ) { row in
                (
                    alert: try AlertStore().decode(row).record, seen: try row.value("last_seen") as Date,
                    expires: try row.value("expires_at") as Date?
                )
            }
            let fingerprints = try fingerprints(of: found.map(\.alert), in: tx)
            return found.map {
                AlertmanagerAlert($0.alert, lastSeen: $0.seen, expiresAt: $0.expires, fingerprints: fingerprints)
            }
        }
        return alerts.filter { alert in wants.shows(alert) && matchers.accepts(alert.labels) }
            .sorted { $0.fingerprint < $1.fingerprint }
    }

    /// Of the alerts that inhibit these.
    private static func fingerprints(of alerts: [Alert], in tx: Transaction) throws -> [UUID: String] {
        let sources = Set(
            alerts.flatMap { $0.overlays ?? [] }.filter { $0.reason == .inhibition }.compactMap(\.source))
        guard !sources.isEmpty else { return [:] }
        let labels = try tx.query(
            "SELECT id, record -> 'labels' AS labels FROM alert WHERE id = ANY(\(sources.sorted()))"
        ) { row in
            (try row.value("id") as UUID, try RecordColumn.decode([String: String].self, row.value("labels")))
        }
        return Dictionary(labels.map { ($0, Fingerprint.of($1)) }) { first, _ in first }
    }
}

/// Which kinds of alerts a call asks for; all, unless it says otherwise.
private struct AlertmanagerWishes {
    private let active: Bool
    private let silenced: Bool
    private let inhibited: Bool
    /// Whether the only receiver there is may be among those asked for.
    let receiver: Bool

    init(_ call: Call) throws {
        func flag(_ name: String) -> Bool {
            call.query.text(name).map { ["true", "1", "yes", "ok", "y", "on", "t"].contains($0.lowercased()) } ?? true
        }
        (active, silenced, inhibited) = (flag("active"), flag("silenced"), flag("inhibited"))
        receiver = try Self.isAskedFor(call.query.text("receiver"))
    }

    private static func isAskedFor(_ pattern: String?) throws(AlertmanagerRefusal) -> Bool {
        guard let pattern else { return true }
        do throws(Invalid) {
            return try LabelPattern(pattern).matches(AlertmanagerAlert.receiver.name)
        } catch {
            throw AlertmanagerRefusal(.badRequest, "failed to parse receiver param: \(error.message)")
        }
    }

    func shows(_ alert: AlertmanagerAlert) -> Bool {
        if alert.status.state == "active" { return active }
        return (alert.status.silencedBy.isEmpty || silenced) && (alert.status.inhibitedBy.isEmpty || inhibited)
    }
}
