import Foundation
import Records

/// When a service is supported. Each revision is a version that those who pinned it keep for ever.
package typealias SupportCalendar = Definition<CalendarDetails>

package struct CalendarDetails: Definable {
    package static let kind = "calendar"

    /// No two active calendars share one.
    package let name: String
    package let description: String?
    package let calendar: BusinessCalendar

    /// Throws `Invalid` naming the field at fault.
    package init(name: String, description: String? = nil, calendar: BusinessCalendar) throws(Invalid) {
        self.name = try Wording.line(name, field: "name")
        self.description = try Wording.paragraphs(description, field: "description", atMost: 4_000)
        self.calendar = try calendar.checked()
    }
}

/// What is agreed with a customer, a team of one's own or a supplier, for how long, and when it is looked at again.
package typealias Agreement = Definition<AgreementDetails>

package struct AgreementDetails: Definable {
    package static let kind = "agreement"

    /// No two active agreements share one.
    package let name: String
    package let description: String?
    package let agreementKind: AgreementKind
    /// The customer, in an agreement with one; nil for all.
    package let organisation: UUID?
    /// The team of one's own, in an agreement with one.
    package let team: UUID?
    /// The supplier, in a contract with one.
    package let supplier: String?
    package let from: CalendarDay?
    /// The first day on which it holds no more.
    package let until: CalendarDay?
    package let reviewAt: CalendarDay?
    /// Who is reminded of its review; nil for whoever defined or revised it last.
    package let owner: UUID?
    /// Where the signed document is.
    package let document: String?
    /// What is promised of how much services are up; nil for nothing.
    package let availability: [AvailabilityTarget]?

    /// Throws `Invalid` naming the field at fault.
    package init(
        name: String, description: String? = nil, agreementKind: AgreementKind, organisation: UUID? = nil,
        team: UUID? = nil, supplier: String? = nil, from: CalendarDay? = nil, until: CalendarDay? = nil,
        reviewAt: CalendarDay? = nil, owner: UUID? = nil, document: String? = nil,
        availability: [AvailabilityTarget] = []
    ) throws(Invalid) {
        self.name = try Wording.line(name, field: "name")
        self.description = try Wording.paragraphs(description, field: "description", atMost: 20_000)
        self.agreementKind = agreementKind
        self.organisation = organisation
        self.team = team
        self.supplier = try Wording.paragraphs(supplier, field: "supplier", atMost: 200)
        if let from, let until, until <= from {
            throw Invalid("It ends after it begins.", field: "until", code: "backwards")
        }
        self.from = from
        self.until = until
        self.reviewAt = reviewAt
        self.owner = owner
        self.availability = try AvailabilityTarget.checked(availability)
        self.document = try Wording.paragraphs(document, field: "document", atMost: 1_000)
        try Self.check(organisation != nil, only: .customer, is: agreementKind, "organisation")
        try Self.check(team != nil, only: .team, is: agreementKind, "team")
        try Self.check(self.supplier != nil, only: .supplier, is: agreementKind, "supplier")
    }

    private static func check(
        _ isGiven: Bool, only kind: AgreementKind, is given: AgreementKind, _ field: String
    ) throws(Invalid) {
        guard isGiven, given != kind else { return }
        throw Invalid("Only an agreement of kind \(kind.rawValue) has this.", field: field, code: "other_kind")
    }
}

/// What is promised for records of some services and customers. Each revision is a version that running clocks pin.
package typealias PromisedLevels = Definition<PolicyDetails>

package struct PolicyDetails: Definable {
    package static let kind = "service-level-policy"

    /// No two active policies share one.
    package let name: String
    package let description: String?
    /// It holds only while this agreement does; nil for always.
    package let agreement: UUID?
    package let policy: ServiceLevelPolicy

    /// Throws `Invalid` naming the field at fault.
    package init(
        name: String, description: String? = nil, agreement: UUID? = nil, policy: ServiceLevelPolicy
    ) throws(Invalid) {
        self.name = try Wording.line(name, field: "name")
        self.description = try Wording.paragraphs(description, field: "description", atMost: 4_000)
        self.agreement = agreement
        self.policy = try policy.checked()
    }
}
