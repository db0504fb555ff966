/// How far a figure of one period is from that of another, and how far chance alone could bring them: 95 % confidence.
package struct FigureDifference: Codable, Equatable, Sendable {
    /// Later − earlier.
    package let value: Double
    /// Where the true difference lies with 95 % confidence.
    package let low: Double
    package let high: Double

    /// Whether it is more than chance.
    package var isClear: Bool { low > 0 || high < 0 }

    /// The normal distribution's quantile for 95 %, both sides.
    private static let z = 1.959_963_984_540_054

    private init(_ value: Double, below: Double, above: Double) {
        (self.value, low, high) = (value, value - below, value + above)
    }

    /// Of how often something happened, each once and independently (Poisson).
    package static func ofCounts(_ earlier: Int, _ later: Int) -> FigureDifference {
        let margin = z * (Double(earlier) + Double(later)).squareRoot()
        return FigureDifference(Double(later) - Double(earlier), below: margin, above: margin)
    }

    /// Of shares, from Wilson's interval of each (Newcombe 1998, method 10). Nil when one has no records.
    package static func ofShares(
        _ earlier: (hits: Double, count: Int), _ later: (hits: Double, count: Int)
    ) -> FigureDifference? {
        guard earlier.count > 0, later.count > 0 else { return nil }
        let (before, after) = (wilson(earlier.hits, earlier.count), wilson(later.hits, later.count))
        return FigureDifference(
            after.share - before.share,
            below: hypotenuse(after.share - after.low, before.high - before.share),
            above: hypotenuse(after.high - after.share, before.share - before.low))
    }

    /// Of means, each with the standard deviation of its records (Welch, by the normal distribution). Nil unless each has two records.
    package static func ofMeans(
        _ earlier: (mean: Double, deviation: Double, count: Int), _ later: (mean: Double, deviation: Double, count: Int)
    ) -> FigureDifference? {
        guard earlier.count > 1, later.count > 1 else { return nil }
        let variances = [earlier, later].map { $0.deviation * $0.deviation / Double($0.count) }
        let margin = z * (variances[0] + variances[1]).squareRoot()
        return FigureDifference(later.mean - earlier.mean, below: margin, above: margin)
    }

    private static func wilson(_ hits: Double, _ count: Int) -> (share: Double, low: Double, high: Double) {
        let n = Double(count)
        let share = hits / n
        let middle = (share + z * z / (2 * n)) / (1 + z * z / n)
        let margin = z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot() / (1 + z * z / n)
        return (share, max(0, middle - margin), min(1, middle + margin))
    }

    private static func hypotenuse(_ a: Double, _ b: Double) -> Double { (a * a + b * b).squareRoot() }
}
