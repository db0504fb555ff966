import Chassis
import Contracts
import DeskDomain
import Foundation
import Messaging
import Records

/// A calendar as the API shows it.
struct CalendarView: DefinitionView {
    let id: UUID
    let name: String
    let description: String?
    let zone: String
    let weeks: [CalendarContent.Week]
    let holidays: [CalendarContent.Holiday]
    let exceptions: [CalendarContent.Exception]
    let state: DefinitionState
    let definedAt: Date
    let version: Int

    init(_ kept: Kept<SupportCalendar>) {
        let (details, content) = (kept.record.details, CalendarContent(kept.record.details.calendar))
        id = kept.record.id
        name = details.name
        description = details.description
        zone = content.zone
        weeks = content.weeks
        holidays = content.holidays
        exceptions = content.exceptions
        state = kept.record.state
        definedAt = kept.record.definedAt
        version = kept.version
    }
}

/// An agreement as the API shows it.
struct AgreementView: DefinitionView {
    let id: UUID
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
    let availability: [AvailabilityTargetContent]
    let state: DefinitionState
    let definedAt: Date
    let version: Int

    init(_ kept: Kept<Agreement>) {
        let details = kept.record.details
        id = kept.record.id
        name = details.name
        description = details.description
        kind = details.agreementKind
        organisation = details.organisation
        team = details.team
        supplier = details.supplier
        from = details.from?.description
        until = details.until?.description
        reviewAt = details.reviewAt?.description
        owner = details.owner
        document = details.document
        availability = (details.availability ?? []).map(AvailabilityTargetContent.init)
        state = kept.record.state
        definedAt = kept.record.definedAt
        version = kept.version
    }
}

/// A service level policy as the API shows it.
struct PolicyView: DefinitionView {
    let id: UUID
    let name: String
    let description: String?
    let agreement: UUID?
    let kind: AgreementKind
    let services: [UUID]
    let organisations: [UUID]
    let targets: [ServiceLevelTargetContent]
    let state: DefinitionState
    let definedAt: Date
    let version: Int

    init(_ kept: Kept<PromisedLevels>) {
        let (details, policy) = (kept.record.details, kept.record.details.policy)
        id = kept.record.id
        name = details.name
        description = details.description
        agreement = details.agreement
        kind = policy.kind
        services = policy.services
        organisations = policy.organisations
        targets = policy.targets.map(ServiceLevelTargetContent.init)
        state = kept.record.state
        definedAt = kept.record.definedAt
        version = kept.version
    }
}

extension AvailabilityTarget {
    init(_ content: AvailabilityTargetContent) {
        self.init(
            services: content.services, percent: content.percent, calendar: content.calendar,
            countsPlanned: content.countsPlanned, degradedWeight: content.degradedWeight)
    }
}

extension AvailabilityTargetContent {
    init(_ target: AvailabilityTarget) {
        self.init(
            services: target.services, percent: target.percent, calendar: target.calendar,
            countsPlanned: target.countsPlanned, degradedWeight: target.degradedWeight)
    }
}

extension CalendarDetails: ServedDefinition {
    typealias New = NewCalendar
    typealias Revision = CalendarRevision
    typealias View = CalendarView
    static let place = DefinitionPlace(
        root: "/api/v1/calendars", one: "a calendar", many: "calendars", readers: .may(.configurationRead),
        keepers: .may(.servicesManage), auditors: .may(.configurationRead))
}

extension AgreementDetails: ServedDefinition {
    typealias New = NewAgreement
    typealias Revision = AgreementRevision
    typealias View = AgreementView
    static let place = DefinitionPlace(
        root: "/api/v1/agreements", one: "an agreement", many: "agreements", readers: .may(.configurationRead),
        keepers: .may(.servicesManage), auditors: .may(.configurationRead))
    static let filters: [Filter] = [
        .any("kind", "kind", .oneOf(AgreementKind.self), "With a customer, a team or a supplier"),
        .any("organisation", "organisation", .uuid, orNone: true, "With these customers"),
        .until("reviewBefore", "review_at", .date, "To be looked at again before"),
    ]
}

extension PolicyDetails: ServedDefinition {
    typealias New = NewPolicy
    typealias Revision = PolicyRevision
    typealias View = PolicyView
    static let place = DefinitionPlace(
        root: "/api/v1/service-level-policies", one: "a service level policy", many: "service level policies",
        readers: .may(.configurationRead), keepers: .may(.servicesManage), auditors: .may(.configurationRead))
    static let filters: [Filter] = [
        .any("kind", "kind", .oneOf(AgreementKind.self), "Of agreements with a customer, a team or a supplier"),
        .any("agreement", "agreement", .uuid, orNone: true, "Of these agreements"),
    ]
}
