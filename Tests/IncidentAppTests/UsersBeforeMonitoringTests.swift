import Chassis
import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records
import Testing

@testable import IncidentApp

@Suite struct UsersBeforeMonitoringTests {
    @Test func `five people in ten minutes make the oldest report a candidate, and a gap for the register, once`()
        async throws
    {
        try await IncidentUnderTest.run { service in
            try await service.keep(quiet)
            for _ in 0..<3 { try await service.tell(of: quiet.record) }
            try await service.join(try await service.all()[1].id, .v7())
            try await service.fire()
            #expect(try await service.majors().isEmpty)
            for _ in 0..<3 {
                try await service.tell(of: quiet.record)
                try await service.fire()
            }
            let candidates = try await service.majors()
            #expect(candidates.map(\.incident.number) == ["INC0000001"])
            #expect(candidates.first?.because.contains("monitoring sees nothing") == true)
            let gaps = try await service.sent(RegisterImprovement.self)
            #expect(gaps.count == 1 && gaps.first?.source.number == "INC0000001")
            #expect(gaps.first?.owner == quiet.owner)
            let why = try await service.get("/api/v1/incidents/INC0000001/why", as: WhyAnswer.self).items
            let inputs = try #require(why.first { $0.why.decision == "monitoring-gap" }?.why.inputs)
            #expect(
                MonitoringGap(
                    service: quiet.record, name: quiet.name, people: try #require(Int(inputs["people"] ?? "")),
                    seen: inputs["health"] ?? "", openSituations: try #require(Int(inputs["openSituations"] ?? "")))
                    != nil)
        }
    }

    @Test func `slow reports, one person many times, or what monitoring sees are no gap`() async throws {
        try await IncidentUnderTest.run { service in
            try await service.keep(quiet)
            try await service.keep(shop)
            let rita = UUID.v7()
            for _ in 0..<6 { try await service.tell(of: quiet.record, by: rita) }
            for _ in 0..<5 {
                try await service.shift(240)
                try await service.tell(of: quiet.record)
                try await service.fire()
            }
            try await service.hear(aSituation(severity: .minor), sequence: 1)
            for _ in 0..<6 { try await service.tell(of: shop.record) }
            try await service.fire()
            #expect(try await service.sent(RegisterImprovement.self).isEmpty)
        }
    }

    @Test func `a service under maintenance or seen to be down is no gap`() async throws {
        for health in ["maintenance", "down"] {
            try await IncidentUnderTest.run { service in
                try await service.keep(quiet)
                try await service.keep(
                    ServiceHealthAnnounced(record: quiet.record, facts: [], health: health, since: Date(), causes: []))
                for _ in 0..<6 { try await service.tell(of: quiet.record) }
                try await service.fire()
                #expect(try await service.majors().isEmpty)
            }
        }
    }
}

private let quiet = ServiceAnnounced(
    record: .v7(), facts: [], name: "Payroll", active: true, criticality: 3, valuePerHour: 10, owner: .v7(), team: nil)

extension IncidentUnderTest {
    fileprivate func tell(of service: UUID, by person: UUID = .v7()) async throws {
        try await hear(
            ReportIncident(
                record: .v7(), summary: "No payslip", description: nil, requester: person, reportedBy: person,
                channel: "portal", service: service, urgency: nil, reportedAt: Date()))
    }
}
