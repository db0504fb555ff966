import Chassis
import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Requests: everybody their own, staff all; who may do what with one, `RequestRights` says.
struct RequestRoutes: Sendable {
    private static let root = "/api/v1/requests"

    let database: Database
    let hours: WorkingHours

    private var work: WorkRequest { WorkRequest(hours: hours) }

    func add(to api: inout API) {
        let one = "\(Self.root)/{id}"
        api.list(Self.root, "List requests", for: .signedIn, by: RequestLists.requests, of: RequestLine.self) {
            call, wanted in
            let reader = try call.principal
            return try await database.transaction { try RequestLists.requests(wanted, for: reader, in: $0) }
        }
        api.post(
            Self.root, "Ask for an item of the catalogue", for: .signedIn, accepts: NewRequest.self,
            answers: RequestView.self, submit)
        api.get(one, "Read a request", for: .signedIn, answers: RequestView.self, read)
        api.history(of: ServiceRequest.self, at: one, for: .may(.requestsWork), in: database) { id, reader, tx in
            _ = try RequestSight.read(id, for: reader, in: tx)
        }
        addAsking(one, to: &api)
        addWorking(one, to: &api)
        addEnding(one, to: &api)
        api.bulk(
            Self.root, "Do one thing to many requests", for: .may(.requestsWork),
            commands: ["begin", "hold", "resume", "fulfil", "change-lane", "cancel", "decline-cancellation", "merge"])
    }

    private func addAsking(_ one: String, to api: inout API) {
        api.post(
            "\(one)/revise", "Give other answers; whoever approves is asked again", for: .signedIn,
            accepts: AnswersBody.self, answers: RequestView.self
        ) { call, body in try await ask(body.answers, again: false, call) }
        api.post(
            "\(one)/resubmit", "Ask again for what was rejected", for: .signedIn, accepts: ResubmissionBody.self,
            answers: RequestView.self
        ) { call, body in try await ask(body.answers, again: true, call) }
        api.post("\(one)/confirm", "Say that it is there", for: .signedIn, answers: RequestView.self) { call in
            try await perform(call) { .confirm }
        }
        api.post(
            "\(one)/reopen", "Say that it is not right", for: .signedIn, accepts: BecauseBody.self,
            answers: RequestView.self
        ) { call, body in
            let (reason, task) = (try body.checked(), UUID.v7())
            return try await perform(call, because: reason) { .reopen(reason: reason, task: task) }
        }
        api.post(
            "\(one)/ask-cancellation", "Ask to cancel what is under way", for: .signedIn, accepts: BecauseBody.self,
            answers: RequestView.self
        ) { call, body in
            let reason = try body.checked()
            return try await perform(call, because: reason) { .askCancellation(reason: reason) }
        }
    }

    private func addWorking(_ one: String, to api: inout API) {
        api.post("\(one)/begin", "Begin to fulfil a request", for: .may(.requestsWork), answers: RequestView.self) {
            call in
            try await perform(call) { .begin }
        }
        api.post(
            "\(one)/hold", "Wait for something outside", for: .may(.requestsWork), accepts: HoldBody.self,
            answers: RequestView.self
        ) { call, body in
            let reason = try Wording.reason(body.reason, field: "reason")
            return try await perform(call, because: reason) { .hold(reason: reason, until: body.until) }
        }
        api.post("\(one)/resume", "Go on after a hold", for: .may(.requestsWork), answers: RequestView.self) { call in
            try await perform(call) { .resume }
        }
        api.post(
            "\(one)/fulfil", "Say that a request is fulfilled", for: .may(.requestsWork), accepts: NoteBody.self,
            answers: RequestView.self
        ) { call, body in
            let note = try body.checked()
            return try await perform(call) { .fulfil(note: note) }
        }
        api.post(
            "\(one)/change-lane", "Deal with it another way", for: .may(.requestsWork), accepts: LaneBody.self,
            answers: RequestView.self
        ) { call, body in
            let reason = try Wording.reason(body.reason, field: "reason")
            return try await perform(call, because: reason) { .changeLane(body.lane, reason: reason) }
        }
    }

    private func addEnding(_ one: String, to api: inout API) {
        api.post(
            "\(one)/cancel", "Cancel a request", for: .signedIn, accepts: BecauseBody.self, answers: RequestView.self
        ) { call, body in
            let reason = try body.checked()
            return try await perform(call, because: reason) { .cancel(reason: reason) }
        }
        api.post(
            "\(one)/decline-cancellation", "Go on with what somebody wants to cancel", for: .may(.requestsWork),
            accepts: BecauseBody.self, answers: RequestView.self
        ) { call, body in
            let reason = try body.checked()
            return try await perform(call, because: reason) { .declineCancellation(reason: reason) }
        }
        api.post(
            "\(one)/merge", "Make one request of two", for: .signedIn, accepts: MergeBody.self,
            answers: RequestView.self, merge)
    }

    private func submit(_ call: Call, _ body: NewRequest) async throws -> Answer<RequestView> {
        let (reader, provenance) = (try call.principal, try call.provenance("submit"))
        let wish = SubmitRequest.Wish(
            item: body.item, edition: body.edition, requestedFor: body.requestedFor, answers: body.answers)
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let kept = try SubmitRequest(hours: hours).submit(wish, as: reader, by: provenance, in: tx)
                return .created(
                    try RequestView(kept, for: reader, in: tx), version: kept.version,
                    at: "\(Self.root)/\(kept.record.id.uuidString.lowercased())")
            }
        }
    }

    private func read(_ call: Call) async throws -> Answer<RequestView> {
        let (id, reader) = (try call.uuid("id"), try call.principal)
        return try await database.transaction { tx in
            let kept = try RequestSight.read(id, for: reader, in: tx)
            return .ok(try RequestView(kept, for: reader, in: tx), version: kept.version)
        }
    }

    private func ask(
        _ answers: [String: AnswerValue]?, again: Bool, _ call: Call
    ) async throws -> Answer<RequestView> {
        try await change(call, again ? "resubmit" : "revise") { id, reader, provenance, tx in
            try work.ask(
                answers, on: id, again: again, as: reader, expecting: call.expectedVersion, by: provenance, in: tx)
        }
    }

    private func merge(_ call: Call, _ body: MergeBody) async throws -> Answer<RequestView> {
        try await change(call, "merge") { id, reader, provenance, tx in
            try work.merge(
                id, into: body.into, as: reader, expecting: call.expectedVersion, by: provenance, in: tx)
        }
    }

    private func perform(
        _ call: Call, because reason: String? = nil, _ command: @Sendable () -> ServiceRequest.Command
    ) async throws -> Answer<RequestView> {
        let command = command()
        return try await change(call, command.name, because: reason) { id, reader, provenance, tx in
            try work.perform(
                command, on: id, as: reader, expecting: call.expectedVersion, by: provenance, in: tx)
        }
    }

    private func change(
        _ call: Call, _ word: String, because reason: String? = nil,
        _ change: @escaping @Sendable (UUID, Principal, Provenance, Transaction) throws -> Kept<ServiceRequest>
    ) async throws -> Answer<RequestView> {
        let (id, reader, provenance) = (
            try call.uuid("id"), try call.principal, try call.provenance(word, reason: reason)
        )
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let kept = try change(id, reader, provenance, tx)
                return .ok(try RequestView(kept, for: reader, in: tx), version: kept.version)
            }
        }
    }
}
