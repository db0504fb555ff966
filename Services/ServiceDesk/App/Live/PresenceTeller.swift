import Foundation
import Logging
import Messaging
import Postgres

/// Tells those who have a record open when somebody else comes, goes, or begins to write there; nobody else hears of it. Each copy
/// looks for itself at what all of them have written down, as long as anybody listens to it.
struct PresenceTeller: Sendable {
    static let topic = "presence"
    /// What everybody did at the last look, by record.
    typealias Seen = [UUID: [UUID: PresenceStore.Doing]]

    let hub: LiveHub
    let database: Database
    let logger: Logger

    /// Looks until cancelled.
    func run(every pause: Duration = .seconds(1)) async {
        var seen: Seen = [:]
        while !Task.isCancelled {
            do { try await Task.sleep(for: pause) } catch { return }
            seen = await look(after: seen)
        }
    }

    /// One look; answers what there was to see.
    func look(after before: Seen) async -> Seen {
        guard hub.count > 0 else { return [:] }
        do {
            let now = try await database.transaction { try PresenceStore().everybody(in: $0) }
            for (record, people) in now {
                let told = people.keys.filter { Self.concerns($0, before[record] ?? [:], people) }
                guard !told.isEmpty else { continue }
                hub.tell(Hint(topic: Self.topic, record: record, sequence: 0), to: Set(told))
            }
            return now
        } catch {
            logger.debug("Presence could not be looked at", metadata: ["error": "\(error)"])
            return before
        }
    }

    /// Whether the others changed for somebody who is there. Who has just come may have come together with others.
    private static func concerns(
        _ person: UUID, _ before: [UUID: PresenceStore.Doing], _ now: [UUID: PresenceStore.Doing]
    ) -> Bool {
        let others = (before: before.filter { $0.key != person }, now: now.filter { $0.key != person })
        return before[person] == nil ? !others.now.isEmpty : others.now != others.before
    }
}
