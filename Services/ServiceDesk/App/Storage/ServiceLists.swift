import Chassis
import DeskDomain
import Postgres

/// What lists of business services can be asked for.
enum ServiceLists {
    static let listing = Listing(
        sorts: [
            Listing.Column("name", "name", .text), Listing.Column("criticality", "criticality", .integer),
            Listing.Column("valuePerHour", "value_per_hour", .number),
            Listing.Column("definedAt", "defined_at", .date),
        ],
        standard: "name",
        filters: [
            .any("state", "state", .oneOf(BusinessService.State.self), "Whether they are in use"),
            .any("criticality", "criticality", .integer, "1 is the most critical, 4 the least"),
            .any("owner", "owner", .uuid, orNone: true, "The person who answers for it"),
            .any("team", "team", .uuid, orNone: true, "The team that restores it"),
        ],
        search: { "name ILIKE \(Search.pattern($0))" })

    /// A customer's own people see what is open to everyone or to them.
    static func visible(to reader: Principal) -> SQL? {
        reader.isStaff ? nil : Scope.audience("audience", of: reader.organisation)
    }

    static func isVisible(_ service: BusinessService, to reader: Principal) -> Bool {
        let audience = service.details.audience
        guard !reader.isStaff, !audience.isEmpty, let organisation = reader.organisation else { return true }
        return audience.contains(organisation)
    }

    static func page(_ wanted: Wanted, for reader: Principal, in tx: Transaction) throws -> Page<ServiceView> {
        try wanted.read("record, version", from: "service", where: visible(to: reader), in: tx) {
            ServiceView(try ServiceStore.kept($0))
        }
    }
}
