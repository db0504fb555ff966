import Contracts
import Foundation
import HTTPTypes
import IncidentDomain
import Messaging
import Postgres
import TestSupport
import Testing

@testable import IncidentApp

@Suite struct RestoreOrderTests {
    private let intranet = ServiceAnnounced(
        record: .v7(), facts: [], name: "Intranet", active: true, criticality: 4, valuePerHour: 100, owner: nil,
        team: shop.team)

    private func outage(_ service: ServiceAnnounced, cause: UUID?, number: String) -> SituationAnnounced {
        SituationAnnounced(
            record: .v7(), facts: ["opened"], number: number, state: .open, summary: "\(service.name) is down",
            severity: .critical, causeItem: cause, causeName: "it", because: "It fires.",
            services: [HurtService(service: service.record, observed: "down")], firing: 1, members: 1, survivor: nil,
            change: nil, openedAt: Date(timeIntervalSinceReferenceDate: 0), clearedAt: nil)
    }

    private func two(_ service: IncidentUnderTest, causes: [UUID?] = [nil, nil]) async throws {
        try await service.keep(shop)
        try await service.keep(intranet)
        try await service.hear(outage(intranet, cause: causes[1], number: "SIT0000001"), sequence: 1)
        try await service.hear(outage(shop, cause: causes[0], number: "SIT0000002"), sequence: 1)
    }

    @Test func `what is worth more comes first, with its reasons`() async throws {
        try await IncidentUnderTest.run { service in
            try await two(service)
            let order = try await service.get("/api/v1/restore-order", as: RestoreOrderView.self)
            #expect(order.positions.map(\.incident.summary) == ["Web shop is down", "Intranet is down"])
            let first = try #require(order.positions.first)
            #expect(first.place == 1 && first.lossPerHour == 24_000 && first.services.map(\.share) == [1])
            #expect((first.swap?.costs ?? 0) > 20_000 && first.swap?.next.summary == "Intranet is down")
            #expect(first.because.contains("100 % of Web shop") && order.lossPerHour == 24_100)
            #expect(order.lost <= order.lostByPriority)
        }
    }

    @Test func `what if another came first says what that costs`() async throws {
        try await IncidentUnderTest.run { service in
            try await two(service)
            let path = "/api/v1/restore-order?first=inc0000001"
            let order = try await service.get(path, as: RestoreOrderView.self)
            #expect(order.positions.map(\.bestPlace) == [2, 1])
            #expect((order.whatIf?.costs ?? 0) > 20_000 && order.whatIf?.first.number == "INC0000001")
            #expect(try await service.ask(.get, "/api/v1/restore-order?first=INC0000009").status == 404)
            try await service.ask(.post, "/api/v1/incidents/INC0000001/start-work")
            try await service.ask(.post, "/api/v1/incidents/INC0000001/hold", #"{"reason":"supplier"}"#)
            #expect(try await service.ask(.get, path).status == 409)
            let rest = try await service.get("/api/v1/restore-order", as: RestoreOrderView.self)
            #expect(rest.positions.count == 1 && rest.standing.map(\.number) == ["INC0000001"])
        }
    }

    @Test func `an outage waits for the outage of what its cause needs`() async throws {
        try await IncidentUnderTest.run { service in
            let (application, storage) = (UUID.v7(), UUID.v7())
            try await service.keep(
                ConfigurationItemAnnounced(
                    record: application, facts: [], name: "shop-1", itemClass: "application", active: true, aliases: [],
                    dependsOn: [storage], supports: []))
            try await two(service, causes: [application, storage])
            let order = try await service.get("/api/v1/restore-order", as: RestoreOrderView.self)
            #expect(order.positions.map(\.incident.summary) == ["Intranet is down", "Web shop is down"])
            #expect(order.positions.last?.needs.map(\.number) == ["INC0000001"])
            #expect(order.positions.first?.swap?.costs == nil)
        }
    }

    @Test func `a team that works on two at a time begins both at once`() async throws {
        try await IncidentUnderTest.run { service in
            let team = try #require(shop.team)
            try await service.keep(TeamAnnounced(record: team, facts: [], name: "Web", active: true))
            try await two(service)
            let path = "/api/v1/restore-order/teams/\(team.uuidString.lowercased())"
            #expect(try await service.ask(.put, path, #"{"capacity":2}"#).status == 200)
            let order = try await service.get("/api/v1/restore-order", as: RestoreOrderView.self)
            #expect(Set(order.positions.map(\.startsAt)).count == 1)
            #expect(order.teams.map(\.capacity) == [2] && order.teams.map(\.isSet) == [true])
            #expect(try await service.ask(.put, path, #"{"capacity":0}"#).status == 422)
            let unknown = "/api/v1/restore-order/teams/\(UUID().uuidString)"
            #expect(try await service.ask(.put, unknown, #"{"capacity":2}"#).status == 404)
            #expect(try await service.ask(.get, "/api/v1/restore-order", as: "requester").status == 403)
        }
    }

    @Test func `history makes the expected time, and what people report ends with what monitoring sees`() async throws {
        try await IncidentUnderTest.run { service in
            try await service.keep(shop)
            let first = UUID.v7()
            try await service.hear(aSituation(first), sequence: 1)
            try await service.hear(aSituation(first, .cleared), sequence: 2)
            _ = try await service.database.transaction {
                try $0.execute("UPDATE incident SET opened_at = opened_at - interval '8 hours'")
            }
            try await service.hear(aSituation(), sequence: 1)
            try await service.hear(
                ReportIncident(
                    record: .v7(), summary: "Cannot pay", description: nil, requester: .v7(), reportedBy: .v7(),
                    channel: "phone", service: shop.record, urgency: 1, reportedAt: Date()))
            let order = try await service.get("/api/v1/restore-order", as: RestoreOrderView.self)
            let only = try #require(order.positions.first)
            #expect(order.positions.count == 1 && only.restores.map(\.summary) == ["Cannot pay"])
            #expect(only.estimate.evidence.map(\.kind) == [.everything, .team, .service, .cause])
            #expect(only.expectedHours > 2 && only.expectedHours < 8)
        }
    }

    @Test func `another order is announced once`() async throws {
        try await IncidentUnderTest.run { service in
            let watch = RestoreWatch(
                outages: ReadOutages(shelf: RestoreShelf()), database: service.database, logger: .silent)
            #expect(try await watch.announceIfChanged() == false)
            try await two(service)
            #expect(try await watch.announceIfChanged())
            #expect(try await watch.announceIfChanged() == false)
            let sent: [String] = try await service.database.transaction { tx in
                try tx.query("SELECT body FROM outbox WHERE subject = \(RestoreOrderAnnounced.subject)") { row in
                    String(decoding: try row.value("body") as Data, as: UTF8.self)
                }
            }
            let told = try sent.map { try WireJSON.decoder.decode(RestoreOrderAnnounced.self, from: Data($0.utf8)) }
            #expect(told.map(\.count) == [2])
        }
    }
}
