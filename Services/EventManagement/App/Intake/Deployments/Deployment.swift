import Contracts
import Foundation

/// What a delivery tool told of a deployment.
struct Deployment: Equatable, Sendable {
    let integration: UUID
    let tool: String
    /// The tool's own key, the same from start to end.
    let key: String
    let name: String
    var environment: String?
    var revision: String?
    var outcome: DeploymentOutcome
    var startedAt: Date?
    var finishedAt: Date?
    var link: String?
    /// What may name configuration items and business services.
    var labels: [String: String] = [:]
    /// Texts that may name a change: a message, a branch.
    var texts: [String] = []
    var receivedAt: Date

    /// The first number of a change in its texts.
    var change: String? {
        texts.lazy.compactMap { $0.prefix(4096).firstMatch(of: /CHG\d{7,12}/).map { String($0.0) } }.first
    }
}
