import Chassis
import Contracts
import Postgres
import ProblemDomain

/// What candidates can be filtered and sorted by.
enum CandidateLists {
    static let listing = Listing(
        sorts: [
            Listing.Column("raisedAt", "raised_at", .date), Listing.Column("number", "number", .text),
            Listing.Column("evidenceCount", "evidence_count", .integer),
        ],
        standard: "-raisedAt",
        filters: [
            .any("state", "state", .oneOf(Candidate.State.self), "States"),
            .any("causeItem", "cause_item", .uuid, "Configuration items that keep causing incidents"),
            .from("raisedFrom", "raised_at", .date, "Raised at or after"),
            .until("raisedUntil", "raised_at", .date, "Raised before"),
        ])

    static func page(_ wanted: Wanted, for caller: Principal, in tx: Transaction) throws -> Page<CandidateLine> {
        let columns: SQL = """
            id, number, version, state, cause_item, evidence_count, problem, raised_at, \
            \(Names.column(ConfigurationItemAnnounced.self, of: "cause_item", as: "cause_name"))
            """
        return try wanted.read(columns, from: "candidate", where: Sight.candidates.visible(to: caller), in: tx) {
            try CandidateLine($0)
        }
    }
}
