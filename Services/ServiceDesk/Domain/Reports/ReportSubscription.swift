import Foundation
import Records

/// Somebody wants to be told by mail whenever a report of a period is ready.
package typealias ReportSubscription = Definition<ReportSubscriptionDetails>

package struct ReportSubscriptionDetails: Definable {
    package static let kind = "report-subscription"

    /// The page that is mailed; `service` is the customer's own, all others are for staff.
    package enum Report: String, Codable, CaseIterable, Sendable {
        case service, monthly, incidents
        case serviceLevels = "service-levels"
        case availability, contacts
    }

    /// No two active subscriptions of a person share one.
    package let name: String
    package let person: UUID
    package let report: Report
    package let rhythm: ReportRhythm
    /// An IANA name: whose days, and whose mornings.
    package let zone: String
    /// Only this customer; nil for all.
    package let customer: UUID?

    /// Throws `Invalid` naming the field at fault.
    package init(
        name: String, person: UUID, report: Report, rhythm: ReportRhythm, zone: String, customer: UUID? = nil
    ) throws(Invalid) {
        guard let known = try Wording.zone(zone, field: "zone") else {
            throw Invalid("Name a time zone such as Europe/Berlin.", field: "zone", code: "empty")
        }
        self.name = try Wording.line(name, field: "name")
        self.person = person
        self.report = report
        self.rhythm = rhythm
        self.zone = known
        self.customer = customer
    }

    /// Where the web application shows the report of a period.
    package func page(of period: ReportRhythm.Period) -> String {
        let customer = customer.map { "&customer=\($0.uuidString.lowercased())" } ?? ""
        let days = "from=\(period.from)&until=\(CalendarDay(number: period.until.number - 1))"
        let month = "month=\(String(period.from.description.prefix(7)))"
        return switch report {
        case .service: "/portal/service-report?\(month)"
        case .monthly: "/reports/monthly?\(month)\(customer)"
        case .incidents, .serviceLevels, .availability, .contacts: "/reports/\(report.rawValue)?\(days)\(customer)"
        }
    }
}
