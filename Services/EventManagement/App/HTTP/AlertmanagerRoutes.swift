import Chassis
import Contracts
import EventDomain
import Foundation
import Hummingbird
import Messaging
import Postgres

/// The part of Alertmanager's API that its clients ask before they post: status, and the alerts that fire.
struct AlertmanagerRoutes {
    let database: Database
    let keys: KeyCache

    func add(to api: inout API) {
        for (root, hasKey) in [("/intake/alertmanager/{key}", true), ("/intake/alertmanager", false)] {
            addStatus(to: &api, below: root, hasKey)
            addAlerts(to: &api, below: root, hasKey)
        }
    }

    private func addStatus(to api: inout API, below root: String, _ hasKey: Bool) {
        let keys = keys
        let started = Date()
        api.raw(
            .get, "\(root)/api/v2/status", "Say that this understands Alertmanager", for: .anyone,
            answers: "application/json"
        ) { call in
            _ = try await keys.integration(of: call, isInAddress: hasKey)
            return try Self.json(Status(uptime: started))
        }
    }

    private func addAlerts(to api: inout API, below root: String, _ hasKey: Bool) {
        let (keys, database) = (keys, database)
        let flags = ["active", "silenced", "inhibited", "unprocessed"].map {
            QueryParameter($0, .boolean, "Whether to list such alerts")
        }
        let query =
            flags + [
                QueryParameter("filter", .text, "A matcher such as host=db1"),
                QueryParameter("receiver", .text, "Taken and not used"),
            ]
        api.raw(
            .get, "\(root)/api/v2/alerts", "List what fires, as Alertmanager does", for: .anyone, query: query,
            answers: "application/json"
        ) { call in
            let integration = try await keys.integration(of: call, isInAddress: hasKey)
            let matchers = try call.query.list("filter").map { try Matcher($0) }
            let alerts = try await database.transaction { tx in
                try tx.query(
                    """
                    SELECT alert.version, alert.record, pulse.expires_at, pulse.last_seen FROM alert
                    JOIN pulse ON pulse.alert = alert.id
                    WHERE alert.state = 'firing' AND alert.integration = \(integration)
                    ORDER BY alert.onset LIMIT 5000
                    """
                ) { try FiringAlert(try AlertStore().decode($0).record, $0) }
            }
            let wantsMuted = call.query.text("silenced") != "false"
            let wantsActive = call.query.text("active") != "false"
            return try Self.json(
                alerts.filter { alert in
                    (alert.status.state == "active" ? wantsActive : wantsMuted)
                        && matchers.allSatisfy { $0.accepts(alert.labels) }
                }.sorted { $0.fingerprint < $1.fingerprint })
        }
    }

    private static func json(_ value: some Encodable) throws -> Response {
        Response(
            status: .ok, headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: try WireJSON.encoder.encode(value))))
    }

    private struct Status: Encodable {
        struct Cluster: Encodable {
            let status = "disabled"
            let peers: [String] = []
        }
        struct Version: Encodable {
            let version = "0.25.0"
            let revision = "dienst"
            let branch = "dienst"
            let buildUser = "dienst"
            let buildDate = "dienst"
            let goVersion = "none"
        }
        struct Config: Encodable { let original = "" }

        let cluster = Cluster()
        let versionInfo = Version()
        let config = Config()
        let uptime: Date
    }
}

/// A firing alert in Alertmanager's words.
private struct FiringAlert: Encodable, Sendable {
    struct Status: Encodable, Sendable {
        let state: String
        let silencedBy: [String]
        let inhibitedBy: [String]
    }
    struct Receiver: Encodable, Sendable { let name: String }

    let labels: [String: String]
    let annotations: [String: String]
    let startsAt: Date
    let endsAt: Date
    let updatedAt: Date
    let fingerprint: String
    let generatorURL: String
    let receivers = [Receiver(name: "dienst")]
    let status: Status

    init(_ alert: Alert, _ row: Row) throws {
        labels = alert.labels
        annotations = alert.annotations
        startsAt = alert.onset
        updatedAt = try row.value("last_seen")
        endsAt = try row.value("expires_at") ?? updatedAt + AlertmanagerFormat.resolveTimeout
        fingerprint = Fingerprint.of(alert.labels)
        generatorURL = alert.link ?? ""
        status = Status(
            state: alert.mute == nil ? "active" : "suppressed", silencedBy: alert.mute.map { [$0.change.number] } ?? [],
            inhibitedBy: [])
    }
}
