import Foundation

/// How a business service was for a while.
package struct HealthPeriod: Equatable, Sendable {
    package let since: Date
    /// None while it lasts.
    package let until: Date?
    package let health: Health
    /// Which part of what carries it was hurt, from 0 to 1.
    package let share: Double
    package let causes: [UUID]
    package let because: String

    package init(since: Date, until: Date?, health: Health, share: Double, causes: [UUID] = [], because: String = "") {
        self.since = since
        self.until = until
        self.health = health
        self.share = share
        self.causes = causes
        self.because = because
    }

    package var isOutage: Bool { health == .down || health == .degraded || health == .maintenance }

    /// Only what a change had declared hurt it.
    package var isPlanned: Bool { health == .maintenance }
}

/// What a time came to for a business service, in seconds.
package struct Availability: Equatable, Sendable {
    package private(set) var ok: TimeInterval = 0
    package private(set) var degraded: TimeInterval = 0
    package private(set) var down: TimeInterval = 0
    package private(set) var maintenance: TimeInterval = 0
    /// Nobody knows: neither up nor down.
    package private(set) var unknown: TimeInterval
    /// The time down, each stretch as far as it reached.
    package private(set) var weightedDown: TimeInterval = 0

    /// Of the time from one instant until another; what no period covers is unknown.
    package init(of periods: [HealthPeriod], from: Date, until: Date) {
        unknown = max(0, until.timeIntervalSince(from))
        for period in periods {
            let end = min(period.until ?? until, until)
            let length = end.timeIntervalSince(max(period.since, from))
            guard length > 0, period.health != .unknown else { continue }
            unknown -= length
            switch period.health {
            case .ok: ok += length
            case .degraded: degraded += length
            case .maintenance: maintenance += length
            case .down:
                down += length
                weightedDown += length * period.share
            case .unknown: break
            }
        }
        unknown = max(0, unknown)
    }

    /// The part of the agreed time that it was up, from 0 to 1: what was planned, or is not known, does not count. Nil when
    /// nothing counts.
    package var share: Double? {
        let agreed = ok + degraded + down
        return agreed > 0 ? (agreed - down) / agreed : nil
    }

    /// The same with outages that reached only some counted for as many.
    package var weightedShare: Double? {
        let agreed = ok + degraded + down
        return agreed > 0 ? (agreed - weightedDown) / agreed : nil
    }
}
