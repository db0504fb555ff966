import Contracts
import Foundation
import Messaging
import Postgres
import ProblemDomain
import Records

/// A person opens a problem by hand, with the incidents they think it explains.
struct OpenProblem: Sendable {
    /// What the person tells.
    struct Request: Sendable {
        let summary: String
        let description: String?
        let causeItem: UUID?
        let priority: Priority?
        /// Incidents by number or id.
        let incidents: [String]
    }

    let problems = Ledger(ProblemStore())

    func open(_ request: Request, by provenance: Provenance, in tx: Transaction) throws -> Kept<Problem> {
        if let item = request.causeItem { try CauseItems.check(item, field: "causeItem", in: tx) }
        let links = try request.incidents.map { key in
            let entry = try IncidentHistory().find(key, in: tx)
            return IncidentLink(incident: entry.incident, number: entry.number, origin: .person)
        }
        let opening = ProblemOpening(
            number: try Numbers.next(.problem, in: tx), summary: request.summary, description: request.description,
            causeItem: request.causeItem, priority: request.priority ?? .moderate, links: links.withoutRepeats)
        let id = UUID.v7(at: try tx.now)
        try IncidentHistory().take(links.map(\.incident), by: id, in: tx)
        return try problems.open(id, with: [.opened(opening: opening)], by: provenance, in: tx)
    }
}

/// Configuration items as the change service announced them.
enum CauseItems {
    /// Throws `Invalid` when the item was never announced here.
    static func check(_ item: UUID, field: String, in tx: Transaction) throws {
        guard try Projection<ConfigurationItemAnnounced>().find(item, in: tx) != nil else {
            throw Invalid(
                "This configuration item is not known here, or not yet.", field: field,
                code: "unknown_configuration_item")
        }
    }
}

extension [IncidentLink] {
    fileprivate var withoutRepeats: [IncidentLink] {
        var seen: Set<UUID> = []
        return filter { seen.insert($0.incident).inserted }
    }
}
