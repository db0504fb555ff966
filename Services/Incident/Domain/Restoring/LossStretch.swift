import Foundation
import Records

/// A time in which an incident kept a part of one service away, and what that cost the business.
///
/// What it lost in any parts of the time adds up to the whole: sums over incidents, services, customers or periods are one integral.
package struct LossStretch: Sendable {
    package let incident: UUID
    package let service: UUID
    package let from: Date
    package let until: Date
    /// What the next hour would cost.
    package let perHour: Double
    private let share: Double
    private let curve: LossCurve

    /// - Parameter share: how much of the service was kept away, from 0 to 1.
    package init(
        incident: UUID, service: UUID, from: Date, until: Date, share: Double, valuePerHour: Double, busy: [BusyTime]
    ) {
        self.init(
            incident: incident, service: service, from: from, until: until,
            perHour: busy.worth(valuePerHour, at: until) * share, share: share,
            curve: LossCurve(valuePerHour: valuePerHour, busy, from: from))
    }

    /// A loss that is known as a sum alone, spread evenly.
    package init(incident: UUID, service: UUID, from: Date, until: Date, lost: Double) {
        let hours = until.timeIntervalSince(from) / 3_600
        self.init(
            incident: incident, service: service, from: from, until: until, perHour: 0, share: 1,
            curve: .steady(hours > 0 ? lost / hours : 0))
    }

    private init(
        incident: UUID, service: UUID, from: Date, until: Date, perHour: Double, share: Double, curve: LossCurve
    ) {
        self.incident = incident
        self.service = service
        self.from = from
        self.until = until
        self.perHour = perHour
        self.share = share
        self.curve = curve
    }

    /// All of it.
    package var lost: Double { lost(from: from, until: until) }

    /// What of it was lost from one instant until another.
    package func lost(from start: Date, until end: Date) -> Double {
        let (start, end) = (max(start, from), min(end, until))
        return start < end ? (sum(until: end) - sum(until: start)) * share : 0
    }

    private func sum(until instant: Date) -> Double { curve.lost(until: instant.timeIntervalSince(from) / 3_600) }
}
