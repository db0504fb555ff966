import Foundation
import IncidentDomain
import Records
import Testing

@Suite struct IncidentTaskTests {
    private func done(_ commands: Incident.Command..., to incident: Incident) throws -> Incident {
        try commands.reduce(incident) { incident, command in
            try incident.deciding(command, at: noon).reduce(incident) { $0.applying($1, at: noon) }
        }
    }

    @Test func `a task is given, done, and then left alone`() throws {
        let person = UUID()
        let given = IncidentTask.Given(person: person, due: noon + 3_600)
        let incident = try done(.giveTask(aTask.id, to: given), to: anIncident(.inProgress))
        #expect(incident.openTasks.map(\.given) == [given])
        #expect(try incident.deciding(.giveTask(aTask.id, to: given), at: noon) == [])
        let after = try done(.finishTask(aTask.id, note: "A part comes."), to: incident)
        #expect(after.openTasks.isEmpty && after.tasks?.first?.note == "A part comes.")
        #expect(after.tasks?.first?.endedAt == noon)
        #expect(throws: Rejection.self) { try after.deciding(.dropTask(aTask.id, reason: "No."), at: noon) }
        #expect(throws: Rejection.self) { try after.deciding(.finishTask(UUID(), note: nil), at: noon) }
    }

    @Test func `tasks hold nothing up and outlast their incident, unless it was none`() throws {
        let resolution = Incident.Resolution(code: .fixed, notes: "Restarted.")
        let closed = try done(.resolve(resolution), .close, to: anIncident(.inProgress))
        #expect(closed.openTasks.map(\.id) == [aTask.id])
        #expect(try done(.finishTask(aTask.id, note: nil), to: closed).openTasks.isEmpty)
        #expect(anIncident(.cancelled).tasks?.map(\.state) == [.dropped])
    }

    @Test func `there are no more than fifty, and one told twice is one`() throws {
        let task = IncidentTask(id: UUID(), title: "Call", given: .init())
        var incident = try done(.addTask(task), .addTask(task), to: anIncident(.new))
        #expect(incident.tasks?.count == 2)
        while (incident.tasks?.count ?? 0) < Incident.mostTasks {
            incident = try done(.addTask(IncidentTask(id: UUID(), title: "Call", given: .init())), to: incident)
        }
        #expect(throws: Rejection.self) {
            try incident.deciding(.addTask(IncidentTask(id: UUID(), title: "Call", given: .init())), at: noon)
        }
    }
}
