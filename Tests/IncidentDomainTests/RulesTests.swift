import Foundation
import IncidentDomain
import Records
import Testing

@Suite struct EscalationRuleTests {
    private let boss = UUID()

    @Test func `what stands still or has ended is never escalated`() {
        let rule = EscalationRule(name: "Manager", occasion: .noTakeUp, minutes: 30, inform: [boss])
        for state in Incident.State.allCases {
            #expect(rule.concerns(anIncident(state)) == [.new, .assigned, .inProgress].contains(state))
        }
    }

    @Test func `a functional escalation hands over, each step is one level higher`() throws {
        let (team, incident) = (UUID(), anIncident(.assigned))
        let up = Incident.Escalation(kind: .functional, rule: "Second level", team: team, informs: [], reason: "Late.")
        let facts = try incident.deciding(.escalate(up, why: nil), at: noon)
        let moved = facts.reduce(incident) { $0.applying($1, at: noon) }
        #expect(moved.team == team && moved.assignee == nil && moved.escalations?.map(\.level) == [1])
        #expect(throws: Rejection.self) { try moved.deciding(.escalate(up, why: nil), at: noon) }
        let told = Incident.Escalation(kind: .hierarchical, rule: nil, team: nil, informs: [boss], reason: "Help.")
        let again = try moved.deciding(.escalate(told, why: nil), at: noon).reduce(moved) { $0.applying($1, at: noon) }
        #expect(again.team == team && again.escalations?.map(\.level) == [1, 2])
    }

    @Test(arguments: [
        EscalationRule(name: "x", occasion: .clock, percent: 80, inform: [UUID()]),
        EscalationRule(name: "x", occasion: .clock, measure: .resolution, inform: [UUID()]),
        EscalationRule(name: "x", occasion: .noTakeUp, inform: [UUID()]),
        EscalationRule(name: "x", occasion: .noTakeUp, minutes: 5),
        EscalationRule(name: "x", occasion: .noTakeUp, minutes: 5, priorities: [6], inform: [UUID()]),
        EscalationRule(name: " ", occasion: .noTakeUp, minutes: 5, inform: [UUID()]),
    ])
    func `a rule that could not act is refused`(rule: EscalationRule) {
        #expect(throws: Invalid.self) { try EscalationRules(rules: [rule]).check() }
    }
}

@Suite struct AssignmentRuleTests {
    private func candidate(_ name: String, open: Int, last: TimeInterval?) -> AssignmentCandidate {
        AssignmentCandidate(
            person: UUID(), name: name, open: open, lastAt: last.map { Date(timeIntervalSinceReferenceDate: $0) })
    }

    @Test func `a rule fits by service, priority, category and word, and says what does not`() {
        let incident = anIncident(.new).applying(
            .categorised(category: .init(path: ["Network", "Wireless"])), at: noon)
        let team = UUID()
        #expect(AssignmentRule(name: "all", team: team).misfit(incident) == nil)
        #expect(AssignmentRule(name: "net", categories: ["Network"], team: team).misfit(incident) == nil)
        #expect(AssignmentRule(name: "net", categories: ["Network / Wired"], team: team).misfit(incident) != nil)
        #expect(AssignmentRule(name: "word", words: ["SHOP"], team: team).misfit(incident) == nil)
        #expect(AssignmentRule(name: "word", words: ["printer"], team: team).misfit(incident) != nil)
        #expect(AssignmentRule(name: "p1", priorities: [1], team: team).misfit(incident) == "It is P3.")
        #expect(AssignmentRule(name: "svc", services: [UUID()], team: team).misfit(incident) != nil)
    }

    @Test func `by load the least loaded, in turn whoever waited longest`() {
        let people = [
            candidate("Ada", open: 3, last: 10), candidate("Bo", open: 1, last: 30),
            candidate("Cy", open: 2, last: nil),
        ]
        let rule = { AssignmentRule(name: "r", team: UUID(), person: $0) }
        #expect(rule(.leastLoaded).choose(people)?.because == "Bo has the fewest open incidents, 1.")
        #expect(rule(.inTurn).choose(people)?.person == people[2].person)
        #expect(rule(.nobody).choose(people) == nil)
        #expect(rule(.inTurn).choose([]) == nil)
    }

    @Test func `a skill that nobody keeps is refused`() {
        let rules = AssignmentRules(rules: [.init(name: "r", team: UUID(), skill: "SAP")], skills: [])
        #expect(throws: Invalid.self) { try rules.check() }
    }
}

@Suite struct CategoryTests {
    private let tree = IncidentCategories(paths: [
        ["Network"], ["Network", "Wireless"], ["Network", "Wireless", "Access"],
    ])

    @Test func `the first category stays that of the opening`() throws {
        try tree.check()
        let first = try IncidentCategory("Network", in: tree)
        let last = try IncidentCategory("Network/Wireless / Access", in: tree)
        let incident = [Incident.Fact.categorised(category: first), .categorised(category: last)]
            .reduce(anIncident(.new)) { $0.applying($1, at: noon) }
        #expect(incident.openingCategory == first && incident.category?.text == "Network / Wireless / Access")
    }

    @Test func `what is not in the tree is refused, and so is a fourth level`() {
        #expect(throws: Invalid.self) { try IncidentCategory("Printer", in: tree) }
        #expect(throws: Invalid.self) { try IncidentCategories(paths: [["a", "b", "c", "d"]]).check() }
        #expect(throws: Invalid.self) { try IncidentCategories(paths: [["a"], ["a"]]).check() }
        #expect(throws: Invalid.self) { try IncidentCategories(paths: [["a/b"]]).check() }
    }
}
