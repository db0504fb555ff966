import Contracts
import DeskDomain
import Foundation
import Records

// What others are told. Mail, roles and sign-in names stay here.

extension PersonAnnounced {
    init(_ person: Person, facts: [String]) {
        let isReached = person.state == .active && person.details.organisation == nil
        self.init(
            record: person.id, facts: facts, name: person.details.name, active: person.state == .active,
            teams: person.teams, organisation: person.details.organisation,
            mail: isReached ? person.details.mail : nil,
            language: isReached ? person.details.language?.rawValue : nil,
            zone: isReached ? person.details.zone : nil)
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
            team: details.team, audience: details.audience.isEmpty ? nil : details.audience,
            busyTimes: details.busyTimes.isEmpty ? nil : details.busyTimes.map(\.announced))
    }
}

extension BusyTime {
    fileprivate var announced: AnnouncedBusyTime {
        AnnouncedBusyTime(
            weekdays: weekdays.map(\.rawValue), from: from, until: until, zone: zone, factor: factor)
    }
}

extension ReportIncident {
    init(_ contact: Contact) {
        let report = contact.report
        self.init(
            record: report.incident, summary: report.summary, description: report.description, requester: report.person,
            reportedBy: report.agent, channel: report.channel.rawValue, service: report.service,
            urgency: report.urgency?.rawValue, reportedAt: contact.recordedAt, category: report.category)
    }
}

extension ArticleAnnounced {
    init(_ article: Article, facts: [String]) {
        let (details, audience) = (article.details, article.details.audience)
        self.init(
            record: article.id, facts: facts, number: article.number, state: .init(rawValue: article.state.rawValue),
            confidence: article.confidence.rawValue, source: article.source.rawValue,
            titles: Dictionary(uniqueKeysWithValues: article.texts.map { ($0.language.rawValue, $0.title) }),
            services: details.services, audience: audience.kind.rawValue,
            organisations: Array(audience.organisations.prefix(50)), organisationCount: audience.organisations.count,
            owner: details.owner, reviewAt: details.reviewAt)
    }
}
