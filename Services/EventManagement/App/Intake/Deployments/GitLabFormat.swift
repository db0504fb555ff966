import Contracts
import EventDomain
import Foundation
import HTTPTypes
import Records

/// GitLab's deployment hook. Its secret token is the integration's key.
enum GitLabFormat: IntakeFormat {
    static let name = "gitlab"
    static let keptHeaders: Set<String> = ["x-gitlab-event", "x-gitlab-event-uuid"]
    static let entrances = [Entrance(.post, "", "Take deployments as GitLab posts them")]

    /// A token that is sent must be the key.
    static func isGenuine(_ body: Data, key: String, header: (String) -> String?) -> Bool {
        header("x-gitlab-token").map { $0 == key } ?? true
    }

    static func read(_ delivery: Delivery) -> Reading {
        do throws(Invalid) {
            let body = try IntakeReader.read(delivery.body)
            guard case .object = body else { throw Invalid("An object is needed.") }
            guard body["object_kind"]?.words == "deployment" else { return Reading() }
            guard let id = body["deployment_id"]?.words ?? body["deployable_id"]?.words else {
                throw Invalid("The deployment has no id.", field: "deployment_id")
            }
            var reading = Reading()
            if let told = deployment(id, body, in: delivery) { reading.deployments = [told] }
            return reading
        } catch {
            return .unreadable(error)
        }
    }

    private static func deployment(_ id: String, _ body: IntakeValue, in delivery: Delivery) -> Deployment? {
        let outcomes: [String: DeploymentOutcome] = [
            "created": .running, "running": .running, "success": .successful, "failed": .failed,
            "canceled": .cancelled,
        ]
        guard let outcome = outcomes[body["status"]?.words ?? ""] else { return nil }
        let project = body["project"]?["path_with_namespace"]?.words ?? "unknown"
        let changed = body["status_changed_at"]?.words.flatMap { moment($0, delivery.profile.zone) }
        let short = project.split(separator: "/").last.map(String.init) ?? project
        return Deployment(
            integration: delivery.integration, tool: name, key: "\(project)/\(id)", name: project,
            environment: body["environment"]?.words, revision: body["short_sha"]?.words, outcome: outcome,
            startedAt: outcome == .running ? changed : nil, finishedAt: outcome == .running ? nil : changed,
            link: body["deployable_url"]?.words ?? body["project"]?["web_url"]?.words,
            labels: ["application": short, "service": short],
            texts: [body["commit_title"], body["ref"]].compactMap { $0?.words }, receivedAt: delivery.receivedAt)
    }

    /// `2021-04-28 21:50:00 +0200`.
    private static func moment(_ text: String, _ zone: TimeZone) -> Date? {
        let parts = text.split(separator: " ")
        guard parts.count == 3 else { return LooseTimes.instant(text, zone: zone) }
        return LooseTimes.instant("\(parts[0])T\(parts[1])\(parts[2])", zone: zone)
    }
}
