import Chassis
import Foundation
import Messaging
import Postgres
import ProblemDomain
import Records

/// Drafts a known error for a problem.
struct NewKnownErrorBody: Codable, Sendable {
    /// By number or id.
    let problem: String
    /// The problem's if left out.
    let summary: String?
    /// How to recognise it.
    let symptom: String?
    let workaround: String?
    /// `true` says explicitly that no workaround is known.
    let noWorkaround: Bool?

    func request() throws -> KeepKnownErrors.Request {
        KeepKnownErrors.Request(
            summary: try summary?.checked("summary", longest: TextLimit.line),
            symptom: try symptom?.checked("symptom", longest: TextLimit.text),
            workaround: try Workaround(workaround, noneKnown: noWorkaround))
    }
}

/// Replaces the workaround.
struct RevisionBody: Codable, Sendable {
    let workaround: String?
    /// `true` says explicitly that no workaround is known.
    let noWorkaround: Bool?
}

extension Workaround {
    /// Throws `Invalid` unless exactly one of the two is given.
    init(_ text: String?, noneKnown: Bool?) throws {
        switch (text, noneKnown ?? false) {
        case (let text?, false): self = .described(text: try text.checked("workaround", longest: TextLimit.text))
        case (nil, true): self = .noneKnown
        default:
            throw Invalid(
                "Give the workaround, or say noWorkaround: true.", field: "workaround", code: "workaround_missing")
        }
    }
}

/// Known errors: draft, read, revise, publish, retire. A known error is named by its number or id.
struct KnownErrorRoutes: Sendable {
    let database: Database
    let keep = KeepKnownErrors()

    private static let path = "/api/v1/known-errors"
    private static let one = path + "/{number}"
    private var store: KnownErrorStore { keep.work.knownErrors.store }

    func add(to api: inout API) {
        addReading(to: &api)
        api.post(
            Self.one + "/revise", "Replace the workaround: a new edition", for: .may(.problemsWork),
            accepts: RevisionBody.self,
            answers: KnownErrorView.self
        ) { call, body in
            try await change(call, .revise(Workaround(body.workaround, noneKnown: body.noWorkaround)))
        }
        api.post(
            Self.one + "/publish", "Give it to those who restore service", for: .may(.problemsWork),
            answers: KnownErrorView.self
        ) { call in
            try await change(call, .publish)
        }
        api.post(
            Self.one + "/retire", "Take it back", for: .may(.problemsWork), accepts: ReasonBody.self,
            answers: KnownErrorView.self
        ) { call, body in
            let reason = try body.checked()
            return try await change(call, .retire(reason: reason), because: reason)
        }
        api.addHistory(of: KnownError.self, under: Self.one, seen: .knownErrors, in: database) {
            try store.id(of: $0, in: $1).id
        }
    }

    private func addReading(to api: inout API) {
        api.list(
            Self.path, "List known errors", for: .may(.problemsRead), by: KnownErrorLists.listing,
            of: KnownErrorLine.self
        ) { call, wanted in
            try await database.transaction { tx in try KnownErrorLists.page(wanted, for: call.principal, in: tx) }
        }
        api.post(
            Self.path, "Draft a known error for a problem", for: .may(.problemsWork), accepts: NewKnownErrorBody.self,
            answers: KnownErrorView.self
        ) { call, body in
            try await draft(call, body)
        }
        api.get(Self.one, "Read a known error", for: .may(.problemsRead), answers: KnownErrorView.self) { call in
            let key = try call.path("number")
            return try await database.transaction { tx in
                let kept = try store.read(key, in: tx)
                try Sight.knownErrors.check(kept.record.id, as: key, by: call.principal, in: tx)
                return .ok(try KnownErrorView(kept, in: tx), version: kept.version)
            }
        }
    }

    private func draft(_ call: Call, _ body: NewKnownErrorBody) async throws -> Answer<KnownErrorView> {
        let request = try body.request()
        let by = try call.provenance("draft")
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let problem = try keep.work.problems.store.id(of: body.problem, in: tx)
                try Sight.problems.check(problem, as: body.problem, by: call.principal, to: .problemsWork, in: tx)
                let kept = try keep.draft(request, for: problem, by: by, in: tx)
                return .created(
                    try KnownErrorView(kept, in: tx), version: kept.version, at: "\(Self.path)/\(kept.record.number)")
            }
        }
    }

    private func change(
        _ call: Call, _ command: KnownError.Command, because reason: String? = nil
    ) async throws -> Answer<KnownErrorView> {
        let key = try call.path("number")
        let by = try call.provenance(command.name, reason: reason)
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let known = try store.id(of: key, in: tx)
                try Sight.knownErrors.check(known.id, as: key, by: call.principal, to: .problemsWork, in: tx)
                let kept = try keep.perform(command, on: known, by: by, expecting: call.expectedVersion, in: tx)
                return .ok(try KnownErrorView(kept, in: tx), version: kept.version)
            }
        }
    }
}
