import Contracts
import DeskDomain
import Foundation
import Messaging
import Records

/// What `POST /api/v1/calendars` takes.
struct NewCalendar: NewDefinition {
    let name: String
    let description: String?
    let zone: String
    let weeks: [CalendarContent.Week]
    let holidays: [CalendarContent.Holiday]?
    let exceptions: [CalendarContent.Exception]?

    func details() throws(Invalid) -> CalendarDetails {
        let content = CalendarContent(
            zone: zone, weeks: weeks, holidays: holidays ?? [], exceptions: exceptions ?? [])
        return try CalendarDetails(name: name, description: description, calendar: BusinessCalendar(content))
    }
}

/// What `PATCH /api/v1/calendars/{id}` takes: what is left out stays, null clears. It makes a new version.
struct CalendarRevision: DefinitionRevision {
    let name: String?
    let description: Clearable<String>
    let zone: String?
    let weeks: [CalendarContent.Week]?
    let holidays: [CalendarContent.Holiday]?
    let exceptions: [CalendarContent.Exception]?

    private enum CodingKeys: String, CodingKey { case name, description, zone, weeks, holidays, exceptions }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        name = try fields.decodeIfPresent(String.self, forKey: .name)
        description = try Clearable(fields, .description)
        zone = try fields.decodeIfPresent(String.self, forKey: .zone)
        weeks = try fields.decodeIfPresent([CalendarContent.Week].self, forKey: .weeks)
        holidays = try fields.decodeIfPresent([CalendarContent.Holiday].self, forKey: .holidays)
        exceptions = try fields.decodeIfPresent([CalendarContent.Exception].self, forKey: .exceptions)
    }

    func revising(_ details: CalendarDetails) throws(Invalid) -> CalendarDetails {
        let old = CalendarContent(details.calendar)
        let content = CalendarContent(
            zone: zone ?? old.zone, weeks: weeks ?? old.weeks, holidays: holidays ?? old.holidays,
            exceptions: exceptions ?? old.exceptions)
        return try CalendarDetails(
            name: name ?? details.name, description: description.replacing(details.description),
            calendar: BusinessCalendar(content))
    }
}

/// What `POST /api/v1/agreements` takes. Days are written `2026-11-22`.
struct NewAgreement: NewDefinition {
    let name: String
    let description: String?
    let kind: AgreementKind
    let organisation: UUID?
    let team: UUID?
    let supplier: String?
    let from: String?
    let until: String?
    let reviewAt: String?
    let owner: UUID?
    let document: String?
    let availability: [AvailabilityTargetContent]?

    func details() throws(Invalid) -> AgreementDetails {
        try AgreementDetails(
            name: name, description: description, agreementKind: kind, organisation: organisation, team: team,
            supplier: supplier, from: WrittenDay.read(from, "from"), until: WrittenDay.read(until, "until"),
            reviewAt: WrittenDay.read(reviewAt, "reviewAt"), owner: owner, document: document,
            availability: (availability ?? []).map(AvailabilityTarget.init))
    }
}

/// What `PATCH /api/v1/agreements/{id}` takes: what is left out stays, null clears. Kind and party stay.
struct AgreementRevision: DefinitionRevision {
    let name: String?
    let description: Clearable<String>
    let from: Clearable<String>
    let until: Clearable<String>
    let reviewAt: Clearable<String>
    let owner: Clearable<UUID>
    let document: Clearable<String>
    /// An empty list clears.
    let availability: [AvailabilityTargetContent]?

    private enum CodingKeys: String, CodingKey {
        case name, description, from, until, reviewAt, owner, document, availability
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        name = try fields.decodeIfPresent(String.self, forKey: .name)
        description = try Clearable(fields, .description)
        from = try Clearable(fields, .from)
        until = try Clearable(fields, .until)
        reviewAt = try Clearable(fields, .reviewAt)
        owner = try Clearable(fields, .owner)
        document = try Clearable(fields, .document)
        availability = try fields.decodeIfPresent([AvailabilityTargetContent].self, forKey: .availability)
    }

    func revising(_ details: AgreementDetails) throws(Invalid) -> AgreementDetails {
        try AgreementDetails(
            name: name ?? details.name, description: description.replacing(details.description),
            agreementKind: details.agreementKind, organisation: details.organisation, team: details.team,
            supplier: details.supplier,
            from: WrittenDay.read(from.replacing(details.from?.description), "from"),
            until: WrittenDay.read(until.replacing(details.until?.description), "until"),
            reviewAt: WrittenDay.read(reviewAt.replacing(details.reviewAt?.description), "reviewAt"),
            owner: owner.replacing(details.owner), document: document.replacing(details.document),
            availability: availability?.map(AvailabilityTarget.init) ?? details.availability ?? [])
    }
}

/// What `POST /api/v1/service-level-policies` takes.
struct NewPolicy: NewDefinition {
    let name: String
    let description: String?
    let agreement: UUID?
    let kind: AgreementKind
    let services: [UUID]?
    let organisations: [UUID]?
    let targets: [ServiceLevelTargetContent]

    func details() throws(Invalid) -> PolicyDetails {
        let policy = try ServiceLevelPolicy(
            kind: kind.rawValue, services: services ?? [], organisations: organisations ?? [], targets: targets)
        return try PolicyDetails(name: name, description: description, agreement: agreement, policy: policy)
    }
}

/// What `PATCH /api/v1/service-level-policies/{id}` takes: what is left out stays, null clears. It makes a new version.
struct PolicyRevision: DefinitionRevision {
    let name: String?
    let description: Clearable<String>
    let agreement: Clearable<UUID>
    let services: [UUID]?
    let organisations: [UUID]?
    let targets: [ServiceLevelTargetContent]?

    private enum CodingKeys: String, CodingKey { case name, description, agreement, services, organisations, targets }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        name = try fields.decodeIfPresent(String.self, forKey: .name)
        description = try Clearable(fields, .description)
        agreement = try Clearable(fields, .agreement)
        services = try fields.decodeIfPresent([UUID].self, forKey: .services)
        organisations = try fields.decodeIfPresent([UUID].self, forKey: .organisations)
        targets = try fields.decodeIfPresent([ServiceLevelTargetContent].self, forKey: .targets)
    }

    func revising(_ details: PolicyDetails) throws(Invalid) -> PolicyDetails {
        let old = details.policy
        let policy = try ServiceLevelPolicy(
            kind: old.kind.rawValue, services: services ?? old.services,
            organisations: organisations ?? old.organisations,
            targets: targets ?? old.targets.map(ServiceLevelTargetContent.init))
        return try PolicyDetails(
            name: name ?? details.name, description: description.replacing(details.description),
            agreement: agreement.replacing(details.agreement), policy: policy)
    }
}

private enum WrittenDay {
    static func read(_ text: String?, _ field: String) throws(Invalid) -> CalendarDay? {
        guard let text else { return nil }
        guard let day = CalendarDay(text) else {
            throw Invalid("Give a day such as 2026-11-22.", field: field, code: "day_form")
        }
        return day
    }
}
