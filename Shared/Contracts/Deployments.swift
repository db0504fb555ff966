import Foundation

/// How a deployment stands, on the wire: `running`, `successful`, `failed`, `cancelled`.
package struct DeploymentOutcome: WireWord {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
    package static let running: Self = "running"
    package static let successful: Self = "successful"
    package static let failed: Self = "failed"
    package static let cancelled: Self = "cancelled"
}

/// Published by event management: a delivery tool has told of a deployment. `record` is the deployment, the same from start to end.
package struct DeploymentAnnounced: Announcement, Equatable {
    package static let subject = "event.deployment.heard.v1"
    package let record: UUID
    package let facts: [String]
    /// `github`, `gitlab`, `argocd`.
    package let tool: String
    /// What was deployed: a repository, an application.
    package let name: String
    package let environment: String?
    package let revision: String?
    package let outcome: DeploymentOutcome
    package let startedAt: Date?
    package let finishedAt: Date?
    package let link: String?
    /// Configuration items it names, as far as they are known.
    package let items: [UUID]
    package let services: [UUID]
    /// The change that it names.
    package let change: String?

    package init(
        record: UUID, facts: [String], tool: String, name: String, environment: String?, revision: String?,
        outcome: DeploymentOutcome, startedAt: Date?, finishedAt: Date?, link: String?, items: [UUID],
        services: [UUID], change: String?
    ) {
        self.record = record
        self.facts = facts
        self.tool = tool
        self.name = name
        self.environment = environment
        self.revision = revision
        self.outcome = outcome
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.link = link
        self.items = items
        self.services = services
        self.change = change
    }
}
