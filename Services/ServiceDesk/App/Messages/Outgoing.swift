import Contracts
import DeskDomain
import Foundation
import Records

// What others are told. Mail, roles and sign-in names stay here.

extension PersonAnnounced {
    init(_ person: Person, facts: [String]) {
        self.init(
            record: person.id, facts: facts, name: person.details.name, active: person.state == .active,
            teams: person.teams, organisation: person.details.organisation)
    }
}

extension TeamAnnounced {
    init(_ team: Team, facts: [String]) {
        self.init(record: team.id, facts: facts, name: team.details.name, active: team.state == .active)
    }
}

extension ServiceAnnounced {
    init(_ service: BusinessService, facts: [String]) {
        let details = service.details
        self.init(
            record: service.id, facts: facts, name: details.name, active: service.state == .active,
            criticality: details.criticality.rawValue, valuePerHour: details.valuePerHour, owner: details.owner,
            team: details.team, audience: details.audience.isEmpty ? nil : details.audience)
    }
}

extension ReportIncident {
    init(_ contact: Contact) {
        let report = contact.report
        self.init(
            record: report.incident, summary: report.summary, description: report.description, requester: report.person,
            reportedBy: report.agent, channel: report.channel.rawValue, service: report.service,
            urgency: report.urgency?.rawValue, reportedAt: contact.recordedAt)
    }
}
