import Records

/// How impact and urgency make a priority, and how urgency rises while an incident lasts.
package struct PriorityMatrix: EditedRules {
    package static let name = "priority-matrix"
    package static let shipped = PriorityMatrix(
        cells: [[1, 2, 3], [2, 3, 4], [3, 4, 5]], peopleSteps: [5, 25], hourSteps: [])

    /// Priorities 1 to 5; rows by impact, columns by urgency, both from high to low.
    package let cells: [[Int]]
    /// From so many people hurt on, one step more urgent for each.
    package let peopleSteps: [Int]
    /// After so many hours without being resolved, one step more urgent for each.
    package let hourSteps: [Double]

    package init(cells: [[Int]], peopleSteps: [Int], hourSteps: [Double]) {
        self.cells = cells
        self.peopleSteps = peopleSteps
        self.hourSteps = hourSteps
    }

    /// Total: every cell holds a priority. Monotone: more impact or urgency never makes it lower.
    package func check() throws(Invalid) {
        guard cells.count == 3, cells.allSatisfy({ $0.count == 3 }) else {
            throw Invalid("The matrix has three rows of three priorities.", field: "cells", code: "not_total")
        }
        for row in 0..<3 {
            for column in 0..<3 {
                try Self.inside(cells[row][column], 1...5, "cells[\(row)][\(column)]", "A priority is 1 to 5.")
                if row > 0, cells[row][column] < cells[row - 1][column] { throw Self.falls(row, column, "impact") }
                if column > 0, cells[row][column] < cells[row][column - 1] { throw Self.falls(row, column, "urgency") }
            }
        }
        try Self.checkSteps(peopleSteps.map(Double.init), "peopleSteps", upTo: 2_000)
        try Self.checkSteps(hourSteps, "hourSteps", upTo: 8_760)
    }

    /// Two steps lead from the lowest urgency to the highest; more would change nothing.
    private static func checkSteps(_ steps: [Double], _ field: String, upTo most: Double) throws(Invalid) {
        guard steps.count <= 2 else { throw Invalid("At most two steps.", field: field, code: "too_many") }
        for step in steps {
            try inside(step, 0.1...most, field, "A step is more than nothing and at most \(Int(most)).")
        }
        guard steps == steps.sorted(), Set(steps).count == steps.count else {
            throw Invalid("Each step is larger than the one before.", field: field, code: "not_rising")
        }
    }

    private static func falls(_ row: Int, _ column: Int, _ what: String) -> Invalid {
        Invalid(
            "More \(what) must never lower the priority.", field: "cells[\(row)][\(column)]", code: "not_monotone")
    }

    package func priority(_ impact: Impact, _ urgency: Urgency) -> Priority {
        Priority(rawValue: cells[impact.rawValue - 1][urgency.rawValue - 1]) ?? .moderate
    }

    /// `1 2 3 / 2 3 4 / 3 4 5`.
    package var text: String {
        cells.map { $0.map(String.init).joined(separator: " ") }.joined(separator: " / ")
    }
}
