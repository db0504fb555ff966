import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records
import Testing

@testable import IncidentApp

@Suite struct AffectedTests {
    @Test func `people are counted once, and make the incident more urgent`() async throws {
        try await IncidentUnderTest.run { service in
            let incident = UUID.v7()
            try await service.hear(report(incident))
            let before = try #require(try await service.all().first)
            let people = (1...5).map { _ in UUID.v7() }
            for person in people + people { try await service.told(.affected(incident, person)) }
            let after = try #require(try await service.all().first)
            #expect(before.affectedCount == 1 && after.affectedCount == 6)
            let (low, high) = (try #require(before.urgency), try #require(after.urgency))
            #expect(high == low - 1)
            #expect(after.priorityReason?.contains("At least 5 people") == true)
        }
    }

    @Test func `the requester confirms or reopens what is resolved, nobody else does`() async throws {
        try await IncidentUnderTest.run { service in
            let (incident, rita) = (UUID.v7(), UUID.v7())
            try await service.hear(report(incident, requester: rita))
            await #expect(throws: Rejection.self) { try await service.told(.confirm(incident, rita)) }
            try await service.resolve(incident)
            await #expect(throws: Rejection.self) { try await service.told(.reopen(incident, UUID.v7())) }
            try await service.told(.reopen(incident, rita))
            #expect(try await service.all().first?.state == .inProgress)
            try await service.resolve(incident)
            try await service.told(.confirm(incident, rita))
            try await service.told(.confirm(incident, rita))
            #expect(try await service.all().first?.state == .closed)
        }
    }

    @Test func `a message about an incident that is not there is parked, not swallowed`() async throws {
        try await IncidentUnderTest.run { service in
            await #expect(throws: Invalid.self) { try await service.told(.affected(UUID.v7(), UUID.v7())) }
        }
    }

    private func report(_ incident: UUID, requester: UUID = UUID.v7()) -> ReportIncident {
        ReportIncident(
            record: incident, summary: "Cannot print", description: nil, requester: requester, reportedBy: requester,
            channel: "portal", service: nil, urgency: 2, reportedAt: Date())
    }
}

/// What a requester says in the portal.
private enum Said: Sendable {
    case affected(UUID, UUID)
    case confirm(UUID, UUID)
    case reopen(UUID, UUID)
}

extension IncidentUnderTest {
    fileprivate func told(_ said: Said) async throws {
        let hears = HearRequesters(incidents: incidents)
        try await database.transaction { tx in
            let from = received("desk", 0)
            switch said {
            case .affected(let incident, let person):
                let asked = AddAffected(record: incident, person: person, organisation: nil, reportedAt: Date())
                try hears.affected(asked, from, in: tx)
            case .confirm(let incident, let person):
                try hears.confirmed(
                    ConfirmIncident(record: incident, person: person, confirmedAt: Date()), from, in: tx)
            case .reopen(let incident, let person):
                let asked = ReopenIncident(record: incident, person: person, reason: "Still broken", askedAt: Date())
                try hears.reopen(asked, from, in: tx)
            }
        }
    }

    fileprivate func resolve(_ incident: UUID) async throws {
        let incidents = incidents
        let provenance = Provenance(actor: .person(UUID.v7()), command: "resolve", correlation: "test")
        _ = try await database.transaction { tx in
            try incidents.perform(
                .resolve(.init(code: .fixed, notes: "New toner")), on: incident, by: provenance, in: tx)
        }
    }
}
