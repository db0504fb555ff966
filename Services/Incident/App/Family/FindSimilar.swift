import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// Incidents like one: past ones with what fixed them, open ones that may be the same.
struct FindSimilar: Sendable {
    /// Candidates of each sort that are weighed, the newest.
    private static let most = 100
    /// Weaker likeness than this is chance.
    private static let least = 0.2

    struct Found: Sendable {
        let incident: Incident
        let likeness: Likeness
    }

    /// The most alike first. `visible` limits them to what the caller may see.
    func like(_ incident: Incident, _ visible: SQL?, in tx: Transaction) throws -> [Found] {
        let wanted = Likeness.Features(incident)
        let sources: [SQL] = [
            incident.cause?.item.map { "cause_item = \($0)" },
            incident.services.isEmpty ? nil : "services && \(incident.services)",
            wanted.words.isEmpty
                ? nil : "to_tsvector('simple', summary) @@ to_tsquery('simple', \(Self.query(wanted.words)))",
        ].compactMap(\.self)
        var candidates: [UUID: Incident] = [:]
        for source in sources {
            for found in try read(source, except: incident.id, visible, in: tx) { candidates[found.id] = found }
        }
        return candidates.values.map { Found(incident: $0, likeness: Likeness(wanted, Likeness.Features($0))) }
            .filter { $0.likeness.score >= Self.least }
            .sorted {
                ($0.likeness.score, $0.incident.openedAt, $0.incident.number)
                    > ($1.likeness.score, $1.incident.openedAt, $1.incident.number)
            }
    }

    private func read(_ source: SQL, except id: UUID, _ visible: SQL?, in tx: Transaction) throws -> [Incident] {
        try tx.query(
            """
            SELECT version, record FROM incident
            WHERE \(source) AND state <> 'cancelled' AND id <> \(id) AND (\(visible ?? "TRUE"))
            ORDER BY opened_at DESC LIMIT \(Self.most)
            """
        ) { try IncidentStore.kept($0).record }
    }

    /// Any of the words; they hold letters and figures only.
    private static func query(_ words: Set<String>) -> String {
        words.sorted { ($0.count, $0) > ($1.count, $1) }.prefix(8).joined(separator: " | ")
    }
}
