import Foundation
import Records

/// A clock of an incident has passed a threshold, as its journal keeps it.
package struct ThresholdPassing: Codable, Equatable, Sendable {
    package let clock: ServiceLevelClock.Key
    package let policy: VersionPin
    /// As `ServiceLevelThreshold.key` writes it.
    package let threshold: String
    package let cycle: Int
    /// When it was passed; the journal says when that was noticed.
    package let passedAt: Date
    /// A change of policy or priority reached back.
    package let retroactive: Bool
    /// Noticed more than `tolerance` afterwards.
    package let late: Bool
    package let dueAt: Date?

    /// How late is late, in seconds.
    package static let tolerance = 5.0

    package init(_ clock: ServiceLevelClock, _ crossing: ServiceLevelClock.Crossing, noticedAt now: Date) {
        self.clock = clock.key
        policy = clock.policy
        threshold = crossing.threshold.key
        cycle = crossing.cycle
        passedAt = Date(milliseconds: crossing.at)
        retroactive = crossing.retroactive
        late = now.timeIntervalSince(passedAt) > Self.tolerance
        dueAt = clock.dueAt.map { Date(milliseconds: $0) }
    }
}

/// What somebody said that clocks wait for.
package enum IncidentReply: String, Codable, Equatable, Sendable {
    /// Staff, in public.
    case answered
    case asked
}
