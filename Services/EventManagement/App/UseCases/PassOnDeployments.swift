import Contracts
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// Tells others of deployments, with the items and services they name.
struct PassOnDeployments {
    let model: ModelShelf

    func announce(_ deployments: [Deployment], in tx: Transaction) throws {
        guard !deployments.isEmpty else { return }
        let model = try model.model(in: tx)
        for told in deployments {
            let binding = model.bind(told.labels)
            let message = DeploymentAnnounced(
                record: FoldIntake.key("deployment:\(told.tool):\(told.key)", of: told.integration), facts: ["heard"],
                tool: told.tool, name: String(told.name.prefix(200)),
                environment: told.environment.map { String($0.prefix(200)) },
                revision: told.revision.map { String($0.prefix(200)) }, outcome: told.outcome,
                startedAt: told.startedAt, finishedAt: told.finishedAt, link: told.link.map { String($0.prefix(2000)) },
                items: [binding.item].compactMap(\.self), services: [binding.mainService].compactMap(\.self),
                change: told.change)
            try DeploymentStore().keep(
                RecentChange(
                    name: message.name, revision: message.revision, tool: message.tool,
                    at: told.finishedAt ?? told.startedAt ?? told.receivedAt, link: message.link,
                    change: message.change),
                message.record, item: binding.item, service: binding.mainService, in: tx)
            let provenance = Provenance(
                actor: Actor(.monitoring, told.integration.uuidString.lowercased()), command: "hear-deployment",
                correlation: UUID.v7().uuidString.lowercased())
            try Outbox.announce(message, sequence: Self.sequence(at: told.receivedAt), by: provenance, in: tx)
        }
    }

    /// Seconds since 2020: they rise from start to end, and are the same when the same request is read again.
    private static func sequence(at instant: Date) -> Int { Int(instant.timeIntervalSince1970) - 1_577_836_800 }
}
