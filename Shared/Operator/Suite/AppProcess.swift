import Foundation
import Messaging

/// One copy of one of the five services, as a child with its settings in the environment.
struct AppProcess: Sendable {
    let service: Topology.Service
    let copy: Int
    let port: Int

    var name: String { "\(service.name).\(copy)" }

    static func executable(of service: Topology.Service, in binaries: URL) -> String {
        binaries.appending(path: "dienst-\(service.name)").path
    }

    func child(binaries: URL, settings: AppSettings) -> Child {
        Child(
            name: name, executable: Self.executable(of: service, in: binaries), arguments: [],
            environment: settings.environment(of: service, listen: "127.0.0.1:\(port)"), port: port)
    }
}

/// What every service is told: where database and broker are, and where its secrets lie.
struct AppSettings: Sendable {
    static let administratorName = "administrator"
    static let agentName = "agent"

    let database: DatabaseServer
    let broker: Broker
    let secrets: Secrets
    let logLevel: String
    /// The folder of the web application, where there is one.
    var web: URL?
    var own: OwnSettings?

    func environment(of service: Topology.Service, listen: String) -> [String: String] {
        let common = [
            "DIENST_DATABASE_URL": database.url(of: service.database),
            "DIENST_DATABASE_PASSWORD_FILE": secrets.file("postgres-\(service.name)").path,
            "DIENST_BROKER_URL": broker.url(of: service),
            "DIENST_BROKER_PASSWORD_FILE": secrets.file("broker-\(service.name)").path,
            "DIENST_LISTEN": listen,
            "DIENST_LOG_LEVEL": logLevel,
        ]
        return [firstAccounts(of: service), webApplication(of: service), own?.of(service.name) ?? [:]]
            .reduce(common) { all, more in all.merging(more) { _, own in own } }
    }

    private func webApplication(of service: Topology.Service) -> [String: String] {
        guard service.name == "desk", let web else { return [:] }
        return ["DIENST_WEB_DIRECTORY": web.path]
    }

    /// Accounts and keys the service makes for itself at its first start.
    private func firstAccounts(of service: Topology.Service) -> [String: String] {
        switch service.name {
        case "desk":
            [
                "DIENST_ADMINISTRATOR_NAME": Self.administratorName,
                "DIENST_ADMINISTRATOR_PASSWORD_FILE": secrets.file("administrator").path,
                "DIENST_AGENT_NAME": Self.agentName,
                "DIENST_AGENT_PASSWORD_FILE": secrets.file("agent").path,
                "DIENST_SECRET_KEY_FILE": secrets.file("desk-key").path,
            ]
        case "event":
            [
                "DIENST_FIRST_INTEGRATION_KEY_FILE": secrets.file("integration-key").path,
                "DIENST_SECRET_KEY_FILE": secrets.file("event-key").path,
            ]
        default: [:]
        }
    }
}
