import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// What the desk passes on: it hurts me too, it works again, it does not, it is another one told again.
struct HearRequesters {
    let incidents: Incidents

    func affected(_ asked: AddAffected, _ received: Received, in tx: Transaction) throws {
        _ = try known(asked.record, in: tx)
        try incidents.perform(
            .addAffected([asked.person]), on: asked.record, by: received.acted(by: asked.person), in: tx)
    }

    func confirmed(_ asked: ConfirmIncident, _ received: Received, in tx: Transaction) throws {
        let incident = try known(asked.record, in: tx)
        guard incident.state != .closed else { return }
        try check(asked.person, of: incident)
        guard incident.state == .resolved else { throw notResolved(incident) }
        try checkMajor(incident, in: tx)
        try incidents.perform(.close, on: asked.record, by: received.acted(by: asked.person), in: tx)
    }

    func reopen(_ asked: ReopenIncident, _ received: Received, in tx: Transaction) throws {
        let incident = try known(asked.record, in: tx)
        try check(asked.person, of: incident)
        guard incident.state == .resolved else { throw notResolved(incident) }
        try checkMajor(incident, in: tx)
        try incidents.perform(
            .reopen(reason: asked.reason), on: asked.record, by: received.acted(by: asked.person), in: tx)
    }

    func merged(_ asked: MergeIncident, _ received: Received, in tx: Transaction) throws {
        _ = try known(asked.record, in: tx)
        try MergeIncidents(incidents: incidents).merge(
            asked.record, into: asked.into, because: "Merged into \(asked.number).",
            by: received.acted(by: asked.person), in: tx)
    }

    private func known(_ id: UUID, in tx: Transaction) throws -> Incident {
        guard let kept = try incidents.store.find(id, in: tx) else {
            throw Invalid(
                "There is no incident \(id.uuidString.lowercased()).", field: "record", code: "unknown_incident")
        }
        return kept.record
    }

    private func check(_ person: UUID, of incident: Incident) throws(Rejection) {
        guard incident.reportedFor == person else {
            throw Rejection("\(incident.number) was reported by somebody else.", code: "not_theirs")
        }
    }

    /// Those who lead a major incident decide when it is over.
    private func checkMajor(_ incident: Incident, in tx: Transaction) throws {
        guard try !incidents.majors.isLed(incident.id, in: tx) else {
            throw Rejection("\(incident.number) is led as a major incident.", code: "major_incident")
        }
    }

    private func notResolved(_ incident: Incident) -> Rejection {
        Rejection("\(incident.number) is \(incident.state.rawValue), not resolved.")
    }
}

extension Received {
    /// The person acts, through the desk.
    fileprivate func acted(by person: UUID) -> Provenance {
        var provenance = provenance
        provenance.actor = .person(person)
        return provenance
    }
}
