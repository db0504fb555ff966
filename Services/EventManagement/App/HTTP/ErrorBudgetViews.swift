import Contracts
import EventDomain
import Foundation
import Records

/// What an agreement promises of how much a service is up in a month, what became of it, and what may still be lost.
struct ErrorBudgetView: Codable, Sendable {
    struct Burn: Codable, Sendable {
        let hours: Double
        /// 1 spends the budget exactly by the end of the month; missing when nothing of the window is agreed time.
        let rate: Double?
    }

    struct Outage: Codable, Sendable {
        let outage: HealthPeriodView
        /// Of the agreed time.
        let lostSeconds: Double
    }

    let service: Named
    let agreement: Named
    /// With whom it is agreed; missing for all.
    let customer: UUID?
    let month: String
    /// The month, as far as the agreement holds in it.
    let from: Date
    let until: Date
    let targetPercent: Double
    let calendar: UUID
    let countsPlanned: Bool
    let degradedWeight: Double
    /// So far, from 0 to 1; missing as long as nothing is known.
    let availability: Double?
    let agreedSeconds: Double
    /// So far, of the agreed time.
    let unknownSeconds: Double
    let allowedSeconds: Double
    let lostSeconds: Double
    /// Below zero when more was lost than may be.
    let leftSeconds: Double
    /// 1 − lost ÷ allowed.
    let leftShare: Double?
    let burns: [Burn]
    /// What the lost seconds are made of; missing in reports on many services.
    let outages: [Outage]?
    /// Where those outages are listed.
    let records: String

    init(_ reading: ReadErrorBudgets.Reading, _ model: ServiceModel, withOutages: Bool) {
        let (budget, target) = (reading.budget, reading.target)
        service = Named(id: reading.service, name: model.services[reading.service]?.name)
        agreement = Named(id: reading.agreement.record, name: reading.agreement.name)
        customer = reading.agreement.organisation
        month = reading.month.description
        from = reading.from
        until = reading.until
        targetPercent = target.percent
        calendar = target.calendar
        countsPlanned = target.countsPlanned
        degradedWeight = target.degradedWeight
        availability = budget.soFar.availability
        agreedSeconds = budget.agreed
        unknownSeconds = budget.soFar.agreed - budget.soFar.known
        allowedSeconds = budget.allowed
        lostSeconds = budget.soFar.lost
        leftSeconds = budget.left
        leftShare = budget.leftShare
        burns = budget.burns.map { Burn(hours: $0.window / 3_600, rate: $0.rate) }
        outages =
            withOutages
            ? reading.outages.map { Outage(outage: HealthPeriodView($0.period, model), lostSeconds: $0.lost) } : nil
        records = "/api/v1/service-health/\(reading.service.uuidString.lowercased())/error-budgets?month=\(month)"
    }
}

struct ErrorBudgetsAnswer: Codable, Sendable {
    let at: Date
    /// What the figures mean.
    let definition: String
    let budgets: [ErrorBudgetView]

    static let definition = """
        The error budget is what a target leaves for outages: (1 − target) × the agreed time of the month, which is the open hours of \
        the agreement's calendar, without planned maintenance unless the agreement counts it as down. Lost is the agreed time down, \
        and degraded as much as its weight says; what is not known is not lost. Left is 1 − lost ÷ budget. The burn rate is the \
        share lost of a window's agreed time ÷ (1 − target): at 1 the budget is spent exactly by the end of the month.
        """
}

enum ErrorBudgetFile {
    static func lines(_ budgets: [ErrorBudgetView]) -> [[String]] {
        let head = [
            "service", "agreement", "customer", "month", "targetPercent", "availability", "agreedSeconds",
            "unknownSeconds",
            "allowedSeconds", "lostSeconds", "leftSeconds", "leftShare",
        ]
        let burns = ErrorBudget.burnWindows.map { "burn\(Int($0 / 3_600))h" }
        return [head + burns]
            + budgets.map { budget in
                [
                    budget.service.name ?? "", budget.agreement.name ?? "",
                    budget.customer?.uuidString.lowercased() ?? "",
                    budget.month, "\(budget.targetPercent)", number(budget.availability), "\(budget.agreedSeconds)",
                    "\(budget.unknownSeconds)", "\(budget.allowedSeconds)", "\(budget.lostSeconds)",
                    "\(budget.leftSeconds)", number(budget.leftShare),
                ] + budget.burns.map { number($0.rate) }
            }
    }

    static func number(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }
}
