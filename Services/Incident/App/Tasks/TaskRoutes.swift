import Chassis
import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// A new task; who does it and until when may be left open.
struct TaskBody: Codable, Sendable {
    let title: String
    let team: UUID?
    let person: UUID?
    let due: Date?
}

struct GiveTaskBody: Codable, Sendable {
    let team: UUID?
    let person: UUID?
    let due: Date?
}

struct FinishTaskBody: Codable, Sendable {
    let note: String?
}

/// Tasks within an incident.
struct TaskRoutes: Sendable {
    private static let all = "/api/v1/incidents/{number}/tasks"
    private static let one = "/api/v1/incidents/{number}/tasks/{id}"

    let incidents: Incidents
    let database: Database

    private var routes: IncidentRoutes { IncidentRoutes(incidents: incidents, database: database) }

    func add(to api: inout API) {
        api.get(Self.all, "The work within it", for: .may(.incidentsWork), answers: TaskAnswer.self) { call in
            .ok(try await database.transaction { tx in try TaskAnswer(routes.seen(call, in: tx).record, in: tx) })
        }
        api.post(
            Self.all, "Add a task", for: .may(.incidentsWork), accepts: TaskBody.self, answers: IncidentView.self
        ) { call, body in
            try await routes.change(call, "add-task") { id, provenance, tx in
                let task = IncidentTask(
                    id: .v7(), title: try body.title.checked("title", longest: 200),
                    given: try given(body.team, body.person, body.due, in: tx))
                return try incidents.task(
                    .addTask(task), task.id, on: id, by: provenance, expecting: call.expectedVersion, in: tx)
            }
        }
        command("give", "Say who does it, and until when", GiveTaskBody.self, in: &api) { task, body, tx in
            .giveTask(task, to: try given(body.team, body.person, body.due, in: tx))
        }
        command("finish", "It is done", FinishTaskBody.self, in: &api) { task, body, _ in
            .finishTask(task, note: try body.note?.checked("note"))
        }
        command("drop", "It is not needed any more", ReasonBody.self, in: &api) { task, body, _ in
            .dropTask(task, reason: try body.reason.checked("reason"))
        }
    }

    private func command<Body: Decodable & Sendable>(
        _ name: String, _ summary: String, _ body: Body.Type, in api: inout API,
        _ make: @escaping @Sendable (UUID, Body, Transaction) throws -> Incident.Command
    ) {
        api.post(
            "\(Self.one)/\(name)", summary, for: .may(.incidentsWork), accepts: body, answers: IncidentView.self
        ) { call, body in
            let task = try call.uuid("id")
            return try await routes.change(call, "\(name)-task") { id, provenance, tx in
                try incidents.task(
                    make(task, body, tx), task, on: id, by: provenance, expecting: call.expectedVersion, in: tx)
            }
        }
    }

    private func given(
        _ team: UUID?, _ person: UUID?, _ due: Date?, in tx: Transaction
    ) throws -> IncidentTask.Given {
        try Teams.check([team].compactMap(\.self), field: "team", in: tx)
        try People.check([person].compactMap(\.self), field: "person", in: tx)
        return IncidentTask.Given(team: team, person: person, due: due)
    }
}
