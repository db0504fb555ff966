import AMQP
import Foundation

/// That a record has changed, for whoever has it open; nothing of what it says.
package struct Hint: Equatable, Sendable {
    /// The noun of the subject: `incident`, `service-health`.
    package let topic: String
    package let record: UUID
    /// Orders the hints about one record.
    package let sequence: Int

    package init(topic: String, record: UUID, sequence: Int) {
        self.topic = topic
        self.record = record
        self.sequence = sequence
    }

    /// Nil for what is no announcement: a hint is not worth a complaint.
    init?(_ message: Message) {
        let words = (message.type ?? "").split(separator: ".")
        guard words.count >= 3, let record = message.text("cloudEvents:subject").flatMap(UUID.init(uuidString:)) else {
            return nil
        }
        self.init(topic: String(words[1]), record: record, sequence: message.integer("sequence").map(Int.init) ?? 0)
    }
}

/// What one copy of a service hears of all announcements as they happen; nothing is kept for a copy that is away.
package struct LiveFeed: Sendable {
    package let heard: @Sendable ([Hint]) -> Void
    /// The feed begins, or begins again after a loss: there may have been hints that nobody heard.
    package let missed: @Sendable () -> Void

    package init(heard: @escaping @Sendable ([Hint]) -> Void, missed: @escaping @Sendable () -> Void) {
        self.heard = heard
        self.missed = missed
    }

    package func read(_ deliveries: [Delivery]) async -> [Settlement] {
        heard(deliveries.compactMap { Hint($0.message) })
        return deliveries.map { _ in .accept }
    }
}
