import Chassis
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

@Suite struct SituationTests {
    @Test func `a situation opens one incident, with priority, reason and team`() async throws {
        try await IncidentUnderTest.run { service in
            try await service.keep(shop)
            try await service.hear(aSituation(), sequence: 1)
            let incident = try #require(try await service.all().first)
            #expect(incident.number == "INC0000001")
            #expect(incident.priority == 1)
            #expect(incident.priorityReason?.contains("Web shop (criticality 1) is down.") == true)
            #expect(incident.services.first?.name == "Web shop")
            #expect(incident.state == .assigned)
            let why = try await service.get("/api/v1/incidents/INC0000001/why", as: WhyAnswer.self)
            #expect(Set(why.items.map(\.why.decision)).isSuperset(of: ["priority", "assignment", "opening"]))
        }
    }

    @Test(arguments: [(1.0, Urgency.medium), (20.0, .high)])
    func `an hour counts as much as the service's busy hours make of it`(factor: Double, urgency: Urgency) async throws
    {
        try await IncidentUnderTest.run { service in
            let always = AnnouncedBusyTime(
                weekdays: Weekday.allCases.map(\.rawValue), from: 0, until: 1_440, zone: "UTC", factor: factor)
            try await service.keep(
                ServiceAnnounced(
                    record: shop.record, facts: [], name: "Web shop", active: true, criticality: 1, valuePerHour: 1_000,
                    owner: nil, team: nil, busyTimes: [always]))
            try await service.hear(aSituation(severity: .major), sequence: 1)
            #expect(try await service.all().map(\.urgency) == [urgency.rawValue])
        }
    }

    @Test func `twenty copies of one announcement at once still open one incident`() async throws {
        try await IncidentUnderTest.run { service in
            let situation = aSituation()
            await withTaskGroup(of: Void.self) { group in
                for sequence in 1...20 {
                    group.addTask { try? await service.hear(situation, sequence: sequence) }
                }
            }
            let count = try await service.all().count
            #expect(count == 1)
        }
    }

    @Test func `recovery resolves it, and the same situation reopens it`() async throws {
        try await IncidentUnderTest.run { service in
            let id = UUID.v7()
            try await service.hear(aSituation(id), sequence: 1)
            try await service.hear(aSituation(id, .cleared), sequence: 2)
            #expect(try await service.all().map(\.state) == [.resolved])
            #expect(try await service.all().first?.resolutionCode == .monitoringCleared)
            try await service.hear(aSituation(id), sequence: 3)
            let incident = try #require(try await service.all().first)
            #expect(incident.state == .inProgress)
            #expect(incident.reopenCount == 1)
        }
    }

    @Test func `what still fires does not undo what a person has resolved, what fires anew does`() async throws {
        try await IncidentUnderTest.run { service in
            let id = UUID.v7()
            try await service.hear(aSituation(id, firing: 3), sequence: 1)
            try await service.command("INC0000001", "resolve", #"{"code":"fixed","notes":"Restarted."}"#)
            try await service.hear(aSituation(id, firing: 2, facts: ["alertsCleared"]), sequence: 2)
            try await service.hear(aSituation(id, firing: 2, facts: ["causeWeighed"]), sequence: 3)
            #expect(try await service.all().map(\.state) == [.resolved])
            try await service.command("INC0000001", "close")
            try await service.hear(aSituation(id, firing: 1, facts: ["alertsCleared"]), sequence: 4)
            #expect(try await service.all().map(\.state) == [.closed])
            try await service.hear(aSituation(id, firing: 2, facts: ["alertsJoined"]), sequence: 5)
            #expect(try await service.all().map(\.state) == [.closed, .new])
        }
    }

    @Test func `an announcement that comes late does not undo a newer one`() async throws {
        try await IncidentUnderTest.run { service in
            let id = UUID.v7()
            try await service.hear(aSituation(id), sequence: 1)
            try await service.hear(aSituation(id, .cleared), sequence: 3)
            try await service.hear(aSituation(id), sequence: 2)
            #expect(try await service.all().map(\.state) == [.resolved])
        }
    }

    @Test func `a recovery heard before its alert still leaves one incident, resolved`() async throws {
        try await IncidentUnderTest.run { service in
            let id = UUID.v7()
            try await service.hear(aSituation(id, .cleared), sequence: 2)
            try await service.hear(aSituation(id), sequence: 1)
            #expect(try await service.all().map(\.state) == [.resolved])
        }
    }

    @Test func `an incident knows the problem that counts it, also when it is closed`() async throws {
        try await IncidentUnderTest.run { service in
            let id = UUID.v7()
            try await service.hear(aSituation(id), sequence: 1)
            try await service.hear(aSituation(id, .cleared), sequence: 2)
            try await service.ask(.post, "/api/v1/incidents/INC0000001/close")
            let incident = try #require(try await service.all().first)
            let problem = UUID.v7()
            try await service.hear(aProblem(problem, counting: [incident.id, .v7()]))
            #expect(try await service.all().map(\.problem) == [problem])
        }
    }

    @Test func `an incident whose service becomes known later gets its team then`() async throws {
        try await IncidentUnderTest.run { service in
            let id = UUID.v7()
            try await service.hear(aSituation(id), sequence: 1)
            #expect(try await service.all().map(\.state) == [.new])
            try await service.keep(shop)
            try await service.hear(aSituation(id), sequence: 2)
            #expect(try await service.all().map(\.team?.id) == [shop.team])
        }
    }

    @Test func `the cause moves with the situation`() async throws {
        try await IncidentUnderTest.run { service in
            let (id, other) = (UUID.v7(), UUID.v7())
            try await service.hear(aSituation(id), sequence: 1)
            try await service.hear(aSituation(id, cause: other), sequence: 2)
            #expect(try await service.all().map(\.cause?.item) == [other])
        }
    }

    @Test func `a merged situation's incident is cancelled in favour of the survivor's`() async throws {
        try await IncidentUnderTest.run { service in
            let (id, survivor) = (UUID.v7(), UUID.v7())
            try await service.hear(aSituation(survivor), sequence: 1)
            try await service.hear(aSituation(id), sequence: 1)
            try await service.hear(aSituation(id, .merged, survivor: survivor), sequence: 2)
            #expect(Set(try await service.all().map(\.state)) == [.new, .cancelled])
        }
    }

    @Test func `a closed incident stays closed; a new one opens`() async throws {
        try await IncidentUnderTest.run { service in
            let id = UUID.v7()
            try await service.hear(aSituation(id), sequence: 1)
            try await service.hear(aSituation(id, .cleared), sequence: 2)
            try await service.ask(.post, "/api/v1/incidents/INC0000001/close")
            try await service.hear(aSituation(id), sequence: 3)
            #expect(try await service.all().map(\.state) == [.closed, .new])
        }
    }

    @Test func `a workaround reaches the open incident once, and later ones when they open`() async throws {
        try await IncidentUnderTest.run { service in
            try await service.hear(aSituation(), sequence: 1)
            try await service.hear(aKnownError())
            try await service.hear(aKnownError(), sequence: 2)
            let journal = try await service.get("/api/v1/incidents/INC0000001/journal", as: JournalAnswer.self)
            #expect(journal.items.filter { $0.fact == "workaroundOffered" }.count == 1)
            try await service.hear(aSituation(), sequence: 1)
            #expect(try await service.all().map(\.workarounds.count) == [1, 1])
            try await service.hear(aKnownError(2), sequence: 3)
            #expect(try await service.all().flatMap(\.workarounds).map(\.edition) == [2, 2])
        }
    }

    @Test func `a workaround does not reach an incident of another cause, unless it is linked`() async throws {
        try await IncidentUnderTest.run { service in
            try await service.hear(aSituation(cause: .v7()), sequence: 1)
            try await service.hear(aKnownError())
            let incident = try #require(try await service.all().first)
            #expect(incident.workarounds.isEmpty)
            try await service.hear(aKnownError(2, incidents: [incident.id]), sequence: 2)
            #expect(try await service.all().first?.workarounds.count == 1)
        }
    }
}
