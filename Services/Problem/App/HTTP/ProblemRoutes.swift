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
        addEndings(to: &api)
        addWork(to: &api)
        api.addHistory(of: Problem.self, under: Self.one, in: database) { try work.problems.store.id(of: $0, in: $1) }
    }

    private func addReading(to api: inout API) {
        api.list(
            Self.path, "List problems", for: .staff, by: ProblemLists.listing, of: ProblemLine.self
        ) { _, wanted in
            try await database.transaction { tx in try ProblemLists.page(wanted, in: tx) }
        }
        api.post(
            Self.path, "Open a problem by hand", for: .staff, accepts: NewProblemBody.self, answers: ProblemView.self
        ) { call, body in
            try await open(call, body)
        }
        api.get(Self.one, "Read a problem", for: .staff, answers: ProblemView.self) { call in
            let key = try call.path("number")
            return try await database.transaction { tx in
                let kept = try work.problems.store.read(key, in: tx)
                return .ok(try ProblemView(kept, in: tx), version: kept.version)
            }
        }
    }

    private func addLifecycle(to api: inout API) {
        api.post(Self.one + "/assess", "Begin to assess it", for: .staff, answers: ProblemView.self) { call in
            try await move(call, .assess)
        }
        api.post(
            Self.one + "/analyse", "Begin the root cause analysis, or begin it again with a reason", for: .staff,
            accepts: OptionalReasonBody.self, answers: ProblemView.self
        ) { call, body in
            let reason = try body.checked()
            return try await move(call, .analyse(reason: reason), because: reason)
        }
        api.post(
            Self.one + "/confirm-cause", "Say what causes the incidents, and how sure that is", for: .staff,
            accepts: CauseBody.self, answers: ProblemView.self
        ) { call, body in
            try await move(call, body.command(), checking: body.causeItem)
        }
        api.post(
            Self.one + "/plan-fix", "Say how the cause shall be removed", for: .staff, accepts: FixBody.self,
            answers: ProblemView.self
        ) { call, body in
            try await move(call, body.command())
        }
        api.post(
            Self.one + "/resolve", "Say that the cause is removed", for: .staff, accepts: SolutionBody.self,
            answers: ProblemView.self
        ) { call, body in
            try await move(call, .resolve(solution: body.checked()))
        }
    }

    private func addEndings(to api: inout API) {
        api.post(
            Self.one + "/close", "Close it: the fix holds", for: .staff, accepts: CloseBody.self,
            answers: ProblemView.self
        ) { call, body in
            try await move(call, .close(verification: body.checked()))
        }
        api.post(
            Self.one + "/cancel", "Cancel it: there is no problem", for: .staff, accepts: ReasonBody.self,
            answers: ProblemView.self
        ) { call, body in
            let reason = try body.checked()
            return try await move(call, .cancel(reason: reason), because: reason)
        }
        api.post(
            Self.one + "/accept-risk", "Live with it until a review", for: .managers, accepts: AcceptRiskBody.self,
            answers: ProblemView.self
        ) { call, body in
            let reason = try body.checked()
            return try await move(call, .acceptRisk(reason: reason, reviewAt: body.reviewAt), because: reason)
        }
    }

    private func addWork(to api: inout API) {
        api.post(
            Self.one + "/prioritise", "Change its priority", for: .staff, accepts: PriorityBody.self,
            answers: ProblemView.self
        ) { call, body in
            try await move(call, .prioritise(body.priority), because: body.checked())
        }
        api.post(
            Self.one + "/assign", "Assign it to a team, a person, both or nobody", for: .staff,
            accepts: AssignBody.self, answers: ProblemView.self
        ) { call, body in
            try await assign(call, body)
        }
        api.post(
            Self.one + "/link-incident", "Say that it explains an incident", for: .staff, accepts: IncidentBody.self,
            answers: ProblemView.self
        ) { call, body in
            try await change(call, "link-incident") { id, by, tx in
                try links.link(body.incident, to: id, by: by, expecting: call.expectedVersion, in: tx)
            }
        }
        api.post(
            Self.one + "/unlink-incident", "Say that it does not explain an incident after all", for: .staff,
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

    private func assign(_ call: Call, _ body: AssignBody) async throws -> Answer<ProblemView> {
        try await change(call, "assign") { id, by, tx in
            try Assignees.check(team: body.team, person: body.person, in: tx)
            let command = Problem.Command.assign(team: body.team, person: body.person)
            return try work.perform(command, on: id, by: by, expecting: call.expectedVersion, in: tx)
        }
    }

    private func move(
        _ call: Call, _ command: Problem.Command, because reason: String? = nil, checking item: UUID? = nil
    ) async throws -> Answer<ProblemView> {
        try await change(call, command.name, because: reason) { id, by, tx in
            if let item { try CauseItems.check(item, field: "causeItem", in: tx) }
            return try work.perform(command, on: id, by: by, expecting: call.expectedVersion, in: tx)
        }
    }

    private func change(
        _ call: Call, _ command: String, because reason: String? = nil,
        _ effect: @escaping @Sendable (UUID, Provenance, Transaction) throws -> Kept<Problem>
    ) async throws -> Answer<ProblemView> {
        let key = try call.path("number")
        let by = try call.provenance(command, reason: reason)
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let kept = try effect(work.problems.store.id(of: key, in: tx), by, tx)
                return .ok(try ProblemView(kept, in: tx), version: kept.version)
            }
        }
    }
}
