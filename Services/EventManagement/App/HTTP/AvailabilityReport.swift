import Chassis
import Contracts
import EventDomain
import Foundation
import HTTPTypes
import Messaging
import Postgres
import Records

/// How much of a time each business service was up, from the outage ledger.
struct AvailabilityReport: Codable, Sendable {
    struct Line: Codable, Sendable {
        let service: Named
        let availability: AvailabilityAnswer
        /// Where exactly the outages behind it are listed.
        let records: String
    }

    let at: Date
    let from: Date
    let until: Date
    /// What the figures mean.
    let definition: String
    let services: [Line]
}

struct AvailabilityReportRoute: Sendable {
    static let mostServices = 500
    private static let mostPeriods = 100_000
    private static let definition = """
        Availability is (agreed − down) ÷ agreed, where agreed is the time up, degraded or down: what was planned or is not known \
        does not count. MTRS is the mean from down to restored of the outages that began in the time and have ended. MTBF is the \
        time up ÷ those outages.
        """

    let database: Database
    let shelf: ModelShelf

    func add(to api: inout API) {
        let query = [
            QueryParameter("from", .date, "From this instant; thirty days before the end if left out"),
            QueryParameter("until", .date, "Until this instant; now if left out"),
        ]
        api.get(
            "/api/v1/service-health-reports/availability", "How much of a time each business service was up",
            for: .may(.servicesRead), query: query, answers: AvailabilityReport.self
        ) { call in .ok(try await report(call)) }
        api.raw(
            .get, "/api/v1/service-health-reports/availability.csv", "The same as a CSV file", for: .may(.servicesRead),
            query: query, answers: "text/csv"
        ) { call in CSV.file("availability.csv", Self.lines(try await report(call).services)) }
    }

    private static func lines(_ services: [AvailabilityReport.Line]) -> [[String]] {
        let head = [
            "service", "from", "until", "availability", "weightedAvailability", "okSeconds", "degradedSeconds",
            "downSeconds", "plannedSeconds", "unknownSeconds", "outages", "meanTimeToRestore",
            "meanTimeBetweenFailures",
        ]
        let number = ErrorBudgetFile.number
        return [head]
            + services.map { line in
                let found = line.availability
                return [
                    line.service.name ?? "", WireTime.text(found.from), WireTime.text(found.until),
                    number(found.availability), number(found.weightedAvailability), number(found.okSeconds),
                    number(found.degradedSeconds), number(found.downSeconds), number(found.plannedSeconds),
                    number(found.unknownSeconds), "\(found.outages)", number(found.meanTimeToRestore),
                    number(found.meanTimeBetweenFailures),
                ]
            }
    }

    private func report(_ call: Call) async throws -> AvailabilityReport {
        let visible = HealthSight.visible(to: try call.principal) ?? "TRUE"
        return try await database.transaction { tx in
            let now = try tx.now
            let until = min(call.query.date("until") ?? now, now)
            let from = call.query.date("from") ?? until - 30 * 86_400
            guard from < until else { throw Invalid("The time ends before it begins.", field: "until") }
            let services: [UUID] = try tx.query(
                "SELECT id FROM service_health WHERE \(visible) ORDER BY id LIMIT \(Self.mostServices)"
            ) { try $0.value("id") }
            let periods = try HealthPeriods().between(from, until, of: services, limit: Self.mostPeriods, in: tx)
            let model = try shelf.model(in: tx)
            let lines = services.map { service in
                let found = Availability(of: periods[service] ?? [], from: from, until: until)
                return AvailabilityReport.Line(
                    service: Named(id: service, name: model.services[service]?.name),
                    availability: AvailabilityAnswer(found, from: from, until: until),
                    records: Self.address(of: service, from, until))
            }
            return AvailabilityReport(
                at: now, from: from, until: until, definition: Self.definition,
                services: lines.sorted { ($0.service.name ?? "") < ($1.service.name ?? "") })
        }
    }

    private static func address(of service: UUID, _ from: Date, _ until: Date) -> String {
        let id = service.uuidString.lowercased()
        return "/api/v1/service-health/\(id)/outages?from=\(WireTime.text(from))&until=\(WireTime.text(until))"
    }
}
