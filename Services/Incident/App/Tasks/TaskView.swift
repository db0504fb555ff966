import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres

/// The work within an incident, oldest first.
struct TaskAnswer: Codable, Sendable {
    struct Task: Codable, Sendable {
        let id: UUID
        let title: String
        let state: IncidentTask.State
        let team: IncidentView.Named?
        let person: IncidentView.Named?
        /// Until when it is wanted.
        let due: Date?
        /// What came of it, or why it is not needed.
        let note: String?
        let endedAt: Date?
    }

    let tasks: [Task]

    init(_ incident: Incident, in tx: Transaction) throws {
        let kept = incident.tasks ?? []
        let teams = try Projection<TeamAnnounced>().find(Array(Set(kept.compactMap(\.given.team))), in: tx)
        let people = try People.names(kept.compactMap(\.given.person), in: tx)
        tasks = kept.map { task in
            Task(
                id: task.id, title: task.title, state: task.state,
                team: task.given.team.map { .init(id: $0, name: teams[$0]?.name) },
                person: task.given.person.map { .init(id: $0, name: people[$0]) },
                due: task.given.due, note: task.note, endedAt: task.endedAt)
        }
    }
}
