import Chassis
import DeskDomain
import Foundation
import Postgres
import Records

/// What those who fulfil requests can ask of the list of tasks.
enum TaskLists {
    static let listing = Listing(
        key: Listing.Column("id", "request_task.id", .uuid),
        sorts: [Listing.Column("dueAt", "due_at", .date), Listing.Column("title", "title", .text)], standard: "dueAt",
        filters: [
            .any("state", "request_task.state", .oneOf(FulfilmentTask.State.self), "How far they are"),
            .flag("open", "request_task.state IN ('open', 'in_progress')", "Whether somebody can work on them"),
            .any("team", "request_task.team", .uuid, orNone: true, "The team whose task it is"),
            .any("assignee", "request_task.assignee", .uuid, orNone: true, "Who works on it"),
            .flag("mine", "true", "Those I work on; with myTeams, either"),
            .flag("myTeams", "true", "Those of my teams"),
            .any("request", "request_task.request", .uuid, "The request it belongs to"),
        ],
        search: { "(title ILIKE \(Search.pattern($0)) OR number ILIKE \(Search.pattern($0)))" })

    /// Whose tasks: what the reader's own id and teams stand for.
    private static func whose(_ wanted: Wanted, _ reader: Principal) throws -> SQL? {
        for name in ["mine", "myTeams"] where wanted.query.boolean(name) == false {
            throw ErrorReply.parameter(name, "Give true, or leave it out.")
        }
        let mine: SQL? = wanted.query.boolean("mine").map { _ in "request_task.assignee = \(reader.id)" }
        let ours: SQL? = wanted.query.boolean("myTeams").map { _ in "request_task.team = ANY(\(reader.teams))" }
        let either = [mine, ours].compactMap(\.self)
        let narrowed: SQL? = either.isEmpty ? nil : "(\(either.joined(separator: " OR ")))"
        let both = [narrowed, reach(reader)].compactMap(\.self)
        return both.isEmpty ? nil : both.joined(separator: " AND ")
    }

    /// Tasks of requests the reader may work on, and those they are given themselves.
    private static func reach(_ reader: Principal) -> SQL? {
        Scope(
            own: "request_task.assignee = \(reader.id)", team: "request_task.team = ANY(\(reader.teams))",
            organisation: Scope.organisation("service_request.organisation", of: reader)
        ).condition(reader.reach(of: .requestsWork))
    }

    static func page(_ wanted: Wanted, for reader: Principal, in tx: Transaction) throws -> Page<TaskLine> {
        try wanted.read(
            """
            request_task.id, request_task.key, request_task.title, request_task.state, request_task.team,
            request_task.assignee, person.name AS assignee_name, request_task.mandatory, request_task.due_at,
            request_task.request, service_request.number, service_request.item_name,
            service_request.state AS request_state, service_request.version
            """,
            from: """
                request_task JOIN service_request ON service_request.id = request_task.request
                LEFT JOIN person ON person.id = request_task.assignee
                """, where: whose(wanted, reader), in: tx, line)
    }

    private static func line(_ row: Row) throws -> TaskLine {
        let assignee: UUID? = try row.value("assignee")
        return TaskLine(
            id: try row.value("id"), key: try row.value("key"), title: try row.value("title"),
            state: FulfilmentTask.State(rawValue: try row.value("state")) ?? .blocked, team: try row.value("team"),
            assignee: try assignee.map { NamedView(id: $0, name: try row.value("assignee_name")) },
            mandatory: try row.value("mandatory"),
            request: TaskLine.Request(
                id: try row.value("request"), number: try row.value("number"), item: try row.value("item_name"),
                state: ServiceRequest.State(rawValue: try row.value("request_state")) ?? .submitted),
            dueAt: try row.value("due_at"), version: try row.value("version"))
    }
}
