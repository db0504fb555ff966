import Chassis
import DeskDomain
import Postgres
import Records

/// What lists of people can be asked for.
enum PersonLists {
    static let listing = Listing(
        sorts: [Listing.Column("name", "name", .text), Listing.Column("definedAt", "defined_at", .date)],
        standard: "name",
        filters: [.any("state", "state", .oneOf(Person.State.self), "Whether they are in use")]
            + Role.allCases.map { .flag($0.rawValue, "'\($0.rawValue)' = ANY(roles)", "Whether they have this role") },
        search: { "name ILIKE \(Search.pattern($0))" })

    /// The parameter of a question whose answer would tell more than names; nil when there is none.
    static func staffParameter(in wanted: Wanted) -> String? {
        if wanted.order.hasSuffix("definedAt") { return "sort" }
        return (["state"] + Role.allCases.map(\.rawValue)).first { wanted.query.text($0) != nil }
    }

    static func page(_ wanted: Wanted, for reader: Principal, in tx: Transaction) throws -> Page<PersonView> {
        try wanted.read(
            "record, version", from: "person", where: reader.isStaff ? nil : "state = 'active'", in: tx
        ) { PersonView(try PersonStore.kept($0), for: reader) }
    }
}
