import Contracts
import Foundation
import HTTPTypes
import Postgres
import Records
import Testing

@testable import EventApp
@testable import Messaging

@Suite struct ErrorBudgetFlowTests {
    private let agreement = UUID.v7(), calendar = UUID.v7(), customer = UUID.v7()

    private func agree(_ event: EventUnderTest, percent: Double = 99, kind: String = "customer") async throws {
        let always = CalendarContent(
            zone: "UTC",
            weeks: [
                .init(
                    effective: nil,
                    hours: [.init(weekdays: Weekday.allCases.map(\.rawValue), from: "00:00", until: "24:00")])
            ], holidays: [], exceptions: [])
        let target = AvailabilityTargetContent(
            services: [EventUnderTest.orders], percent: percent, calendar: calendar, countsPlanned: false,
            degradedWeight: 0)
        try await event.database.transaction { tx in
            try Projection<CalendarAnnounced>().keep(
                CalendarAnnounced(record: calendar, facts: [], name: "Always", active: true, content: always),
                sequence: 1, in: tx)
            try Projection<AgreementAnnounced>().keep(
                AgreementAnnounced(
                    record: agreement, facts: [], name: "Gold", active: true, kind: kind, from: nil, until: nil,
                    organisation: customer, availability: [target]), sequence: 1, in: tx)
        }
    }

    private func budgets(_ event: EventUnderTest, _ path: String) async throws -> [ErrorBudgetView] {
        let answer = try await event.call(.get, path)
        guard answer.status == 200 else { throw UnexpectedReply(text: answer.reply) }
        return try WireJSON.decoder.decode(ErrorBudgetsAnswer.self, from: Data(answer.reply.utf8)).budgets
    }

    @Test func `an outage spends the budget, and the outages behind it are what was lost`() async throws {
        try await EventUnderTest.run(holdOff: 0) { event in
            try await agree(event)
            try await event.hear(alert("HostDown", on: "db1"))
            try await event.wait(600)
            try await event.hear(alert("HostDown", on: "db1", ends: Date()))
            let path = "/api/v1/service-health/\(EventUnderTest.orders)/error-budgets"
            let budget = try #require(try await budgets(event, path).first)
            #expect(budget.agreement.name == "Gold" && budget.customer == customer && budget.targetPercent == 99)
            #expect(budget.lostSeconds >= 600 && budget.lostSeconds < 660)
            let outages = try #require(budget.outages)
            #expect(outages.map(\.lostSeconds).reduce(0, +) == budget.lostSeconds && outages.count == 1)
            let month = budget.until.timeIntervalSince(budget.from)
            #expect(budget.agreedSeconds == month && abs(budget.allowedSeconds - month / 100) < 0.01)
            #expect(abs((budget.leftShare ?? 0) - (1 - budget.lostSeconds / budget.allowedSeconds)) < 0.000_001)
            #expect(budget.burns.map(\.hours) == [1, 6, 72])
            #expect((budget.burns.first?.rate ?? 0) > 16 && (budget.burns.first?.rate ?? 0) < 19)
            let all = try await budgets(event, "/api/v1/service-health-reports/error-budgets")
            #expect(all.map(\.lostSeconds) == [budget.lostSeconds] && all.first?.outages == nil)
            let file = try await event.call(.get, "/api/v1/service-health-reports/error-budgets.csv")
            #expect(file.reply.hasPrefix("service,agreement") && file.reply.contains("orders,Gold"))
            #expect(
                try await event.call(.get, "/api/v1/service-health-reports/availability.csv").reply.contains("orders,"))
        }
    }

    @Test func `another month, another customer and a month that is none`() async throws {
        try await EventUnderTest.run(holdOff: 0) { event in
            try await agree(event)
            try await event.hear(alert("HostDown", on: "db1"))
            let root = "/api/v1/service-health-reports/error-budgets"
            #expect(try await budgets(event, "\(root)?month=2026-01").map(\.lostSeconds) == [0])
            #expect(try await budgets(event, "\(root)?customer=\(customer)").count == 1)
            #expect(try await budgets(event, "\(root)?customer=\(UUID())").isEmpty)
            #expect(try await event.call(.get, "\(root)?month=soon").status == 422)
            let stranger = "/api/v1/service-health/\(UUID())/error-budgets"
            #expect(try await event.call(.get, stranger).status == 404)
        }
    }
}
