import Chassis
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// What is not in the catalogue: anybody may wish for it, staff explain and decide.
struct DemandRoutes: Sendable {
    private static let root = "/api/v1/unsupported-requests"

    let database: Database
    private let wishes = DecideWishes()

    init(database: Database) {
        self.database = database
    }

    func add(to api: inout API) {
        let one = "\(Self.root)/{id}"
        api.list(
            Self.root, "List what people wish for and nobody offers", for: .signedIn, by: DemandLists.listing,
            of: UnsupportedRequestView.self
        ) { call, wanted in
            let reader = try call.principal
            return try await database.transaction { try DemandLists.page(wanted, for: reader, in: $0) }
        }
        api.post(
            Self.root, "Wish for what is not in the catalogue", for: .signedIn, accepts: NewUnsupportedRequest.self,
            answers: UnsupportedRequestView.self, record)
        api.get(one, "Read an unsupported request", for: .signedIn, answers: UnsupportedRequestView.self, read)
        api.history(of: UnsupportedRequest.self, at: one, for: .may(.requestsWork), in: database) { id, reader, tx in
            _ = try DecideWishes.read(id, for: reader, in: tx)
        }
        addDeciding(one, to: &api)
        addReferring(one, to: &api)
        api.bulk(
            Self.root, "Do one thing to many unsupported requests", for: .may(.requestsWork),
            commands: ["explain", "assign", "classify", "decline"])
        api.get("/api/v1/demand", "What people wish for, by topic", for: .may(.requestsWork), answers: DemandView.self)
        { _ in
            .ok(DemandView(items: try await database.transaction { try DemandLists.demand(in: $0) }))
        }
        api.get(
            "/api/v1/lanes", "How much is dealt with by which way", for: .may(.requestsWork), answers: LanesView.self
        ) { _ in
            .ok(LanesView(items: try await database.transaction { try DemandLists.lanes(in: $0) }))
        }
    }

    private func addDeciding(_ one: String, to api: inout API) {
        api.post(
            "\(one)/explain", "Say why it is not offered, and what may be had instead", for: .may(.requestsWork),
            accepts: ExplanationBody.self, answers: UnsupportedRequestView.self
        ) { call, body in
            let reason = try Wording.reason(body.reason, field: "reason")
            let alternative = try Wording.reason(body.alternative, field: "alternative")
            return try await perform(.explain(reason: reason, alternative: alternative), call)
        }
        api.post(
            "\(one)/assign", "Say who sees to it", for: .may(.requestsWork), accepts: OwnerBody.self,
            answers: UnsupportedRequestView.self
        ) { call, body in try await perform(.assign(owner: body.owner), call) }
        api.post(
            "\(one)/classify", "Say under which topic it is counted", for: .may(.requestsWork), accepts: TopicBody.self,
            answers: UnsupportedRequestView.self
        ) { call, body in
            guard let topic = try Demand.topic(body.topic) else {
                throw Invalid("Give a text; this is empty.", field: "topic", code: "empty")
            }
            return try await perform(.classify(topic: topic), call)
        }
        api.post(
            "\(one)/decline", "Decide that it will not be offered", for: .may(.requestsWork), accepts: NoteBody.self,
            answers: UnsupportedRequestView.self
        ) { call, body in try await perform(.decline(note: body.checked()), call) }
        api.post(
            "\(one)/change-lane", "Deal with it another way", for: .may(.requestsWork), accepts: LaneBody.self,
            answers: UnsupportedRequestView.self
        ) { call, body in
            let reason = try Wording.reason(body.reason, field: "reason")
            return try await perform(.changeLane(body.lane, reason: reason), call, because: reason)
        }
    }

    private func addReferring(_ one: String, to api: inout API) {
        api.post(
            "\(one)/refer-to-change", "Propose a change that would make it possible", for: .may(.requestsWork),
            accepts: ChangeReferral.self, answers: UnsupportedRequestView.self
        ) { call, body in
            let note = try Wording.paragraphs(body.note, field: "note", atMost: 4_000)
            return try await change(call, "refer-to-change") { id, reader, provenance, tx in
                try wishes.referToChange(
                    id, summary: body.summary, note: note, as: reader, expecting: call.expectedVersion, by: provenance,
                    in: tx)
            }
        }
        api.post(
            "\(one)/refer-to-improvement", "Put it into the improvement register", for: .may(.requestsWork),
            accepts: ImprovementReferral.self, answers: UnsupportedRequestView.self
        ) { call, body in
            try await change(call, "refer-to-improvement") { id, reader, provenance, tx in
                try wishes.referToImprovement(
                    id, body, as: reader, expecting: call.expectedVersion, by: provenance, in: tx)
            }
        }
        api.post(
            "\(one)/add-service", "Say that it can be asked for now; earlier askers are told", for: .may(.requestsWork),
            accepts: ItemBody.self, answers: UnsupportedRequestView.self
        ) { call, body in try await perform(.addService(item: body.item), call) }
    }

    private func record(_ call: Call, _ body: NewUnsupportedRequest) async throws -> Answer<UnsupportedRequestView> {
        let (reader, provenance) = (try call.principal, try call.provenance("record"))
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let kept = try wishes.record(body, as: reader, by: provenance, in: tx)
                return .created(
                    try Self.view(kept, reader, in: tx), version: kept.version,
                    at: "\(Self.root)/\(kept.record.id.uuidString.lowercased())")
            }
        }
    }

    private func read(_ call: Call) async throws -> Answer<UnsupportedRequestView> {
        let (id, reader) = (try call.uuid("id"), try call.principal)
        return try await database.transaction { tx in
            let kept = try DecideWishes.read(id, for: reader, in: tx)
            return .ok(try Self.view(kept, reader, in: tx), version: kept.version)
        }
    }

    private func perform(
        _ command: UnsupportedRequest.Command, _ call: Call, because reason: String? = nil
    ) async throws -> Answer<UnsupportedRequestView> {
        try await change(call, command.name, because: reason) { id, _, provenance, tx in
            try wishes.perform(command, on: id, expecting: call.expectedVersion, by: provenance, in: tx)
        }
    }

    private func change(
        _ call: Call, _ word: String, because reason: String? = nil,
        _ change: @escaping @Sendable (UUID, Principal, Provenance, Transaction) throws -> Kept<UnsupportedRequest>
    ) async throws -> Answer<UnsupportedRequestView> {
        let (id, reader, provenance) = (
            try call.uuid("id"), try call.principal, try call.provenance(word, reason: reason)
        )
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                _ = try DecideWishes.read(id, for: reader, in: tx)
                let kept = try change(id, reader, provenance, tx)
                return .ok(try Self.view(kept, reader, in: tx), version: kept.version)
            }
        }
    }

    private static func view(
        _ kept: Kept<UnsupportedRequest>, _ reader: Principal, in tx: Transaction
    ) throws -> UnsupportedRequestView {
        let request = kept.record
        let names = try PersonNames([request.wish.requester, request.owner].compactMap(\.self), in: tx)
        return UnsupportedRequestView(
            kept, requester: names[request.wish.requester].name, owner: request.owner.map { names[$0].name },
            item: try request.item.flatMap { try RequestItemStore().read($0, in: tx)?.record.content.name }, for: reader
        )
    }
}
