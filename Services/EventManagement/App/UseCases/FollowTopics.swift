import Chassis
import Contracts
import EventDomain
import Foundation
import HTTPTypes
import Messaging
import Postgres
import Records

/// Confirms that an integration wants to hear a topic of SNS, and notes when it no longer hears it.
struct FollowTopics {
    let database: Database
    let outside: Outside

    /// - Parameter delivery: one that is proven to be SNS'. Throws 503 when the confirmation is not heard, so that SNS comes again.
    func follow(_ delivery: Delivery) async throws {
        let message = try SNSMessage(try IntakeReader.read(delivery.body))
        switch message.kind {
        case .notification: return
        case .confirmation: try await confirm(message, for: delivery.integration)
        case .unsubscription: try await note(.leave(topic: message.topic), on: delivery.integration)
        }
    }

    private func confirm(_ message: SNSMessage, for integration: UUID) async throws {
        let before = try await database.transaction { tx in try IntegrationStore().read(integration, in: tx).record }
        guard before.topics?[message.topic] != message.id else { return }
        guard let link = message.subscribe.flatMap(SNSMessage.own),
            link.query()?.contains("ConfirmSubscription") == true
        else {
            throw ErrorReply(.forbidden, "link_not_of_sns", "The link to confirm by is not one of SNS'.")
        }
        do {
            try await outside.visit(link)
        } catch {
            throw ErrorReply(
                .serviceUnavailable, "not_confirmed", "SNS did not hear the confirmation: \(error.reason). Try again.")
        }
        try await note(.hear(topic: message.topic, confirmation: message.id), on: integration)
    }

    private func note(_ command: Integration.Command, on integration: UUID) async throws {
        let by = Provenance(
            actor: Actor(.monitoring, integration.uuidString.lowercased()), command: "follow-topic",
            correlation: UUID.v7().uuidString.lowercased())
        _ = try await database.transaction { tx in
            try Ledger(IntegrationStore()).perform(command, on: integration, by: by, in: tx)
        }
    }
}
