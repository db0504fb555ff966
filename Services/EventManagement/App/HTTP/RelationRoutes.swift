import Chassis
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// What can cause what: list, create, read, amend, accept, reject, end, journal.
struct RelationRoutes {
    private static let root = "/api/v1/cause-relations"
    private static let one = "/api/v1/cause-relations/{id}"

    let database: Database

    private static let listing = Listing(
        sorts: [
            Listing.Column("createdAt", "created_at", .date), Listing.Column("check", "effect_check", .text),
        ],
        standard: "-createdAt",
        filters: [.any("state", "state", .oneOf(CauseRelation.State.self), "States")],
        search: { "strpos(lower(cause_check || ' ' || effect_check), lower(\($0))) > 0" })

    func add(to api: inout API) {
        addReading(to: &api)
        let database = database
        api.post(
            Self.root, "Say that one kind of alert can cause another", for: .may(.integrationsManage),
            accepts: RelationBody.self, answers: RelationView.self
        ) { call, body in
            let by = try call.provenance("create-cause-relation")
            return try await database.transaction { tx in
                try Idempotency.remember(call, in: tx) {
                    let kept = try KeepRelations().create(body.terms, by: by, in: tx)
                    let address = "\(Self.root)/\(kept.record.id.uuidString.lowercased())"
                    return .created(RelationView(kept), version: kept.version, at: address)
                }
            }
        }
        api.post(
            "\(Self.one)/amend", "Set other terms of what was configured", for: .may(.integrationsManage),
            accepts: RelationBody.self, answers: RelationView.self
        ) { call, body in
            try await perform(.amend(body.terms), "amend-cause-relation", call)
        }
        let moves: [(String, String, CauseRelation.Command)] = [
            ("accept", "Agree with what was learned: it counts whole, and is not forgotten", .accept),
            ("reject", "Say that it is not so: it counts no more, and is not learned again", .reject),
            ("end", "Take it out of use; it may be learned again", .end(nil)),
        ]
        for (word, summary, command) in moves {
            api.post("\(Self.one)/\(word)", summary, for: .may(.integrationsManage), answers: RelationView.self) {
                call in try await perform(command, "\(word)-cause-relation", call)
            }
        }
    }

    private func addReading(to api: inout API) {
        let database = database
        api.list(
            Self.root, "List what can cause what, configured and learned", for: .may(.alertsRead), by: Self.listing,
            of: RelationView.self
        ) { _, wanted in
            try await database.transaction { tx in
                try wanted.read("version, record", from: "cause_relation", in: tx) {
                    RelationView(try RelationStore.kept($0))
                }
            }
        }
        api.get(Self.one, "Read a relation", for: .may(.alertsRead), answers: RelationView.self) { call in
            let id = try call.uuid("id")
            let kept = try await database.transaction { tx in try RelationStore().read(id, in: tx) }
            return .ok(RelationView(kept), version: kept.version)
        }
        addHistory(to: &api, of: CauseRelation.self, at: Self.one, in: database) { key, _, tx in
            guard let id = UUID(uuidString: key) else { throw NotFound(CauseRelation.kind, key) }
            return try RelationStore().read(id, in: tx).record.id
        }
    }

    private func perform(
        _ command: CauseRelation.Command, _ name: String, _ call: Call
    ) async throws -> Answer<RelationView> {
        let (id, by) = (try call.uuid("id"), try call.provenance(name))
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let kept = try KeepRelations().perform(
                    command, on: id, expecting: call.expectedVersion, by: by, in: tx)
                return .ok(RelationView(kept), version: kept.version)
            }
        }
    }
}

struct RelationBody: Codable, Sendable {
    /// A check, on items of a class, or of any without `itemClass`.
    let cause: CauseRelation.AlertType
    let effect: CauseRelation.AlertType
    /// `service` (they hurt a common business service) when left out.
    let nearness: CauseRelation.Nearness?
    let comment: String?

    var terms: CauseRelation.Terms {
        CauseRelation.Terms(cause: cause, effect: effect, nearness: nearness ?? .service, comment: comment)
    }
}

/// A relation as the API shows it.
struct RelationView: Codable, Sendable {
    let id: UUID
    let version: Int
    let state: CauseRelation.State
    let cause: CauseRelation.AlertType
    let effect: CauseRelation.AlertType
    let nearness: CauseRelation.Nearness
    let comment: String?
    /// How many causes of the one kind were followed by the other; nil for what was never learned.
    let support: Int?
    /// In which part of its cases the effect came with that cause, from 0 to 1.
    let confidence: Double?
    let createdAt: Date

    init(_ kept: Kept<CauseRelation>) {
        let (relation, terms) = (kept.record, kept.record.terms)
        id = relation.id
        version = kept.version
        state = relation.state
        cause = terms.cause
        effect = terms.effect
        nearness = terms.nearness
        comment = terms.comment
        support = relation.evidence?.support
        confidence = relation.evidence?.confidence
        createdAt = relation.createdAt
    }
}
