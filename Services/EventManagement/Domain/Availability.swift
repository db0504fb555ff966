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
    /// Times down without anything else between them, as far as they began in the time; those that last are among them.
    package private(set) var outages = 0
    /// How long those of them lasted that have ended, and how many these are.
    private var restored = 0
    private var restoring: TimeInterval = 0

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
        count(periods, from: from, until: until)
    }

    /// Periods that follow each other without a gap while it is down are one outage.
    private mutating func count(_ periods: [HealthPeriod], from: Date, until: Date) {
        var began: Date?
        for (index, period) in periods.enumerated() where period.health == .down {
            began = began ?? period.since
            let next = index + 1 < periods.count ? periods[index + 1] : nil
            if let next, next.health == .down, next.since == period.until { continue }
            defer { began = nil }
            guard let start = began, start >= from, start < until else { continue }
            outages += 1
            guard let end = period.until, end <= until else { continue }
            restored += 1
            restoring += end.timeIntervalSince(start)
        }
    }

    /// Mean time to restore service (MTRS), in seconds, of the outages that began in the time and have ended.
    package var meanTimeToRestore: TimeInterval? {
        restored > 0 ? restoring / Double(restored) : nil
    }

    /// Mean time between failures (MTBF), in seconds: the time it was up by the number of outages.
    package var meanTimeBetweenFailures: TimeInterval? {
        outages > 0 ? (ok + degraded) / Double(outages) : nil
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
