import Foundation
import IncidentDomain
import Records
import Testing

@Suite struct PriorityMatrixTests {
    private func matrix(_ cells: [[Int]], people: [Int] = [], hours: [Double] = []) -> PriorityMatrix {
        PriorityMatrix(cells: cells, peopleSteps: people, hourSteps: hours)
    }

    @Test func `the shipped matrix is total and monotone`() throws {
        try PriorityMatrix.shipped.check()
        for impact in Impact.allCases {
            for urgency in Urgency.allCases {
                #expect(
                    PriorityMatrix.shipped.priority(impact, urgency) == Priority(impact: impact, urgency: urgency))
            }
        }
    }

    /// Every matrix of three priorities: what is accepted is monotone in each cell, and nothing monotone is refused.
    @Test func `exactly the monotone matrices are accepted`() {
        var accepted = 0
        for code in 0..<19_683 {
            var (rest, cells) = (code, [[Int]]())
            for _ in 0..<3 {
                var row: [Int] = []
                for _ in 0..<3 {
                    row.append(rest % 3 + 1)
                    rest /= 3
                }
                cells.append(row)
            }
            let isMonotone = Self.isMonotone(cells)
            let isAccepted = (try? matrix(cells).check()) != nil
            #expect(isAccepted == isMonotone, "\(cells)")
            accepted += isAccepted ? 1 : 0
        }
        #expect(accepted == 175)
    }

    /// Told once more, apart from the code under test: no neighbour below or to the right is more urgent.
    private static func isMonotone(_ cells: [[Int]]) -> Bool {
        for (i, row) in cells.enumerated() {
            for (j, cell) in row.enumerated() {
                if i < 2, cells[i + 1][j] < cell { return false }
                if j < 2, row[j + 1] < cell { return false }
            }
        }
        return true
    }

    @Test func `a matrix with a cell missing or beyond 5 is refused`() {
        let wrong: [[[Int]]] = [
            [[1, 2, 3], [2, 3, 4]], [[1, 2], [2, 3], [3, 4]], [[1, 2, 3], [2, 3, 4], [3, 4, 6]], [],
        ]
        for cells in wrong { #expect(throws: Invalid.self) { try matrix(cells).check() } }
    }

    @Test func `steps rise, and there are no more than urgencies`() {
        let cells = PriorityMatrix.shipped.cells
        #expect(throws: Invalid.self) { try matrix(cells, people: [25, 5]).check() }
        #expect(throws: Invalid.self) { try matrix(cells, people: [5, 5]).check() }
        #expect(throws: Invalid.self) { try matrix(cells, hours: [1, 2, 3]).check() }
        #expect(throws: Invalid.self) { try matrix(cells, hours: [0]).check() }
    }

    @Test func `what lasts becomes more urgent, and says so`() throws {
        let rules = RuleVersion(
            version: 4,
            rules: PriorityMatrix(cells: [[1, 1, 2], [2, 3, 4], [4, 4, 5]], peopleSteps: [], hourSteps: [8, 24]))
        let plain = Assessment.ofReport(service: nil, urgency: .low, by: rules)
        #expect(plain.weighed(withPeople: 0, openFor: 7.9) == plain)
        let later = plain.weighed(withPeople: 0, openFor: 8)
        #expect(later.urgency == .medium && later.priority == .low)
        #expect(later.why.version == 4 && later.why.because.contains("It has lasted for 8 hours."))
        #expect(later.weighed(withPeople: 0, openFor: 30).urgency == .high)
    }

    @Test func `an incident keeps its matrix until what it rests on changes`() throws {
        let old = Assessment.ofSituation([], severity: .critical)
        let rules = RuleVersion(
            version: 2,
            rules: PriorityMatrix(cells: [[1, 1, 1], [1, 1, 1], [1, 1, 1]], peopleSteps: [], hourSteps: []))
        let incident = [Incident.Fact.sighted(sighting: aSighting("db-1")), .prioritised(assessment: old)]
            .reduce(anIncident(.new)) { $0.applying($1, at: noon) }
        let same = Assessment.ofSituation([], severity: .critical, by: rules)
        #expect(try incident.deciding(.follow(aSighting("db-1"), same), at: noon) == [])
        let other = Assessment.ofSituation([], severity: .major, by: rules)
        #expect(
            try incident.deciding(.follow(aSighting("db-1"), other), at: noon) == [.prioritised(assessment: other)])
    }

    @Test func `an incident that people or time made more urgent keeps its matrix too`() throws {
        let incident = try [Incident.Command.addAffected((1...6).map { _ in UUID() })].reduce(
            anIncident(.new).applying(.sighted(sighting: aSighting("db-1")), at: noon)
                .applying(.prioritised(assessment: .ofSituation([], severity: .minor)), at: noon)
        ) { incident, command in
            try incident.deciding(command, at: noon).reduce(incident) { $0.applying($1, at: noon) }
        }
        let rules = RuleVersion(
            version: 2, rules: PriorityMatrix(cells: PriorityMatrix.shipped.cells, peopleSteps: [3, 6], hourSteps: []))
        let same = Assessment.ofSituation([], severity: .minor, by: rules)
        #expect(try incident.deciding(.follow(aSighting("db-1"), same), at: noon) == [])
    }

    @Test func `the reason reproduces what people and time made of the urgency`() throws {
        let rules = RuleVersion(
            version: 3,
            rules: PriorityMatrix(cells: PriorityMatrix.shipped.cells, peopleSteps: [5, 25], hourSteps: [8]))
        let reported = Assessment.ofReport(service: nil, urgency: .low, by: rules)
        #expect(reported.why.inputs["reportedUrgency"] == "low")
        let inputs = reported.weighed(withPeople: 7, openFor: 9).why.inputs
        func steps(_ what: String) throws -> Int {
            let reached = try #require(inputs[what]?.split(separator: " ").first.flatMap { Double($0) })
            return try #require(inputs["\(what == "people" ? "people" : "hour")Steps"]).split(separator: " ")
                .compactMap { Double($0) }.filter { $0 <= reached }.count
        }
        let before = try #require(Urgency.allCases.first { "\($0)" == inputs["urgencyBefore"] })
        let raised = max(before.rawValue - (try steps("people")) - (try steps("hours")), Urgency.high.rawValue)
        #expect("\(try #require(Urgency(rawValue: raised)))" == inputs["urgency"])
    }

    @Test func `the reason reproduces the priority`() throws {
        let rules = RuleVersion(
            version: 3,
            rules: PriorityMatrix(cells: [[1, 1, 2], [2, 3, 4], [4, 4, 5]], peopleSteps: [5], hourSteps: []))
        let why = Assessment.ofReport(service: ("Shop", 1), urgency: .high, by: rules).why
        let cells = try #require(why.inputs["matrix"]).split(separator: "/").map { row in
            row.split(separator: " ").compactMap { Int($0) }
        }
        let row = try #require(Impact.allCases.first { "\($0)" == why.inputs["impact"] }).rawValue - 1
        let column = try #require(Urgency.allCases.first { "\($0)" == why.inputs["urgency"] }).rawValue - 1
        #expect("P\(cells[row][column])" == why.outcome)
    }
}
