import Chassis
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// The work on requests, task by task; every answer is the request as it then stands.
struct TaskRoutes: Sendable {
    let database: Database
    let hours: WorkingHours

    func add(to api: inout API) {
        let root = "/api/v1/request-tasks"
        api.list(root, "List tasks of requests", for: .may(.requestsWork), by: TaskLists.listing, of: TaskLine.self) {
            call, wanted in
            let reader = try call.principal
            return try await database.transaction { try TaskLists.page(wanted, for: reader, in: $0) }
        }
        api.post("\(root)/{id}/start", "Begin a task", for: .may(.requestsWork), answers: RequestView.self) { call in
            try await perform(.start(by: try call.principal.id), call)
        }
        api.post(
            "\(root)/{id}/finish", "Say that a task is done", for: .may(.requestsWork), accepts: NoteBody.self,
            answers: RequestView.self
        ) { call, body in try await perform(.finish(note: body.checked()), call) }
        api.post(
            "\(root)/{id}/skip", "Leave out a task that need not be done", for: .may(.requestsWork),
            accepts: BecauseBody.self,
            answers: RequestView.self
        ) { call, body in try await perform(.skip(reason: body.checked()), call, because: body.reason) }
        api.post(
            "\(root)/{id}/fail", "Say that a task cannot be done", for: .may(.requestsWork), accepts: BecauseBody.self,
            answers: RequestView.self
        ) { call, body in try await perform(.fail(reason: body.checked()), call, because: body.reason) }
        api.post("\(root)/{id}/retry", "Try a failed task again", for: .may(.requestsWork), answers: RequestView.self) {
            call in
            try await perform(.retry, call)
        }
        api.post(
            "\(root)/{id}/assign", "Give a task to a team or a person", for: .may(.requestsWork),
            accepts: TaskAssignment.self,
            answers: RequestView.self
        ) { call, body in try await perform(.assign(team: body.team, assignee: body.assignee), call) }
    }

    private func perform(
        _ command: ServiceRequest.TaskCommand, _ call: Call, because reason: String? = nil
    ) async throws -> Answer<RequestView> {
        let (id, reader) = (try call.uuid("id"), try call.principal)
        let provenance = try call.provenance("\(command.name)-task", reason: reason)
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let kept = try WorkRequest(hours: hours).work(
                    command, on: id, as: reader, expecting: call.expectedVersion, by: provenance, in: tx)
                return .ok(try RequestView(kept, for: reader, in: tx), version: kept.version)
            }
        }
    }
}
