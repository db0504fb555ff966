import Chassis
import Foundation
import Messaging
import Postgres
import ProblemDomain
import Records

/// Accepts a candidate.
struct AcceptBody: Codable, Sendable {
    /// The open problem it becomes part of, by number or id; a new one if left out.
    let problem: String?
    /// What the new problem is about; made from the cause if left out.
    let summary: String?
}

/// Recurrence candidates: read, accept, dismiss. A candidate is named by its number or id.
struct CandidateRoutes: Sendable {
    let database: Database
    let decide = DecideCandidate()

    private static let path = "/api/v1/problem-candidates"
    private static let one = path + "/{number}"
    private var store: CandidateStore { decide.candidates.store }

    func add(to api: inout API) {
        api.list(
            Self.path, "List recurrence candidates", for: .may(.problemsRead), by: CandidateLists.listing,
            of: CandidateLine.self
        ) { call, wanted in
            try await database.transaction { tx in try CandidateLists.page(wanted, for: call.principal, in: tx) }
        }
        api.get(Self.one, "Read a candidate", for: .may(.problemsRead), answers: CandidateView.self) { call in
            let key = try call.path("number")
            return try await database.transaction { tx in
                let kept = try store.read(key, in: tx)
                try Sight.candidates.check(kept.record.id, as: key, by: call.principal, in: tx)
                return .ok(try CandidateView(kept, in: tx), version: kept.version)
            }
        }
        api.post(
            Self.one + "/accept", "Make it a problem, or part of an open one", for: .may(.problemsWork),
            accepts: AcceptBody.self,
            answers: ProblemView.self
        ) { call, body in
            try await accept(call, body)
        }
        api.post(
            Self.one + "/dismiss", "Say that it is no problem", for: .may(.problemsWork), accepts: ReasonBody.self,
            answers: CandidateView.self
        ) { call, body in
            try await dismiss(call, body)
        }
        api.addHistory(of: Candidate.self, under: Self.one, seen: .candidates, in: database) {
            try store.id(of: $0, in: $1)
        }
    }

    private func accept(_ call: Call, _ body: AcceptBody) async throws -> Answer<ProblemView> {
        let key = try call.path("number")
        let summary = try body.summary?.checked("summary", longest: TextLimit.line)
        let by = try call.provenance("accept")
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let id = try seen(key, call, in: tx)
                let problem = try body.problem.map { try seen(problem: $0, call, in: tx) }
                let kept = try decide.accept(
                    id, into: problem, summary: summary, by: by, expecting: call.expectedVersion,
                    in: tx)
                return .ok(try ProblemView(kept, in: tx), version: kept.version)
            }
        }
    }

    private func dismiss(_ call: Call, _ body: ReasonBody) async throws -> Answer<CandidateView> {
        let key = try call.path("number")
        let reason = try body.checked()
        let by = try call.provenance("dismiss", reason: reason)
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let kept = try decide.dismiss(
                    seen(key, call, in: tx), reason: reason, by: by, expecting: call.expectedVersion, in: tx)
                return .ok(try CandidateView(kept, in: tx), version: kept.version)
            }
        }
    }

    private func seen(_ key: String, _ call: Call, in tx: Transaction) throws -> UUID {
        let id = try store.id(of: key, in: tx)
        try Sight.candidates.check(id, as: key, by: call.principal, to: .problemsWork, in: tx)
        return id
    }

    private func seen(problem key: String, _ call: Call, in tx: Transaction) throws -> UUID {
        let id = try decide.work.problems.store.id(of: key, in: tx)
        try Sight.problems.check(id, as: key, by: call.principal, to: .problemsWork, in: tx)
        return id
    }
}
