import Chassis
import DeskDomain
import Postgres

/// What lists of teams can be asked for.
enum TeamLists {
    static let listing = Listing(
        sorts: [Listing.Column("name", "name", .text), Listing.Column("definedAt", "defined_at", .date)],
        standard: "name", filters: [.any("state", "state", .oneOf(Team.State.self), "Whether they are in use")],
        search: { "name ILIKE \(Search.pattern($0))" })

    static func page(_ wanted: Wanted, in tx: Transaction) throws -> Page<TeamView> {
        try wanted.read("record, version", from: "team", in: tx) { TeamView(try TeamStore.kept($0)) }
    }
}
