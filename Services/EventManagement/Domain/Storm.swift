import Foundation
import Records

/// A time in which more new alerts come than anybody can look at, from one integration or from all together.
package struct Storm: Codable, Equatable, Sendable {
    package enum State: String, Codable, CaseIterable, Sendable { case raging, over }

    package let id: UUID
    package internal(set) var state: State
    package let onset: Onset
    package let beganAt: Date
    package internal(set) var endedAt: Date?
    /// How many new alerts came while it raged; known at its end.
    package internal(set) var alerts: Int?

    /// How a storm begins.
    package struct Onset: Codable, Equatable, Sendable {
        /// Whose alerts rage; nil for those of all integrations together.
        package let integration: UUID?
        /// New alerts of the last minute.
        package let rate: Int
        /// New alerts a minute that were usual in the hour before.
        package let baseline: Double
        package let why: Explanation

        package init(integration: UUID?, rate: Int, baseline: Double, why: Explanation) {
            self.integration = integration
            self.rate = rate
            self.baseline = baseline
            self.why = why
        }
    }
}

extension Storm: Lifecycle {
    package static let kind = "storm"

    package enum Command: Equatable, Sendable { case end(alerts: Int, Explanation) }

    package enum Fact: Codable, Equatable, Sendable {
        case began(onset: Onset)
        case ended(alerts: Int, why: Explanation)
    }

    package func deciding(_ command: Command, at now: Date) throws(Rejection) -> [Fact] {
        switch (state, command) {
        case (.raging, .end(let alerts, let why)): [.ended(alerts: alerts, why: why)]
        case (.over, .end): []
        }
    }

    package func applying(_ fact: Fact, at instant: Date) -> Storm {
        var next = self
        switch fact {
        case .began: break
        case .ended(let alerts, _):
            next.state = .over
            next.endedAt = instant
            next.alerts = alerts
        }
        return next
    }

    package static func beginning(_ id: UUID, with fact: Fact, at instant: Date) -> Storm? {
        guard case .began(let onset) = fact else { return nil }
        return Storm(id: id, state: .raging, onset: onset, beganAt: instant)
    }

    package static func explanation(of fact: Fact) -> Explanation? {
        switch fact {
        case .began(let onset): onset.why
        case .ended(_, let why): why
        }
    }
}
