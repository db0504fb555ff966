import Chassis
import DeskDomain
import Foundation
import Postgres
import Records

// Where each kind of definition stands in the API, and who sees and keeps it.

extension TeamDetails: ServedDefinition {
    typealias New = NewTeam
    typealias Revision = TeamRevision
    typealias View = TeamView
    static let place = DefinitionPlace(
        root: "/api/v1/teams", one: "a team", many: "teams", readers: .signedIn, keepers: .may(.peopleManage),
        auditors: .may(.peopleRead))
}

extension SiteDetails: ServedDefinition {
    typealias New = NewSite
    typealias Revision = SiteRevision
    typealias View = SiteView
    static let place = DefinitionPlace(
        root: "/api/v1/sites", one: "a site", many: "sites", readers: .signedIn, keepers: .may(.peopleManage),
        auditors: .may(.peopleRead))
    static let filters: [Filter] = [.any("organisation", "organisation", .uuid, orNone: true, "Whose sites they are")]

    /// Staff may see all, everybody else those of their own organisation.
    static func visible(to reader: Principal) -> SQL? {
        reader.may(.peopleRead) ? nil : Scope.organisation("organisation", of: reader)
    }
}

extension OrganisationDetails: ServedDefinition {
    typealias New = NewOrganisation
    typealias Revision = OrganisationRevision
    typealias View = OrganisationView
    static let place = DefinitionPlace(
        root: "/api/v1/organisations", one: "an organisation", many: "organisations", readers: .signedIn,
        keepers: .may(.peopleManage), auditors: .may(.peopleRead))
    static let filters: [Filter] = [
        .any("kind", "kind", .oneOf(OrganisationDetails.Kind.self), "The provider, or its customers"),
        .any("parent", "parent", .uuid, orNone: true, "The organisation they are a part of"),
    ]

    /// Staff may see all, everybody else their own.
    static func visible(to reader: Principal) -> SQL? {
        if reader.may(.peopleRead) { return nil }
        return reader.organisation.map { "id = \($0)" } ?? "FALSE"
    }
}

extension RoleDetails: ServedDefinition {
    typealias New = NewRole
    typealias Revision = RoleRevision
    typealias View = RoleView
    static let place = DefinitionPlace(
        root: "/api/v1/roles", one: "a role", many: "roles that administrators made", readers: .may(.peopleRead),
        keepers: .may(.rolesManage), auditors: .may(.peopleRead))

    /// Nobody grants what they do not hold, nor moves a role that does.
    static func permit(_ details: RoleDetails, to keeper: Principal) throws {
        try Granting(by: keeper).check(details.grants)
    }
}

extension DomainDetails: ServedDefinition {
    typealias New = NewDomain
    typealias Revision = DomainRevision
    typealias View = DomainView
    static let place = DefinitionPlace(
        root: "/api/v1/catalogue-domains", one: "a domain", many: "domains", readers: .signedIn,
        keepers: .may(.catalogueManage), auditors: .may(.requestsWork))
}

extension ServiceDetails: ServedDefinition {
    typealias New = NewService
    typealias Revision = ServiceRevision
    typealias View = ServiceView
    static let place = DefinitionPlace(
        root: "/api/v1/services", one: "a business service", many: "business services", readers: .signedIn,
        keepers: .may(.servicesManage), auditors: .may(.configurationRead))
    static let sorts = [
        Listing.Column("criticality", "criticality", .integer),
        Listing.Column("valuePerHour", "value_per_hour", .number),
    ]
    static let filters: [Filter] = [
        .any("criticality", "criticality", .integer, "1 is the most critical, 4 the least"),
        .any("owner", "owner", .uuid, orNone: true, "The person who answers for it"),
        .any("team", "team", .uuid, orNone: true, "The team that restores it"),
    ]

    /// A customer's own people see what is open to everyone or to them.
    static func visible(to reader: Principal) -> SQL? {
        reader.isStaff ? nil : Scope.audience("audience", of: reader.organisation)
    }
}
