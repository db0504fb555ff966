import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// What people report to the desk becomes an incident, with the id the desk gave it.
struct ReportedIncident {
    let incidents: Incidents

    func open(_ report: ReportIncident, _ received: Received, in tx: Transaction) throws {
        guard try incidents.store.find(report.record, in: tx) == nil else { return }
        let service = try report.service.flatMap { try Projection<ServiceAnnounced>().find($0, in: tx) }
        let opening = Incident.Opening(
            number: try Numbers.next(.incident, in: tx),
            origin: .report(requester: report.requester, takenBy: report.reportedBy, channel: report.channel),
            summary: report.summary, description: report.description, services: report.service.map { [$0] } ?? [],
            organisation: try Projection<PersonAnnounced>().find(report.requester, in: tx)?.organisation)
        let assessment = Assessment.ofReport(
            service: service.map { ($0.name, $0.criticality) },
            urgency: report.urgency.flatMap(Urgency.init(rawValue:)),
            by: try RulesStore<PriorityMatrix>().current(in: tx))
        var provenance = received.provenance
        provenance.actor = .person(report.reportedBy)
        let facts: [Incident.Fact] = [.opened(opening: opening), .prioritised(assessment: assessment)]
        _ = try incidents.open(report.record, with: facts + category(of: report, in: tx), by: provenance, in: tx)
    }

    /// What was said of a category that the tree does not have any more is kept as a note: the report counts all the same.
    private func category(of report: ReportIncident, in tx: Transaction) throws -> [Incident.Fact] {
        guard let text = report.category else { return [] }
        do {
            let tree = try RulesStore<IncidentCategories>().current(in: tx).rules
            return [.categorised(category: try IncidentCategory(text, in: tree))]
        } catch is Invalid {
            return [.noted(text: "Reported as \(text.prefix(200)), which is no category now.")]
        }
    }
}
