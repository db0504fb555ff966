import Contracts
import EventDomain
import Foundation
import HTTPTypes
import Records

/// Argo CD's notifications, by the template that the integration's setup shows.
enum ArgoCDFormat: IntakeFormat {
    static let name = "argocd"
    static let entrances = [Entrance(.post, "", "Take deployments by the template for Argo CD")]

    static func read(_ delivery: Delivery) -> Reading {
        do throws(Invalid) {
            let body = try IntakeReader.read(delivery.body)
            guard let app = body["app"]?.words else { throw Invalid("An app is needed.", field: "app") }
            let phase = body["phase"]?.words ?? ""
            guard let outcome = outcomes[phase] else {
                throw Invalid("“\(phase.prefix(40))” is no phase of Argo CD.", field: "phase")
            }
            func part(_ name: String) -> String? { body[name]?.words.flatMap { $0 == "<no value>" ? nil : $0 } }
            func time(_ name: String) -> Date? { part(name).flatMap { LooseTimes.instant($0, zone: .gmt) } }
            let started = part("started") ?? ""
            var reading = Reading()
            reading.deployments = [
                Deployment(
                    integration: delivery.integration, tool: name,
                    key: "\(app)/\(part("revision") ?? "")/\(started)", name: app, environment: part("environment"),
                    revision: part("revision"), outcome: outcome, startedAt: time("started"),
                    finishedAt: time("finished"), link: part("link") ?? part("repository"),
                    labels: ["application": app, "service": part("service") ?? app],
                    texts: [part("message")].compactMap(\.self), receivedAt: delivery.receivedAt)
            ]
            return reading
        } catch {
            return .unreadable(error)
        }
    }

    private static let outcomes: [String: DeploymentOutcome] = [
        "Running": .running, "Terminating": .running, "Succeeded": .successful, "Failed": .failed, "Error": .failed,
    ]
}
