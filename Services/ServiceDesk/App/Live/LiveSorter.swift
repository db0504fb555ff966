import DeskDomain
import Foundation
import Logging
import Messaging
import Postgres

/// Finds out whom a hint concerns, for those who follow only what is theirs: the requester, and whoever it hurts.
///
/// A hint may come before the desk knows of the record, or of its change: it then waits a little, since the page would read what
/// was before.
struct LiveSorter: Sendable {
    /// A hint and how often it was looked at.
    struct Hinted: Sendable {
        let hint: Hint
        var looks = 0
    }

    /// Hints that wait at most.
    static let most = 5_000
    private static let mostLooks = 12

    let hub: LiveHub
    let database: Database
    let logger: Logger

    /// What the desk knows of a record.
    private struct Known: Sendable {
        let kind: String
        let sequence: Int
        let people: Set<UUID>
    }

    /// Sorts until cancelled.
    func run(every pause: Duration = .milliseconds(250)) async {
        while !Task.isCancelled {
            do { try await Task.sleep(for: pause) } catch { return }
            await sort()
        }
    }

    /// One round.
    func sort() async {
        let hinted = hub.takeUnsorted()
        guard !hinted.isEmpty else { return }
        do {
            let known = try await known(Array(Set(hinted.map(\.hint.record))))
            var (told, later): ([(hint: Hint, people: Set<UUID>)], [Hinted]) = ([], [])
            for line in hinted {
                let record = known[line.hint.record]
                let isBehind = record.map { $0.kind == line.hint.topic && $0.sequence < line.hint.sequence } ?? true
                if isBehind, line.looks < Self.mostLooks {
                    later.append(Hinted(hint: line.hint, looks: line.looks + 1))
                } else if let record {
                    told.append((line.hint, record.people))
                }
            }
            hub.told(told, later: later)
        } catch {
            logger.debug("Hints wait for the database", metadata: ["error": "\(error)"])
            hub.told([], later: hinted)
        }
    }

    private func known(_ records: [UUID]) async throws -> [UUID: Known] {
        try await database.transaction { tx in
            let rows = try tx.query(
                """
                SELECT id, kind, sequence, readers, requester, affected FROM record_head WHERE id = ANY(\(records))
                """
            ) { row -> (UUID, Known) in
                let isShown = try row.value("readers") as String == "parties"
                let people = [try row.value("requester") as UUID?].compactMap(\.self) + (try row.value("affected"))
                return (
                    try row.value("id"),
                    Known(
                        kind: try row.value("kind"), sequence: try row.value("sequence"),
                        people: isShown ? Set(people) : [])
                )
            }
            return Dictionary(rows) { first, _ in first }
        }
    }
}
