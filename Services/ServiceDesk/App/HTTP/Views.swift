import Chassis
import DeskDomain
import Foundation
import Messaging
import Records

/// A person as the API shows them; who may not read people sees id and name alone.
struct PersonView: Codable, Sendable {
    let id: UUID
    let name: String
    let signInName: String?
    let mail: String?
    let roles: [Role]?
    let teams: [UUID]?
    let customRoles: [UUID]?
    let organisation: UUID?
    let site: UUID?
    let manager: UUID?
    let costOwner: UUID?
    let language: Language?
    let zone: String?
    let vip: Bool?
    let state: Person.State?
    let definedAt: Date?
    let version: Int?

    init(_ kept: Kept<Person>, for reader: Principal) {
        let (person, seesAll) = (kept.record, reader.may(.peopleRead) || reader.id == kept.record.id)
        let more = seesAll ? person.details : nil
        id = person.id
        name = person.details.name
        signInName = more?.signInName
        mail = more?.mail
        roles = seesAll ? person.roles : nil
        teams = seesAll ? person.teams : nil
        customRoles = seesAll ? person.customRoles : nil
        organisation = more?.organisation
        site = more?.site
        manager = more?.manager
        costOwner = more?.costOwner
        language = more?.language
        zone = more?.zone
        vip = more?.vip
        state = seesAll ? person.state : nil
        definedAt = seesAll ? person.definedAt : nil
        version = seesAll ? kept.version : nil
    }
}

/// A team as the API shows it.
struct TeamView: DefinitionView {
    let id: UUID
    let name: String
    let description: String?
    let state: Team.State
    let definedAt: Date
    let version: Int

    init(_ kept: Kept<Team>) {
        id = kept.record.id
        name = kept.record.details.name
        description = kept.record.details.description
        state = kept.record.state
        definedAt = kept.record.definedAt
        version = kept.version
    }
}

/// A business service as the API shows it.
struct ServiceView: DefinitionView {
    let id: UUID
    let name: String
    let description: String?
    let criticality: Int
    let valuePerHour: Double
    let owner: UUID?
    let team: UUID?
    /// The organisations that may use it; empty for everyone.
    let audience: [UUID]
    let goals: ServiceGoalsBody?
    let busyTimes: [BusyTimeBody]
    let state: BusinessService.State
    let definedAt: Date
    let version: Int

    init(_ kept: Kept<BusinessService>) {
        let details = kept.record.details
        id = kept.record.id
        name = details.name
        description = details.description
        criticality = details.criticality.rawValue
        valuePerHour = details.valuePerHour
        owner = details.owner
        team = details.team
        audience = details.audience
        goals = details.goals.map(ServiceGoalsBody.init)
        busyTimes = details.busyTimes.map(BusyTimeBody.init)
        state = kept.record.state
        definedAt = kept.record.definedAt
        version = kept.version
    }
}

/// A contact as the API shows it, with the incident it asked for.
struct ContactView: Codable, Sendable {
    /// The incident's number and state follow as soon as its owner has announced them.
    struct Incident: Codable, Sendable {
        let id: UUID
        let number: String?
        let state: String?
    }

    let id: UUID
    let number: String
    let state: Contact.State
    let channel: Contact.Channel
    let person: UUID
    let agent: UUID
    let service: UUID?
    let summary: String
    let description: String?
    let urgency: Int?
    let category: String?
    let lane: Lane
    let incident: Incident
    let recordedAt: Date
    let version: Int

    init(_ kept: Kept<Contact>) {
        let (contact, report) = (kept.record, kept.record.report)
        id = contact.id
        number = report.number
        state = contact.state
        channel = report.channel
        person = report.person
        agent = report.agent
        service = report.service
        summary = report.summary
        description = report.description
        urgency = report.urgency?.rawValue
        category = report.category
        lane = contact.lane
        incident = Incident(id: report.incident, number: contact.incident?.number, state: contact.incident?.state)
        recordedAt = contact.recordedAt
        version = kept.version
    }
}
