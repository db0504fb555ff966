import Contracts
import Crypto
import EventDomain
import Foundation
import HTTPTypes
import Records

/// GitHub's deployments and releases. Its secret is the integration's key.
enum GitHubFormat: IntakeFormat {
    static let name = "github"
    static let keptHeaders: Set<String> = ["x-github-event", "x-github-delivery"]
    static let entrances = [Entrance(.post, "", "Take deployments and releases as GitHub posts them")]

    /// A request that is signed must be signed with the key.
    static func isGenuine(_ body: Data, key: String, header: (String) -> String?) -> Bool {
        guard let given = header("x-hub-signature-256") else { return true }
        let signature = HMAC<SHA256>.authenticationCode(for: body, using: SymmetricKey(data: Data(key.utf8)))
        let expected = "sha256=" + signature.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        return Array(given.utf8).count == Array(expected.utf8).count
            && zip(given.utf8, expected.utf8).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    static func read(_ delivery: Delivery) -> Reading {
        do throws(Invalid) {
            let body = try FormBody.value(of: delivery)
            guard case .object = body else { throw Invalid("An object is needed.") }
            var reading = Reading()
            if let told = try deployment(body, in: delivery) { reading.deployments = [told] }
            return reading
        } catch {
            return .unreadable(error)
        }
    }

    /// Nil for what tells of no deployment: pings, other events.
    private static func deployment(_ body: IntakeValue, in delivery: Delivery) throws(Invalid) -> Deployment? {
        let event = delivery.headers["x-github-event"]
        if let release = body["release"], event == "release" { return released(release, body, in: delivery) }
        guard let deployment = body["deployment"], case .object = deployment else { return nil }
        guard let id = deployment["id"]?.words else {
            throw Invalid("The deployment has no id.", field: "deployment.id")
        }
        let status = body["deployment_status"]
        let state = status?["state"]?.words ?? "pending"
        guard let outcome = outcomes[state] else { return nil }
        let repository = body["repository"]?["full_name"]?.words ?? "unknown"
        let environment = status?["environment"]?.words ?? deployment["environment"]?.words
        return Deployment(
            integration: delivery.integration, tool: name, key: "\(repository)/\(id)", name: repository,
            environment: environment, revision: deployment["sha"]?.words, outcome: outcome,
            startedAt: time(deployment["created_at"]),
            finishedAt: outcome == .running ? nil : time(status?["updated_at"] ?? status?["created_at"]),
            link: status?["target_url"]?.words ?? status?["log_url"]?.words ?? body["repository"]?["html_url"]?.words,
            labels: labels(repository, deployment["payload"]),
            texts: [deployment["description"], deployment["ref"], deployment["task"]].compactMap { $0?.words },
            receivedAt: delivery.receivedAt)
    }

    private static func released(_ release: IntakeValue, _ body: IntakeValue, in delivery: Delivery) -> Deployment? {
        guard body["action"]?.words == "released", let id = release["id"]?.words else { return nil }
        let repository = body["repository"]?["full_name"]?.words ?? "unknown"
        return Deployment(
            integration: delivery.integration, tool: name, key: "\(repository)/release/\(id)", name: repository,
            revision: release["tag_name"]?.words, outcome: .successful, finishedAt: time(release["published_at"]),
            link: release["html_url"]?.words, labels: labels(repository, nil),
            texts: [release["name"], release["body"]].compactMap { $0?.words }, receivedAt: delivery.receivedAt)
    }

    private static let outcomes: [String: DeploymentOutcome] = [
        "pending": .running, "queued": .running, "waiting": .running, "in_progress": .running,
        "success": .successful, "failure": .failed, "error": .failed,
    ]

    /// The repository's last name is that of an application; a deployment's payload may say better.
    private static func labels(_ repository: String, _ payload: IntakeValue?) -> [String: String] {
        let short = repository.split(separator: "/").last.map(String.init) ?? repository
        return ["application": short, "service": short].merging(payload?.flat ?? [:]) { $1 }
    }

    private static func time(_ value: IntakeValue?) -> Date? {
        value?.words.flatMap { LooseTimes.instant($0, zone: .gmt) }
    }
}
