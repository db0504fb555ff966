import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

extension Incidents {
    /// Changes a task; a person who has it from now on is told.
    func task(
        _ command: Incident.Command, _ task: UUID, on id: UUID, by provenance: Provenance, expecting version: Int?,
        in tx: Transaction
    ) throws -> Kept<Incident> {
        let before = try store.find(id, in: tx)?.record.openTask(task)?.given.person
        let kept = try perform(command, on: id, by: provenance, expecting: version, in: tx)
        if let given = kept.record.openTask(task), let person = given.given.person, person != before,
            provenance.actor != .person(person)
        {
            try Outbox.announce(
                IncidentTaskGiven(kept.record, given, to: person, at: tx.now), sequence: kept.version, by: provenance,
                in: tx)
        }
        return kept
    }
}

extension Incident {
    fileprivate func openTask(_ id: UUID) -> IncidentTask? { openTasks.first { $0.id == id } }
}

extension IncidentTaskGiven {
    fileprivate init(_ incident: Incident, _ task: IncidentTask, to person: UUID, at now: Date) {
        self.init(
            record: incident.id, facts: ["task-given"], number: incident.number, summary: incident.summary,
            task: task.id, title: task.title, person: person, due: task.given.due, givenAt: now)
    }
}
