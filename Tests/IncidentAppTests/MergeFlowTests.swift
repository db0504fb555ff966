import Chassis
import Contracts
import Foundation
import HTTPTypes
import IncidentDomain
import Messaging
import Postgres
import Records
import Testing

@testable import IncidentApp

@Suite struct MergeFlowTests {
    @Test func `a merged parent takes its open children along, and leaves those that have ended`() async throws {
        try await IncidentUnderTest.run { service in
            let (parent, one, two) = try await service.family()
            try await service.command(two, "resolve", #"{"code":"by_caller","notes":"Never mind."}"#)
            try await service.command(two, "close")
            let survivor = try await service.report()
            try await service.merge(parent, into: survivor.number)
            try await service.fire()
            #expect(try await service.states([parent, one, two]) == [.cancelled, .new, .closed])
            #expect(try await service.view(one).parent?.number == survivor.number)
            #expect(try await service.view(two).parent?.number == parent)
            #expect(try await service.view(parent).mergedInto == survivor.id)
        }
    }

    @Test func `a parent merged into its own child leaves that child to stand for the others`() async throws {
        try await IncidentUnderTest.run { service in
            let (parent, one, two) = try await service.family()
            try await service.merge(parent, into: one)
            try await service.fire()
            #expect(try await service.view(one).parent == nil)
            #expect(try await service.view(two).parent?.number == one)
        }
    }

    @Test func `whoever the merged one hurts is hurt by the survivor, each once`() async throws {
        try await IncidentUnderTest.run { service in
            let (merged, survivor) = (try await service.report(), try await service.report())
            for _ in 0..<3 { try await service.join(merged.id, .v7()) }
            let shared = UUID.v7()
            for incident in [merged.id, survivor.id] { try await service.join(incident, shared) }
            try await service.merge(merged.number, into: survivor.number)
            // Two reporters, three people of one, and one of both.
            #expect(try await service.view(survivor.number).affectedCount == 6)
        }
    }

    @Test func `what is left to do goes on with the survivor`() async throws {
        try await IncidentUnderTest.run { service in
            let (merged, survivor) = (try await service.report().number, try await service.report().number)
            let task = #"{"title":"Ask the supplier"}"#
            let made = try await service.ask(.post, "/api/v1/incidents/\(merged)/tasks", task)
            #expect((200...201).contains(made.status), "\(String(decoding: made.body, as: UTF8.self))")
            try await service.merge(merged, into: survivor)
            let left = try await service.ask(.get, "/api/v1/incidents/\(survivor)/tasks")
            #expect(String(decoding: left.body, as: UTF8.self).contains("Ask the supplier"))
        }
    }

    @Test func `what was resolved meanwhile is closed, what has ended stays`() async throws {
        try await IncidentUnderTest.run { service in
            let (merged, survivor) = (try await service.report().number, try await service.report().number)
            try await service.command(merged, "resolve", #"{"code":"fixed","notes":"Restarted."}"#)
            for _ in 0..<2 { try await service.merge(merged, into: survivor) }
            #expect(try await service.states([merged, survivor]) == [.closed, .new])
            try await service.merge(survivor, into: merged)
            #expect(try await service.facts(of: survivor).last == "cancelled")
        }
    }

    @Test func `people who joined an outage go on with it when its situation turns out to be another`() async throws {
        try await IncidentUnderTest.run { service in
            let (first, second) = (UUID.v7(), UUID.v7())
            try await service.hear(aSituation(first), sequence: 1)
            try await service.hear(aSituation(second), sequence: 1)
            let merged = try #require(try await service.all().first { $0.situation?.id == second })
            try await service.join(merged.id, .v7())
            try await service.hear(aSituation(second, .merged, survivor: first), sequence: 2)
            let views = try await service.all()
            #expect(views.first { $0.situation?.id == first }?.affectedCount == 1)
            #expect(views.first { $0.situation?.id == second }?.state == .cancelled)
        }
    }

    @Test func `alerts of what was merged bring the survivor back, not the dead`() async throws {
        try await IncidentUnderTest.run { service in
            let situation = UUID.v7()
            try await service.hear(aSituation(situation), sequence: 1)
            let survivor = try await service.report()
            try await service.merge("INC0000001", into: survivor.number)
            try await service.command(survivor.number, "resolve", #"{"code":"fixed","notes":"Restarted."}"#)
            try await service.hear(aSituation(situation, .cleared), sequence: 2)
            #expect(try await service.states(["INC0000001", survivor.number]) == [.cancelled, .resolved])
            try await service.hear(aSituation(situation), sequence: 3)
            #expect(try await service.states(["INC0000001", survivor.number]) == [.cancelled, .inProgress])
            #expect(try await service.all().count == 2)
        }
    }
}

extension IncidentUnderTest {
    func view(_ number: String) async throws -> IncidentView {
        try await get("/api/v1/incidents/\(number)", as: IncidentView.self)
    }

    /// The desk says that one is another told again.
    func merge(_ number: String, into survivor: String) async throws {
        let (merged, kept, incidents) = (try await view(number), try await view(survivor), incidents)
        try await database.transaction { tx in
            try HearRequesters(incidents: incidents).merged(
                MergeIncident(
                    record: merged.id, into: kept.id, number: kept.number, person: .v7(), mergedAt: tx.now),
                received("desk", 1), in: tx)
        }
    }

    /// Somebody says that it hurts them too.
    func join(_ incident: UUID, _ person: UUID) async throws {
        let incidents = incidents
        try await database.transaction { tx in
            try HearRequesters(incidents: incidents).affected(
                AddAffected(record: incident, person: person, organisation: nil, reportedAt: tx.now),
                received("desk", 1), in: tx)
        }
    }
}
