import Chassis
import Contracts
import Postgres
import ProblemDomain

/// What known errors can be filtered and sorted by.
enum KnownErrorLists {
    static let listing = Listing(
        sorts: [Listing.Column("draftedAt", "drafted_at", .date), Listing.Column("number", "number", .text)],
        standard: "-draftedAt",
        filters: [
            .any("state", "state", .oneOf(KnownError.State.self), "States"),
            .any("problem", "problem", .uuid, "Problems"),
            .any("causeItem", "cause_item", .uuid, orNone: true, "Configuration items at fault"),
        ],
        search: { "strpos(lower(number || ' ' || summary), lower(\($0))) > 0" })

    static func page(_ wanted: Wanted, for caller: Principal, in tx: Transaction) throws -> Page<KnownErrorLine> {
        let columns: SQL = """
            id, number, version, state, summary, problem, cause_item, edition, drafted_at, \
            \(Names.column(ConfigurationItemAnnounced.self, of: "cause_item", as: "cause_name"))
            """
        return try wanted.read(columns, from: "known_error", where: Sight.knownErrors.visible(to: caller), in: tx) {
            try KnownErrorLine($0)
        }
    }
}
