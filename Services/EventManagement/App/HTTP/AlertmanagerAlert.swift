import EventDomain
import Foundation
import Postgres

/// A firing alert in Alertmanager's words.
struct AlertmanagerAlert: Encodable, Sendable {
    struct Status: Encodable, Sendable {
        let state: String
        let silencedBy: [String]
        let inhibitedBy: [String]
    }
    struct Receiver: Encodable, Sendable { let name: String }

    static let receiver = Receiver(name: "dienst")

    let labels: [String: String]
    let annotations: [String: String]
    let startsAt: Date
    let endsAt: Date
    let updatedAt: Date
    let fingerprint: String
    let generatorURL: String?
    let receivers = [Self.receiver]
    let status: Status

    /// What a silence or a window lies over is silenced by it; what is muted by anything else shows as inhibited, by an alert
    /// as its fingerprint.
    init(_ alert: Alert, lastSeen: Date, expiresAt: Date?, fingerprints: [UUID: String]) {
        labels = alert.labels
        annotations = alert.annotations
        startsAt = alert.onset
        updatedAt = lastSeen
        endsAt = expiresAt ?? lastSeen + AlertmanagerFormat.resolveTimeout
        fingerprint = Fingerprint.of(alert.labels)
        generatorURL = alert.link
        let silencing = alert.mutes.filter { $0.reason == .silence || $0.reason == .maintenance }
        let others = alert.mutes.filter { $0.reason != .silence && $0.reason != .maintenance }
        status = Status(
            state: alert.isMuted ? "suppressed" : "active",
            silencedBy: silencing.map { $0.source?.uuidString.lowercased() ?? $0.name },
            inhibitedBy: others.map { mute in
                mute.source.map { fingerprints[$0] ?? $0.uuidString.lowercased() } ?? mute.name
            })
    }
}

/// Alerts of one name.
struct AlertmanagerGroup: Encodable, Sendable {
    let labels: [String: String]
    let receiver = AlertmanagerAlert.receiver
    let alerts: [AlertmanagerAlert]

    init(name: String, alerts: [AlertmanagerAlert]) {
        labels = name.isEmpty ? [:] : ["alertname": name]
        self.alerts = alerts
    }
}

/// What amtool, Grafana and karma ask before anything else.
struct AlertmanagerStatus: Encodable {
    struct Cluster: Encodable {
        let status = "disabled"
        let peers: [String] = []
    }

    /// The edition whose ways this has; amtool warns when it is not its own.
    struct Version: Encodable {
        let version = "0.25.0"
        let revision = "dienst"
        let branch = "dienst"
        let buildUser = "dienst"
        let buildDate = "dienst"
        let goVersion = "none"
    }

    struct Config: Encodable {
        let original = """
            route:
              receiver: dienst
              group_by: [alertname]
            receivers:
              - name: dienst

            """
    }

    let cluster = Cluster()
    let versionInfo = Version()
    let config = Config()
    let uptime: Date
}
