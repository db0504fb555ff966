import Chassis
import Contracts
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// What agreements promise of how much services are up and what that leaves for outages, from the outage ledger.
struct ReadErrorBudgets: Sendable {
    private static let mostPeriods = 100_000

    /// One promise to one service in one month, as far as the agreement holds in it.
    struct Reading: Sendable {
        let service: UUID
        let agreement: AgreementAnnounced
        let target: AvailabilityTargetContent
        let month: CalendarMonth
        let from: Date
        let until: Date
        let budget: ErrorBudget
        /// The outages in it, oldest first, with the seconds of agreed time that each took away.
        let outages: [(period: HealthPeriod, lost: TimeInterval)]
    }

    private struct Promised {
        let agreement: AgreementAnnounced
        let target: AvailabilityTargetContent
        let promise: AvailabilityPromise
        let month: CalendarMonth
        let from: Date
        let until: Date
    }

    /// Of these services, by agreements that the caller may see.
    ///
    /// - Parameter month: in the zone of each promise's calendar; the present one when nil.
    /// - Parameter customer: only promises to this customer.
    func readings(
        of services: [UUID], month: CalendarMonth?, customer: UUID?, for caller: Principal, in tx: Transaction
    ) throws -> [Reading] {
        let now = try tx.now
        let promises = try promises(month: month, customer: customer, for: caller, at: now, in: tx)
        let promised = Set(promises.flatMap(\.target.services)).intersection(services)
        guard !promised.isEmpty, let from = promises.map(\.from).min(), let until = promises.map(\.until).max() else {
            return []
        }
        let before = min(from, now) - (ErrorBudget.burnWindows.max() ?? 0)
        let periods = try HealthPeriods().between(
            before, min(until, now), of: Array(promised), limit: Self.mostPeriods, in: tx
        )
        return promises.flatMap { promise in
            promise.target.services.filter(promised.contains).map { service in
                Self.reading(promise, service, periods[service] ?? [], at: now)
            }
        }
    }

    private static func reading(
        _ promised: Promised, _ service: UUID, _ periods: [HealthPeriod], at now: Date
    ) -> Reading {
        let (promise, from, until) = (promised.promise, promised.from, promised.until)
        let reached = max(from, min(until, now))
        let outages = periods.filter { $0.isOutage && $0.since < reached && ($0.until ?? reached) > from }
        return Reading(
            service: service, agreement: promised.agreement, target: promised.target, month: promised.month, from: from,
            until: until, budget: ErrorBudget(of: periods, under: promise, from: from, until: until, now: now),
            outages: outages.map { ($0, promise.lost($0, from: from, until: reached)) })
    }

    private func promises(
        month: CalendarMonth?, customer: UUID?, for caller: Principal, at now: Date, in tx: Transaction
    ) throws -> [Promised] {
        var hours: [UUID: OpenHours] = [:]
        return try Projection<AgreementAnnounced>().all(in: tx).flatMap { agreement -> [Promised] in
            guard agreement.active, agreement.isFor(customer), agreement.isSeen(by: caller) else { return [] }
            return try (agreement.availability ?? []).compactMap { target in
                let calendar = try hours[target.calendar] ?? openHours(target.calendar, in: tx)
                hours[target.calendar] = calendar
                guard let calendar, let zone = ZoneOffsets(calendar.calendar.zone) else { return nil }
                let month = month ?? CalendarMonth(of: now, in: zone)
                let time = month.period(in: zone)
                let from = max(time.from, Self.beginning(of: agreement.from, in: zone) ?? time.from)
                let until = min(time.until, Self.beginning(of: agreement.until, in: zone) ?? time.until)
                guard from < until else { return nil }
                return Promised(
                    agreement: agreement, target: target,
                    promise: AvailabilityPromise(
                        share: target.percent / 100, hours: calendar, countsPlanned: target.countsPlanned,
                        degradedWeight: target.degradedWeight), month: month, from: from, until: until)
            }
        }
    }

    /// Nil as long as the calendar has not been heard of.
    private func openHours(_ id: UUID, in tx: Transaction) throws -> OpenHours? {
        try Projection<CalendarAnnounced>().find(id, in: tx).map { try OpenHours(BusinessCalendar($0.content)) }
    }

    private static func beginning(of day: String?, in zone: ZoneOffsets) -> Date? {
        day.flatMap { CalendarDay($0) }?.beginning(in: zone)
    }
}

extension AgreementAnnounced {
    fileprivate func isFor(_ customer: UUID?) -> Bool {
        guard let customer else { return true }
        return kind == AgreementKind.customer.rawValue && (organisation == nil || organisation == customer)
    }

    /// What was agreed between teams and with suppliers is the provider's business; with a customer, the customer's too.
    fileprivate func isSeen(by caller: Principal) -> Bool {
        caller.isStaff
            || kind == AgreementKind.customer.rawValue && (organisation == nil || caller.belongs(to: organisation))
    }
}
