import Chassis
import EventDomain
import Foundation
import HTTPTypes
import Messaging
import Postgres
import Records

/// Error budgets and burn rates: of one service with the outages behind them, and of all that one may see.
struct ErrorBudgetRoutes: Sendable {
    private static let reports = "/api/v1/service-health-reports/error-budgets"
    private static let month = QueryParameter(
        "month", .text, "Such as 2026-11, in the zone of each agreement's calendar; the present one if left out")
    private static let customer = QueryParameter(
        "customer", .uuid, "Only what is agreed with this customer, or with all of them")

    let database: Database
    let shelf: ModelShelf

    func add(to api: inout API) {
        api.get(
            "/api/v1/service-health/{id}/error-budgets",
            "What agreements leave for its outages in a month, and the outages that spent it", for: .may(.servicesRead),
            query: [Self.month], answers: ErrorBudgetsAnswer.self
        ) { call in
            let id = try call.uuid("id")
            return .ok(
                try await answer(call, withOutages: true) { tx in
                    try HealthSight.check(id, by: call.principal, in: tx)
                    return [try HealthStore().read(id, in: tx).record.id]
                })
        }
        let query = [Self.month, Self.customer]
        api.get(
            Self.reports, "What agreements leave for outages in a month, by service", for: .may(.servicesRead),
            query: query, answers: ErrorBudgetsAnswer.self
        ) { call in .ok(try await ofAll(call)) }
        api.raw(
            .get, "\(Self.reports).csv", "The same as a CSV file", for: .may(.servicesRead), query: query,
            answers: "text/csv"
        ) { call in CSV.file("error-budgets.csv", ErrorBudgetFile.lines(try await ofAll(call).budgets)) }
    }

    private func ofAll(_ call: Call) async throws -> ErrorBudgetsAnswer {
        let visible = HealthSight.visible(to: try call.principal) ?? "TRUE"
        return try await answer(call, withOutages: false) { tx in
            try tx.query(
                "SELECT id FROM service_health WHERE \(visible) ORDER BY id LIMIT \(AvailabilityReportRoute.mostServices)"
            ) { try $0.value("id") }
        }
    }

    private func answer(
        _ call: Call, withOutages: Bool, services: @escaping @Sendable (Transaction) throws -> [UUID]
    ) async throws -> ErrorBudgetsAnswer {
        let (caller, customer) = (try call.principal, call.query.uuid("customer"))
        let month = try call.query.text("month").map { text -> CalendarMonth in
            guard let month = CalendarMonth(text) else {
                throw Invalid("Give a month such as 2026-11.", field: "month", code: "month_form")
            }
            return month
        }
        return try await database.transaction { tx in
            let readings = try ReadErrorBudgets().readings(
                of: try services(tx), month: month, customer: customer, for: caller, in: tx)
            let model = try shelf.model(in: tx)
            let budgets = readings.map { ErrorBudgetView($0, model, withOutages: withOutages) }
            return ErrorBudgetsAnswer(
                at: try tx.now, definition: ErrorBudgetsAnswer.definition,
                budgets: budgets.sorted {
                    ($0.service.name ?? "", $0.agreement.name ?? "") < ($1.service.name ?? "", $1.agreement.name ?? "")
                })
        }
    }
}
