import Chassis
import DeskDomain
import Messaging
import Postgres

/// What those who keep the catalogue can ask of its lists.
enum CatalogueLists {
    static let offerings = Listing(
        sorts: [Listing.Column("name", "name", .text), Listing.Column("definedAt", "defined_at", .date)],
        standard: "name",
        filters: [
            .any("state", "state", .oneOf(Offering.State.self), "Whether they are offered"),
            .any("domain", "domain", .uuid, "The domain that offers them"),
            .any("service", "service", .uuid, orNone: true, "The business service they give access to"),
        ],
        search: { "name ILIKE \(Search.pattern($0))" })

    static let items = Listing(
        sorts: [Listing.Column("name", "name", .text), Listing.Column("definedAt", "defined_at", .date)],
        standard: "name",
        filters: [
            .any("state", "state", .oneOf(RequestItem.State.self), "Whether they can be asked for"),
            .any("offering", "offering", .uuid, "The offering they lie in"),
            .any("topic", "topic", .text, orNone: true, "What people called it before it existed"),
        ],
        search: { "name ILIKE \(Search.pattern($0))" })

    static func offerings(_ wanted: Wanted, in tx: Transaction) throws -> Page<OfferingView> {
        try wanted.read("record, version", from: "offering", in: tx) { OfferingView(try OfferingStore.kept($0)) }
    }

    static func items(_ wanted: Wanted, in tx: Transaction) throws -> Page<RequestItemView> {
        try wanted.read("record, version", from: "request_item", in: tx) {
            RequestItemView(try RequestItemStore.kept($0))
        }
    }
}
