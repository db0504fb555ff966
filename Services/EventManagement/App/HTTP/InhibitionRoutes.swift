import Chassis
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// Inhibitions: list, create, try out, read, amend, end, journal.
struct InhibitionRoutes {
    private static let root = "/api/v1/inhibitions"
    private static let one = "/api/v1/inhibitions/{id}"

    let database: Database
    let moves: MoveAlerts

    private static let listing = Listing(
        sorts: [Listing.Column("createdAt", "created_at", .date), Listing.Column("name", "name", .text)],
        standard: "-createdAt", filters: [.any("state", "state", .oneOf(Inhibition.State.self), "States")],
        search: { "strpos(lower(name), lower(\($0))) > 0" })

    private static let columns: SQL = """
        version, record, (
            SELECT count(DISTINCT s.alert) FROM inhibition_side AS s
            WHERE s.rule = inhibition.id AND s.is_source AND s.settles_at IS NULL
        ) AS sources, (
            SELECT count(DISTINCT t.alert) FROM inhibition_side AS t
            JOIN suppression AS u ON u.alert = t.alert AND u.reason = 'inhibition' AND u.ended_at IS NULL
            JOIN inhibition_side AS s ON s.rule = t.rule AND s.alert = u.source AND s.key = t.key AND s.is_source
            WHERE t.rule = inhibition.id AND t.is_target
        ) AS muted
        """

    func add(to api: inout API) {
        addReading(to: &api)
        let (database, moves) = (database, moves)
        api.post(
            Self.root, "Mute alerts while another fires", for: .may(.alertsWork), accepts: InhibitionBody.self,
            answers: InhibitionView.self
        ) { call, body in
            let by = try SilenceRoutes.provenance("create-inhibition", call)
            return try await database.transaction { tx in
                try Idempotency.remember(call, in: tx) {
                    let kept = try KeepInhibitions(moves: moves).create(body.terms(), by: by, in: tx)
                    let address = "\(Self.root)/\(kept.record.id.uuidString.lowercased())"
                    return .created(try Self.view(kept.record.id, in: tx), version: kept.version, at: address)
                }
            }
        }
        api.post(
            "\(Self.root)/try", "See what an inhibition would mute of what fires now; changes nothing",
            for: .may(.alertsWork), accepts: InhibitionBody.self, answers: InhibitionTrial.self
        ) { call, body in
            _ = try SilenceRoutes.provenance("try-inhibition", call)
            return .ok(
                try await database.transaction { tx in
                    try KeepInhibitions(moves: moves).tryOut(body.terms(), in: tx)
                })
        }
        api.post(
            "\(Self.one)/amend", "Set other terms", for: .may(.alertsWork), accepts: InhibitionBody.self,
            answers: InhibitionView.self
        ) { call, body in
            try await perform(.amend(try body.terms()), "amend-inhibition", call)
        }
        api.post("\(Self.one)/end", "End it now", for: .may(.alertsWork), answers: InhibitionView.self) { call in
            try await perform(.end, "end-inhibition", call)
        }
    }

    private func addReading(to api: inout API) {
        let database = database
        api.list(Self.root, "List inhibitions", for: .may(.alertsRead), by: Self.listing, of: InhibitionView.self) {
            _, wanted in
            try await database.transaction { tx in
                try wanted.read(Self.columns, from: "inhibition", in: tx) { try InhibitionView($0) }
            }
        }
        api.get(Self.one, "Read an inhibition", for: .may(.alertsRead), answers: InhibitionView.self) { call in
            let id = try call.uuid("id")
            let view = try await database.transaction { tx in try Self.view(id, in: tx) }
            return .ok(view, version: view.version)
        }
        addHistory(to: &api, of: Inhibition.self, at: Self.one, in: database) { key, _, tx in
            guard let id = UUID(uuidString: key) else { throw NotFound(Inhibition.kind, key) }
            return try InhibitionStore().existing(id, in: tx).record.id
        }
    }

    private static func view(_ id: UUID, in tx: Transaction) throws -> InhibitionView {
        let found = try tx.first("SELECT \(columns) FROM inhibition WHERE id = \(id)") { try InhibitionView($0) }
        guard let found else { throw NotFound(Inhibition.kind, id.uuidString.lowercased()) }
        return found
    }

    private func perform(
        _ command: Inhibition.Command, _ name: String, _ call: Call
    ) async throws -> Answer<InhibitionView> {
        let (id, by, moves) = (try call.uuid("id"), try SilenceRoutes.provenance(name, call), moves)
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let kept = try KeepInhibitions(moves: moves).perform(
                    command, on: id, expecting: call.expectedVersion, by: by, in: tx)
                return .ok(try Self.view(id, in: tx), version: kept.version)
            }
        }
    }
}

struct InhibitionBody: Codable, Sendable {
    let name: String
    /// What mutes while it fires. Beside labels: `event.severity`, `event.check`, `event.summary`, `event.integration`.
    let sources: [SilenceBody.MatcherBody]
    /// What is muted.
    let targets: [SilenceBody.MatcherBody]
    /// Labels that both must have alike; one that neither has is alike.
    let equal: [String]?
    /// For how many seconds after the source has ended its targets stay muted; 120 when left out.
    let settle: Int?

    func terms() throws(Invalid) -> Inhibition.Terms {
        Inhibition.Terms(
            name: try name.checked("name", longest: 100), sources: sources.map(\.matcher),
            targets: targets.map(\.matcher), equal: equal ?? [], settle: settle ?? Inhibition.Terms.standardSettle)
    }
}

/// An inhibition as the API shows it.
struct InhibitionView: Codable, Sendable {
    let id: UUID
    let version: Int
    let state: Inhibition.State
    let name: String
    let sources: [LabelMatcher]
    let targets: [LabelMatcher]
    let equal: [String]
    /// Seconds.
    let settle: Int
    /// How many alerts mute others by it now.
    let firing: Int
    /// How many alerts it mutes now.
    let muted: Int
    let createdAt: Date
    let endedAt: Date?

    init(_ row: Row) throws {
        let kept = try InhibitionStore.kept(row)
        let (rule, terms) = (kept.record, kept.record.terms)
        id = rule.id
        version = kept.version
        state = rule.state
        name = terms.name
        sources = terms.sources
        targets = terms.targets
        equal = terms.equal
        settle = terms.settle
        firing = try row.value("sources")
        muted = try row.value("muted")
        createdAt = rule.createdAt
        endedAt = rule.endedAt
    }
}
