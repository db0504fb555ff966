import Foundation

/// How one clock of a record stands at an instant. All amounts are in milliseconds, all instants in milliseconds since 1970.
package struct ServiceLevelClock: Codable, Equatable, Sendable {
    package enum State: String, Codable, CaseIterable, Sendable {
        case running, paused, stopped, cancelled
        /// Another policy took the place of its own.
        case superseded
    }

    package enum Outcome: String, Codable, CaseIterable, Sendable {
        /// It can still be kept.
        case open
        case met, breached
        /// It does not count.
        case excluded
    }

    /// A threshold that was passed.
    package struct Crossing: Codable, Equatable, Sendable {
        package let threshold: ServiceLevelThreshold
        package let at: Int
        /// Which target and goal held, counted from 0: a change of either begins another cycle.
        package let cycle: Int
        /// It was past at once, by a change that reaches back.
        package let retroactive: Bool
    }

    /// The time a clock has lasted, by what became of it; the parts add up to the whole.
    package struct Buckets: Codable, Equatable, Sendable {
        package internal(set) var working = 0
        package internal(set) var outsideHours = 0
        /// By reason, in open hours.
        package internal(set) var paused: [String: Int] = [:]
        /// Between being resolved and reopened or closed.
        package internal(set) var resolved = 0

        package var total: Int { working + outsideHours + paused.values.reduce(0, +) + resolved }
    }

    /// Which clock of the record this is, for ever: the kind of agreement, what is measured, the target and which of its runs.
    package struct Key: Codable, Hashable, Sendable {
        package let kind: AgreementKind
        package let measure: ServiceLevelTarget.Measure
        package let target: String
        /// Counted from 0; only updates, team stints and suppliers have more than one.
        package let run: Int

        package init(kind: AgreementKind, measure: ServiceLevelTarget.Measure, target: String, run: Int) {
            self.kind = kind
            self.measure = measure
            self.target = target
            self.run = run
        }
    }

    package let key: Key
    /// The policy and calendar that hold now.
    package let policy: VersionPin
    package let calendar: VersionPin
    /// The team of a stint.
    package let subject: UUID?
    package let state: State
    package let outcome: Outcome
    package let startedAt: Int
    package let stoppedAt: Int?
    package let priority: Int
    package let budget: Int
    /// Of the budget; it may be more than the clock's own time when a share was carried over.
    package let elapsed: Int
    /// When the budget is or was used up; nil while the clock is paused before.
    package let dueAt: Int?
    package let pausedFor: String?
    package let cycle: Int
    package let crossings: [Crossing]
    /// The threshold that is reached next if nothing happens meanwhile.
    package let next: Crossing?
    package let buckets: Buckets

    /// Negative when it is past due.
    package var remaining: Int { budget - elapsed }
}
