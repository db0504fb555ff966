import Chassis
import DeskDomain
import Foundation
import Postgres
import Records

/// What lists of organisations can be asked for.
enum OrganisationLists {
    static let listing = Listing(
        sorts: [Listing.Column("name", "name", .text), Listing.Column("definedAt", "defined_at", .date)],
        standard: "name",
        filters: [
            .any("state", "state", .oneOf(Organisation.State.self), "Whether they are in use"),
            .any("kind", "kind", .oneOf(Organisation.Kind.self), "The provider, or its customers"),
            .any("parent", "parent", .uuid, orNone: true, "The organisation they are a part of"),
        ],
        search: { "name ILIKE \(Search.pattern($0))" })

    /// Staff may see all, everybody else their own.
    static func visible(to reader: Principal) -> SQL? {
        if reader.may(.peopleRead) { return nil }
        return reader.organisation.map { "id = \($0)" } ?? "FALSE"
    }

    static func page(_ wanted: Wanted, for reader: Principal, in tx: Transaction) throws -> Page<OrganisationView> {
        try wanted.read("record, version", from: "organisation", where: visible(to: reader), in: tx) {
            OrganisationView(try OrganisationStore.kept($0))
        }
    }
}

/// What lists of sites can be asked for.
enum SiteLists {
    static let listing = Listing(
        sorts: [Listing.Column("name", "name", .text), Listing.Column("definedAt", "defined_at", .date)],
        standard: "name",
        filters: [
            .any("state", "state", .oneOf(Site.State.self), "Whether they are in use"),
            .any("organisation", "organisation", .uuid, orNone: true, "Whose sites they are"),
        ],
        search: { "name ILIKE \(Search.pattern($0))" })

    /// Staff may see all, everybody else those of their own organisation.
    static func visible(to reader: Principal) -> SQL? {
        reader.may(.peopleRead) ? nil : Scope.organisation("organisation", is: reader.organisation)
    }

    static func page(_ wanted: Wanted, for reader: Principal, in tx: Transaction) throws -> Page<SiteView> {
        try wanted.read("record, version", from: "site", where: visible(to: reader), in: tx) {
            SiteView(try SiteStore.kept($0))
        }
    }
}

/// What lists of roles that administrators made can be asked for.
enum RoleLists {
    static let listing = Listing(
        sorts: [Listing.Column("name", "name", .text), Listing.Column("definedAt", "defined_at", .date)],
        standard: "name",
        filters: [
            .any("state", "state", .oneOf(RoleDefinition.State.self), "Whether they are in use")
        ],
        search: { "name ILIKE \(Search.pattern($0))" })

    static func page(_ wanted: Wanted, in tx: Transaction) throws -> Page<RoleView> {
        try wanted.read("record, version", from: "role_definition", in: tx) {
            RoleView(try RoleDefinitionStore.kept($0))
        }
    }
}
