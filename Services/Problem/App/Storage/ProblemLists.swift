import Chassis
import Contracts
import Postgres
import ProblemDomain

/// What problems can be filtered and sorted by.
enum ProblemLists {
    static let listing = Listing(
        sorts: [
            Listing.Column("openedAt", "opened_at", .date), Listing.Column("number", "number", .text),
            Listing.Column("priority", "priority", .integer),
            Listing.Column("incidentCount", "incident_count", .integer),
        ],
        standard: "-openedAt",
        filters: [
            .any("state", "state", .oneOf(Problem.State.self), "States"),
            .any("priority", "priority", .integer, "Priorities, 1 to 5"),
            .any("causeItem", "cause_item", .uuid, orNone: true, "Configuration items at fault"),
            .any("team", "team", .uuid, orNone: true, "Teams"),
            .any("assignee", "assignee", .uuid, orNone: true, "People"),
            .flag("open", "state NOT IN ('resolved', 'closed', 'cancelled')", "Those with work left to do, or without"),
            .from("openedFrom", "opened_at", .date, "Opened at or after"),
            .until("openedUntil", "opened_at", .date, "Opened before"),
        ],
        search: { "strpos(lower(number || ' ' || summary), lower(\($0))) > 0" })

    static func page(_ wanted: Wanted, for caller: Principal, in tx: Transaction) throws -> Page<ProblemLine> {
        let columns: SQL = """
            id, number, version, state, summary, priority, cause_item, team, assignee, incident_count, opened_at, \
            \(Names.column(ConfigurationItemAnnounced.self, of: "cause_item", as: "cause_name")), \
            \(Names.column(TeamAnnounced.self, of: "team", as: "team_name")), \
            \(Names.column(PersonAnnounced.self, of: "assignee", as: "assignee_name"))
            """
        return try wanted.read(columns, from: "problem", where: Sight.problems.visible(to: caller), in: tx) {
            try ProblemLine($0)
        }
    }
}
