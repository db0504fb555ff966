import Contracts
import Foundation
import HTTPTypes
import IncidentDomain
import Messaging
import Postgres
import Records
import TestSupport
import Testing

@testable import IncidentApp

@Suite struct TaskTests {
    @Test func `a task is given to a person, who is told once, finds it, and does it`() async throws {
        try await IncidentUnderTest.run { service in
            let (person, other) = (UUID.v7(), UUID.v7())
            for (id, name) in [(person, "Sam"), (other, "Kim")] {
                try await service.keep(PersonAnnounced(record: id, facts: [], name: name, active: true, teams: []))
            }
            let number = try await service.report().number
            let tasks = "/api/v1/incidents/\(number)/tasks"
            let body = #"{"title":"Ask the supplier","person":"\#(person)","due":"2031-01-02T10:00:00.000Z"}"#
            #expect(try await service.ask(.post, tasks, body).status == 200)
            let task = try #require(try await service.get(tasks, as: TaskAnswer.self).tasks.first)
            #expect(task.title == "Ask the supplier" && task.person?.name == "Sam" && task.state == .open)
            #expect(try await service.ask(.post, "\(tasks)/\(task.id)/give", #"{"person":"\#(other)"}"#).status == 200)
            #expect(try await service.ask(.post, "\(tasks)/\(task.id)/give", #"{"person":"\#(other)"}"#).status == 200)
            let told = try await told(in: service)
            #expect(told.map(\.person) == [person, other] && told.allSatisfy { $0.number == number })
            #expect(try await mine(other, in: service) == [number])
            #expect(try await mine(person, in: service) == [])
            let finish = #"{"note":"They send a part."}"#
            #expect(try await service.ask(.post, "\(tasks)/\(task.id)/finish", finish).status == 200)
            #expect(try await service.ask(.post, "\(tasks)/\(task.id)/finish", finish).status == 409)
            #expect(try await mine(other, in: service) == [])
            #expect(try await service.get(tasks, as: TaskAnswer.self).tasks.first?.note == "They send a part.")
        }
    }

    @Test func `who is not known does no task, and what has no title is none`() async throws {
        try await IncidentUnderTest.run { service in
            let tasks = "/api/v1/incidents/\(try await service.report().number)/tasks"
            #expect(try await service.ask(.post, tasks, #"{"title":"Call","person":"\#(UUID())"}"#).status == 422)
            #expect(try await service.ask(.post, tasks, #"{"title":"Call","team":"\#(UUID())"}"#).status == 422)
            #expect(try await service.ask(.post, tasks, #"{"title":" "}"#).status == 422)
            #expect(try await service.ask(.post, "\(tasks)/\(UUID())/drop", #"{"reason":"Done."}"#).status == 409)
        }
    }

    private func mine(_ person: UUID, in service: IncidentUnderTest) async throws -> [String] {
        let answer = try await service.ask(.get, "/api/v1/incidents?taskPerson=\(person)")
        return try WireJSON.decoder.decode(Numbers.self, from: answer.body).items.map(\.number)
    }

    private func told(in service: IncidentUnderTest) async throws -> [IncidentTaskGiven] {
        try await service.database.transaction { tx in
            try tx.query("SELECT body FROM outbox WHERE subject = \(IncidentTaskGiven.subject) ORDER BY sequence") {
                row in
                try WireJSON.decoder.decode(IncidentTaskGiven.self, from: row.value("body"))
            }
        }
    }

    private struct Numbers: Decodable {
        struct One: Decodable { let number: String }
        let items: [One]
    }
}
