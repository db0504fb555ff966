import Chassis
import Foundation
import Messaging
import Postgres
import ProblemDomain
import Records

/// Problems: open, read, work on. A problem is named by its number or id.
struct ProblemRoutes: Sendable {
    let database: Database
    let work = WorkProblem()
    let links = LinkIncident()

    private static let path = "/api/v1/problems"
    private static let one = path + "/{number}"

    func add(to api: inout API) {
        addReading(to: &api)
        addLifecycle(to: &api)
        addWork(to: &api)
        api.addHistory(of: Problem.self, under: Self.one, seen: .problems, in: database) {
            try work.problems.store.id(of: $0, in: $1)
        }
        api.bulk(
            Self.path, "Do one thing to many problems", for: .may(.problemsWork),
            commands: ["assess", "prioritise", "assign", "resolve", "close", "cancel"])
    }

    private func addReading(to api: inout API) {
        api.list(
            Self.path, "List problems", for: .may(.problemsRead), by: ProblemLists.listing, of: ProblemLine.self
        ) { call, wanted in
            try await database.transaction { tx in try ProblemLists.page(wanted, for: call.principal, in: tx) }
        }
        api.post(
            Self.path, "Open a problem by hand", for: .may(.problemsWork), accepts: NewProblemBody.self,
            answers: ProblemView.self
        ) { call, body in
            try await open(call, body)
        }
        api.get(Self.one, "Read a problem", for: .may(.problemsRead), answers: ProblemView.self) { call in
            let key = try call.path("number")
            return try await database.transaction { tx in
                let kept = try work.problems.store.read(key, in: tx)
                try Sight.problems.check(kept.record.id, as: key, by: call.principal, in: tx)
                return .ok(try ProblemView(kept, in: tx), version: kept.version)
            }
        }
    }

    private func addLifecycle(to api: inout API) {
        api.post(Self.one + "/assess", "Begin to assess it", for: .may(.problemsWork), answers: ProblemView.self) {
            call in
            try await perform(.assess, call)
        }
        command("analyse", "Begin the root cause analysis, or begin it again with a reason", AnalyseBody.self, in: &api)
        command("confirm-cause", "Say what causes the incidents, and how sure that is", CauseBody.self, in: &api)
        command("plan-fix", "Say how the cause shall be removed", FixBody.self, in: &api)
        command("resolve", "Say that the cause is removed", SolutionBody.self, in: &api)
        command("close", "Close it: the fix holds", CloseBody.self, in: &api)
        command("cancel", "Cancel it: there is no problem", CancelBody.self, in: &api)
        command(
            "accept-risk", "Live with it until a review", AcceptRiskBody.self, to: .problemsAcceptRisk, in: &api)
    }

    private func addWork(to api: inout API) {
        command("prioritise", "Change its priority", PriorityBody.self, in: &api)
        command("assign", "Assign it to a team, a person, both or nobody", AssignBody.self, in: &api)
        api.post(
            Self.one + "/link-incident", "Say that it explains an incident", for: .may(.problemsWork),
            accepts: IncidentBody.self,
            answers: ProblemView.self
        ) { call, body in
            try await change(call, "link-incident") { id, by, tx in
                try links.link(body.incident, to: id, by: by, expecting: call.expectedVersion, in: tx)
            }
        }
        api.post(
            Self.one + "/unlink-incident", "Say that it does not explain an incident after all",
            for: .may(.problemsWork),
            accepts: IncidentBody.self, answers: ProblemView.self
        ) { call, body in
            try await change(call, "unlink-incident") { id, by, tx in
                try links.unlink(body.incident, from: id, by: by, expecting: call.expectedVersion, in: tx)
            }
        }
    }

    private func open(_ call: Call, _ body: NewProblemBody) async throws -> Answer<ProblemView> {
        let request = try body.request()
        let by = try call.provenance("open")
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let kept = try OpenProblem().open(request, by: by, in: tx)
                return .created(
                    try ProblemView(kept, in: tx), version: kept.version, at: "\(Self.path)/\(kept.record.number)")
            }
        }
    }

    /// A command with a body, at its own address below the problem.
    private func command<Body: ProblemCommandBody>(
        _ name: String, _ summary: String, _ body: Body.Type, to action: Action = .problemsWork, in api: inout API
    ) {
        api.post(
            "\(Self.one)/\(name)", summary, for: .may(action), accepts: body, answers: ProblemView.self
        ) { call, body in
            try await perform(body.command(), call, to: action)
        }
    }

    private func perform(
        _ command: Problem.Command, _ call: Call, to action: Action = .problemsWork
    ) async throws -> Answer<ProblemView> {
        try await change(call, command.name, because: command.reason, to: action) { id, by, tx in
            try work.obey(command, on: id, by: by, expecting: call.expectedVersion, in: tx)
        }
    }

    private func change(
        _ call: Call, _ command: String, because reason: String? = nil, to action: Action = .problemsWork,
        _ effect: @escaping @Sendable (UUID, Provenance, Transaction) throws -> Kept<Problem>
    ) async throws -> Answer<ProblemView> {
        let key = try call.path("number")
        let by = try call.provenance(command, reason: reason)
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let id = try work.problems.store.id(of: key, in: tx)
                try Sight.problems.check(id, as: key, by: call.principal, to: action, in: tx)
                let kept = try effect(id, by, tx)
                return .ok(try ProblemView(kept, in: tx), version: kept.version)
            }
        }
    }
}
