import Foundation
import Records

/// How much of the agreed time a service is to be up, by an agreement.
package struct AvailabilityPromise: Sendable {
    /// The part of the agreed time, above 0 and below 1.
    package let share: Double
    /// The agreed time.
    package let hours: OpenHours
    /// Whether planned maintenance is time down; else it is no agreed time.
    package let countsPlanned: Bool
    /// How much of a degraded hour counts as down, from 0 to 1.
    package let degradedWeight: Double

    package init(share: Double, hours: OpenHours, countsPlanned: Bool, degradedWeight: Double) {
        self.share = share
        self.hours = hours
        self.countsPlanned = countsPlanned
        self.degradedWeight = degradedWeight
    }

    /// Seconds of agreed time that a period of health took away between two instants.
    package func lost(_ period: HealthPeriod, from: Date, until: Date) -> TimeInterval {
        let weight = weight(of: period.health)
        return weight > 0 ? weight * open(period, from, until) : 0
    }

    private func weight(of health: Health) -> Double {
        switch health {
        case .down: 1
        case .degraded: degradedWeight
        case .maintenance: countsPlanned ? 1 : 0
        case .ok, .unknown: 0
        }
    }

    fileprivate func open(_ period: HealthPeriod, _ from: Date, _ until: Date) -> TimeInterval {
        open(max(period.since, from), min(period.until ?? until, until))
    }

    fileprivate func open(_ from: Date, _ until: Date) -> TimeInterval {
        Double(hours.elapsed(from: from.milliseconds, to: until.milliseconds)) / 1000
    }
}

/// What a time came to under a promise, in seconds of agreed time.
package struct AgreedTime: Equatable, Sendable {
    /// Without planned maintenance, unless that counts as down.
    package let agreed: TimeInterval
    /// The part of it in which it is known how the service was.
    package let known: TimeInterval
    package let lost: TimeInterval

    package init(of periods: [HealthPeriod], under promise: AvailabilityPromise, from: Date, until: Date) {
        func sum(_ health: Set<Health>) -> TimeInterval {
            periods.filter { health.contains($0.health) }.reduce(0) { $0 + promise.open($1, from, until) }
        }
        let planned = sum([.maintenance])
        agreed = max(0, promise.open(from, until) - (promise.countsPlanned ? 0 : planned))
        known = sum([.ok, .degraded, .down]) + (promise.countsPlanned ? planned : 0)
        lost = periods.reduce(0) { $0 + promise.lost($1, from: from, until: until) }
    }

    /// The part of what is known in which it was up; nil when nothing is.
    package var availability: Double? { known > 0 ? (known - lost) / known : nil }
}

/// How much of what a promise leaves for outages is left, and how fast it goes.
package struct ErrorBudget: Equatable, Sendable {
    /// Over the last hour, six hours and three days: what pages at once, soon, and what makes a ticket.
    package static let burnWindows: [TimeInterval] = [3_600, 6 * 3_600, 3 * 86_400]

    package struct Burn: Equatable, Sendable {
        package let window: TimeInterval
        /// 1 spends the budget exactly by the end of the time; nil when nothing of the window is agreed time.
        package let rate: Double?
    }

    /// Until now.
    package let soFar: AgreedTime
    /// Seconds of agreed time until the end, so that the budget is that of the whole time. What is planned for later is among them.
    package let agreed: TimeInterval
    /// Seconds that may be lost.
    package let allowed: TimeInterval
    package let burns: [Burn]

    /// Seconds; below zero when more was lost than may be.
    package var left: TimeInterval { allowed - soFar.lost }
    /// 1 − lost ÷ ((1 − target) · agreed); nil when no time is agreed.
    package var leftShare: Double? { allowed > 0 ? left / allowed : nil }

    /// - Parameter periods: from three days before the time, or before now.
    package init(
        of periods: [HealthPeriod], under promise: AvailabilityPromise, from: Date, until: Date, now: Date
    ) {
        let reached = max(from, min(until, now))
        soFar = AgreedTime(of: periods, under: promise, from: from, until: reached)
        agreed = soFar.agreed + promise.open(reached, until)
        allowed = (1 - promise.share) * agreed
        burns = Self.burnWindows.map { window in
            let time = AgreedTime(of: periods, under: promise, from: reached - window, until: reached)
            let rate = time.agreed > 0 ? time.lost / time.agreed / (1 - promise.share) : nil
            return Burn(window: window, rate: rate)
        }
    }
}
