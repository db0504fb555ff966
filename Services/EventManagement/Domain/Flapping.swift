import Foundation
import Records

/// When an alert changes so often that nobody can follow, by the changes alone: sources send us no checks that changed nothing.
package struct FlapRule: Equatable, Sendable {
    /// How far back changes count, in seconds.
    package let window: TimeInterval
    /// That many changes, newer ones weighing more, begin it.
    package let changes: Int
    /// This long without a change ends it, in seconds.
    package let quiet: TimeInterval

    package static let standard = FlapRule(window: 30 * 60, changes: 5, quiet: 15 * 60)

    package init(window: TimeInterval, changes: Int, quiet: TimeInterval) {
        self.window = window
        self.changes = changes
        self.quiet = quiet
    }

    /// A change now weighs 1.25, one at the far end of the window 0.75, an older one nothing.
    package func score(_ instants: [Date], at now: Date) -> Double {
        instants.reduce(0) { sum, instant in
            let age = max(0, now.timeIntervalSince(instant))
            return age > window ? sum : sum + 1.25 - 0.5 * age / window
        }
    }

    package func begins(_ instants: [Date], at now: Date) -> Bool {
        instants.count { now.timeIntervalSince($0) <= window } >= changes && score(instants, at: now) >= Double(changes)
    }

    /// Nothing changed for a while.
    package func isOver(after last: Date, at now: Date) -> Bool { now.timeIntervalSince(last) >= quiet }

    package func explanation(_ instants: [Date], began: Bool, at now: Date) -> Explanation {
        let recent = instants.count { now.timeIntervalSince($0) <= window }
        let (spell, calm) = (Int(window / 60), Int(quiet / 60))
        return Explanation(
            decision: "flapping", rule: "weighted changes",
            inputs: ["changes": "\(recent)", "score": String(format: "%.2f", score(instants, at: now))],
            outcome: began ? "flapping" : "settled",
            because: began
                ? "it changed \(recent) times within \(spell) minutes; others hear of it again when it has settled"
                : "it has not changed for \(calm) minutes")
    }
}

/// The share of recent checks that changed the state, weighted, in percent, as Nagios and Icinga compute it.
///
/// For sources that send every check. Changes are given oldest first, of the last twenty possible ones.
package enum FlapPercentage {
    package static let slots = 20

    /// Nagios 4: weights from 0.75 (oldest) to 1.25 (newest). It flaps from 30 on, and ends at 20.
    package static func nagios(_ changed: [Bool]) -> Double { percent(changed) { 0.75 + Double($0) * 0.5 / 19 } }

    /// Icinga 2: weights from 0.8 (oldest) to 1.18 (newest). It flaps above 30, and ends at 25.
    package static func icinga(_ changed: [Bool]) -> Double { percent(changed) { 0.8 + 0.02 * Double($0) } }

    private static func percent(_ changed: [Bool], _ weight: (Int) -> Double) -> Double {
        let newest = changed.suffix(slots)
        let first = slots - newest.count
        let sum = newest.enumerated().reduce(0) { $1.element ? $0 + weight(first + $1.offset) : $0 }
        return sum * 100 / Double(slots)
    }
}
