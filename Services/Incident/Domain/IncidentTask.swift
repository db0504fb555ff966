import Foundation
import Records

/// A piece of work within an incident that can be given to somebody else: "ask the supplier", "test the fail-over".
///
/// Tasks hold nothing up: service is restored when it is. One that is open when the incident ends stays to be done.
package struct IncidentTask: Codable, Equatable, Sendable {
    package enum State: String, Codable, CaseIterable, Sendable {
        case open
        case done
        /// Not needed any more.
        case dropped
    }

    /// Who does it; neither is known of one that is for whoever has the incident.
    package struct Given: Codable, Equatable, Sendable {
        package let team: UUID?
        package let person: UUID?
        /// Until when it is wanted.
        package let due: Date?

        package init(team: UUID? = nil, person: UUID? = nil, due: Date? = nil) {
            self.team = team
            self.person = person
            self.due = due
        }
    }

    package let id: UUID
    package let title: String
    package internal(set) var given: Given
    package internal(set) var state: State
    /// What came of it, or why it is not needed.
    package internal(set) var note: String?
    package internal(set) var endedAt: Date?

    package init(id: UUID, title: String, given: Given) {
        self.id = id
        self.title = title
        self.given = given
        state = .open
    }
}

extension Incident {
    /// Tasks kept with an incident, whatever became of them.
    package static let mostTasks = 50

    /// Whoever has something to do in it.
    package var openTasks: [IncidentTask] { (tasks ?? []).filter { $0.state == .open } }

    /// A task told twice is there once.
    func adding(_ new: IncidentTask) throws(Rejection) -> [Fact] {
        let known = tasks ?? []
        if known.contains(where: { $0.id == new.id }) { return [] }
        guard known.count < Self.mostTasks else {
            throw Rejection("\(number) has \(Self.mostTasks) tasks; more are not kept.", code: "too_many_tasks")
        }
        return [.taskAdded(task: new)]
    }

    func giving(_ id: UUID, to given: IncidentTask.Given) throws(Rejection) -> [Fact] {
        let task = try open(id)
        return task.given == given ? [] : [.taskGiven(task: id, given: given)]
    }

    func ending(_ id: UUID, as state: IncidentTask.State, note: String?) throws(Rejection) -> [Fact] {
        _ = try open(id)
        return [.taskEnded(task: id, state: state, note: note)]
    }

    private func open(_ id: UUID) throws(Rejection) -> IncidentTask {
        guard let task = tasks?.first(where: { $0.id == id }) else {
            throw Rejection("\(number) has no such task.", code: "unknown_task")
        }
        guard task.state == .open else {
            throw Rejection("\(task.title) is \(task.state.rawValue).", code: "task_ended")
        }
        return task
    }

    mutating func change(_ id: UUID, _ change: (inout IncidentTask) -> Void) {
        tasks = tasks?.map { task in
            var task = task
            if task.id == id { change(&task) }
            return task
        }
    }

    mutating func end(_ id: UUID, as state: IncidentTask.State, _ note: String?, at instant: Date) {
        change(id) { task in
            task.state = state
            task.note = note
            task.endedAt = instant
        }
    }

    /// What is cancelled was no incident: nothing in it has to be done.
    mutating func dropTasks(at instant: Date) {
        for task in openTasks { end(task.id, as: .dropped, nil, at: instant) }
    }
}
