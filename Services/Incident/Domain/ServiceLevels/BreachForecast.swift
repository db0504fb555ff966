import Records

/// How likely an open clock is to be missed, by how long clocks of the same kind took before.
package struct BreachForecast: Codable, Equatable, Sendable {
    /// Clocks that ended, of the same measure and target.
    package let known: Int
    /// Those of them that had lasted as long as this one has by now.
    package let alike: Int
    /// Those of these that took longer than its goal.
    package let missed: Int
    /// How often clocks of that kind were missed at all: what counts while few are alike.
    package let usual: Double
    package let probability: Double

    /// How many clocks alike weigh as much as what is usual.
    private static let weight = 4.0

    /// - Parameter ended: what clocks of the same measure and target had used up when they stopped, and whether each was missed.
    package init(elapsed: Int, budget: Int, ended: [(elapsed: Int, missed: Bool)]) {
        let longer = ended.filter { $0.elapsed >= elapsed }
        known = ended.count
        alike = longer.count
        missed = longer.filter { $0.elapsed > budget }.count
        usual = (Double(ended.filter(\.missed).count) + 1) / (Double(ended.count) + 2)
        probability =
            elapsed > budget ? 1 : (Double(missed) + Self.weight * usual) / (Double(alike) + Self.weight)
    }
}
