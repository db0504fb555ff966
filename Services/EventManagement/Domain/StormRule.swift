import Foundation
import Records

/// When there is a storm: more than ten times as many new alerts a minute as was usual in the hour before, and more than a
/// hundred. It is over after five minutes with less than twice the usual in each.
package struct StormRule: Sendable {
    package static let standard = StormRule()

    /// New alerts that were counted from an instant on, for some seconds.
    package struct Count: Sendable {
        package let at: Date
        package let alerts: Int

        package init(at: Date, alerts: Int) {
            self.at = at
            self.alerts = alerts
        }
    }

    package let factor: Double
    /// New alerts a minute that are never a storm.
    package let floor: Int
    package let calmFactor: Double
    /// How long it must have been calm, in seconds.
    package let calm: TimeInterval
    /// While a storm rages others hear of one situation at most once in so many seconds.
    package let spacing: TimeInterval

    package init(
        factor: Double = 10, floor: Int = 100, calmFactor: Double = 2, calm: TimeInterval = 300,
        spacing: TimeInterval = 5
    ) {
        self.factor = factor
        self.floor = floor
        self.calmFactor = calmFactor
        self.calm = calm
        self.spacing = spacing
    }

    package func isStorm(_ rate: Int, over baseline: Double) -> Bool {
        Double(rate) > max(factor * baseline, Double(floor))
    }

    /// Where nothing is usual a fifth of what is never a storm counts as calm.
    package func isCalm(_ rate: Int, over baseline: Double) -> Bool {
        Double(rate) < max(calmFactor * baseline, Double(floor) / 5)
    }

    /// Whether each of the last minutes was calm.
    package func isOver(_ counts: [Count], since began: Date, over baseline: Double, at now: Date) -> Bool {
        guard now >= began + calm else { return false }
        return stride(from: 0, to: calm, by: 60).allSatisfy { age in
            let minute = counts.filter { $0.at <= now - age && $0.at > now - age - 60 }
            return isCalm(minute.reduce(0) { $0 + $1.alerts }, over: baseline)
        }
    }

    package func beginning(_ rate: Int, over baseline: Double) -> Explanation {
        Explanation(
            decision: "storm", rule: "more than \(Int(factor)) times the usual and \(floor) a minute",
            inputs: inputs(rate, baseline), outcome: "storm",
            because: "\(rate) new alerts came within a minute, where \(usual(baseline)) a minute is usual")
    }

    package func ending(_ alerts: Int, over baseline: Double) -> Explanation {
        Explanation(
            decision: "storm", rule: "\(Int(calm / 60)) minutes below \(Int(calmFactor)) times the usual",
            inputs: inputs(alerts, baseline), outcome: "over",
            because: "for \(Int(calm / 60)) minutes as few new alerts came as usual; \(alerts) in all")
    }

    private func inputs(_ alerts: Int, _ baseline: Double) -> [String: String] {
        ["new alerts": "\(alerts)", "usual a minute": usual(baseline)]
    }

    private func usual(_ baseline: Double) -> String { String(format: "%.1f", baseline) }
}
