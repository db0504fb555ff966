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
        self.init(
            isOver: elapsed > budget, known: ended.count, knownMissed: ended.filter(\.missed).count,
            alike: longer.count, missed: longer.filter { $0.elapsed > budget }.count)
    }

    /// From counts of the clocks that ended.
    package init(isOver: Bool, known: Int, knownMissed: Int, alike: Int, missed: Int) {
        self.known = known
        self.alike = alike
        self.missed = missed
        usual = (Double(knownMissed) + 1) / (Double(known) + 2)
        probability = isOver ? 1 : (Double(missed) + Self.weight * usual) / (Double(alike) + Self.weight)
    }
}
