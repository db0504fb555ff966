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

@Suite struct WhatIfTests {
    private static let standard = UUID.v7(), gold = UUID.v7(), customer = UUID.v7()

    /// Everybody is promised an hour, one customer ten minutes; both incidents take five. Answers the customer's number first.
    private func bothServed(_ service: IncidentUnderTest) async throws -> (theirs: String, other: String) {
        try await service.announce(policy(Self.standard, 3_600), 1)
        try await service.announce(policy(Self.gold, 600, of: Self.customer), 1)
        let person = UUID.v7()
        try await service.keep(
            PersonAnnounced(
                record: person, facts: [], name: "Cora", active: true, teams: [], organisation: Self.customer))
        let (theirs, other) = (try await service.report(by: person), try await service.report().number)
        try await service.shift(300)
        for number in [theirs, other] {
            try await service.command(number, "resolve", #"{"code":"fixed","notes":"Done."}"#)
        }
        return (theirs, other)
    }

    @Test func `another version changes what it held for, and nothing that fits closer`() async throws {
        try await IncidentUnderTest.run { service in
            let (theirs, other) = try await bothServed(service)
            try await service.announce(policy(Self.standard, 60), 2)
            let stricter = try await service.whatIf(policy: Self.standard)
            #expect(stricter.changed.map(\.number) == [other] && stricter.changed.map(\.after) == [.breached])
            try await service.announce(policy(Self.gold, 60, of: Self.customer), 2)
            #expect(try await service.whatIf(policy: Self.gold).changed.map(\.number) == [theirs])
        }
    }

    @Test func `a draft for one customer leaves all others as they were`() async throws {
        try await IncidentUnderTest.run { service in
            let (theirs, _) = try await bothServed(service)
            let draft = WhatIfBody.Draft(
                kind: .customer, services: nil, organisations: [Self.customer], targets: [target(60)])
            #expect(try await service.whatIf(draft: draft).changed.map(\.number) == [theirs])
        }
    }

    @Test func `a period under the policy that held is what was recorded, also after its calendar was revised`()
        async throws
    {
        try await IncidentUnderTest.run { service in
            _ = try await bothServed(service)
            let closed = CalendarContent(zone: "UTC", weeks: [], holidays: [], exceptions: [])
            let versions = service.incidents.clocks.versions
            try await service.database.transaction { tx in
                try versions.keep(
                    CalendarAnnounced(
                        record: Levels.calendar, facts: [], name: "Never", active: true, content: closed),
                    received("desk", 2), in: tx)
            }
            let same = try await service.whatIf(policy: Self.standard, version: 1)
            #expect(same.changedCount == 0 && same.clocks == 2)
            let before = same.before.map { [$0.met, $0.breached, $0.open, $0.excluded] }
            #expect(before == same.after.map { [$0.met, $0.breached, $0.open, $0.excluded] })
        }
    }

    private func target(_ seconds: Int) -> ServiceLevelTargetContent {
        Levels.target("resolution", [Levels.goal(seconds)])
    }

    private func policy(_ id: UUID, _ seconds: Int, of customer: UUID? = nil) -> ServiceLevelPolicyAnnounced {
        ServiceLevelPolicyAnnounced(
            record: id, facts: ["defined"], name: customer == nil ? "Standard" : "Gold", active: true, agreement: nil,
            kind: "customer", services: [], organisations: customer.map { [$0] } ?? [], targets: [target(seconds)])
    }
}

extension IncidentUnderTest {
    fileprivate func announce(_ policy: ServiceLevelPolicyAnnounced, _ version: Int) async throws {
        let versions = incidents.clocks.versions
        try await database.transaction { tx in
            let calendar = CalendarAnnounced(
                record: Levels.calendar, facts: [], name: "Always", active: true, content: Levels.gold)
            try versions.keep(calendar, received("desk", 1), in: tx)
            try versions.keep(policy, received("desk", version), in: tx)
        }
    }

    fileprivate func report(by person: UUID) async throws -> String {
        let id = UUID.v7()
        try await hear(
            ReportIncident(
                record: id, summary: "Cannot pay", description: nil, requester: person, reportedBy: person,
                channel: "portal", service: nil, urgency: 2, reportedAt: Date()))
        return try await view(id.uuidString).number
    }

    fileprivate func whatIf(
        policy: UUID? = nil, version: Int? = nil, draft: WhatIfBody.Draft? = nil
    ) async throws -> WhatIfAnswer {
        let body = WhatIfBody(
            from: Date().addingTimeInterval(-86_400), until: Date().addingTimeInterval(86_400), policy: policy,
            version: version, draft: draft, calendars: nil)
        let text = String(decoding: try WireJSON.encoder.encode(body), as: UTF8.self)
        let answer = try await ask(.post, "/api/v1/incidents/what-if", text)
        try #require(answer.status == 200, "\(String(decoding: answer.body, as: UTF8.self))")
        return try WireJSON.decoder.decode(WhatIfAnswer.self, from: answer.body)
    }
}
