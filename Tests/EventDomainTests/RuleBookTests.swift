import EventDomain
import Foundation
import Records
import Testing

@Suite struct RuleBookTests {
    private func rule(
        _ order: Int, _ conditions: [LabelMatcher], _ effects: AlertRuleTerms.Effects
    ) throws -> AlertRule {
        let terms = AlertRule.Terms(name: "rule \(order)", order: order, conditions: conditions, effects: effects)
        return try #require(AlertRule.beginning(id(2000 + order), with: .created(terms: terms), at: noon))
    }

    private let disk = event(
        .raise, at: 0, severity: .warning, check: "DiskFull", labels: ["ci": "db1", "env": "test"])

    @Test func `a rule that matches mends the event, and says so`() throws {
        let book = RuleBook([
            try rule(
                1, [LabelMatcher(name: "env", value: "test")],
                AlertRuleTerms.Effects(labels: ["env": "", "stage": "lab"], severity: .info, team: id(5), hold: 60))
        ])
        let verdict = book.judge(disk)
        #expect(verdict.event.labels == ["ci": "db1", "stage": "lab"] && verdict.event.severity == .info)
        #expect(verdict.event.identity == disk.identity && !verdict.isDropped)
        let treatment = try #require(verdict.event.treatment)
        #expect(treatment.team == id(5) && treatment.hold?.seconds == 60 && !treatment.opensAtOnce)
        #expect(treatment.why.because.contains("rule 1: took env away, set stage to lab, set severity to info"))
        #expect(RuleBook.empty.judge(disk).event == disk)
    }

    @Test func `rules come in their order, each sees what was set before, until one stops or drops`() throws {
        let first = try rule(1, [], AlertRuleTerms.Effects(labels: ["tier": "gold"]))
        let second = try rule(
            2, [LabelMatcher(name: "tier", value: "gold")], AlertRuleTerms.Effects(severity: .critical, stops: true))
        let third = try rule(3, [], AlertRuleTerms.Effects(drops: true))
        let verdict = RuleBook([third, second, first]).judge(disk)
        #expect(verdict.event.severity == .critical && !verdict.isDropped)
        #expect(verdict.matched.map(\.terms.order) == [1, 2])
        #expect(RuleBook([third, first]).judge(disk).isDropped)
        #expect(!RuleBook([third.applying(.ended, at: noon)]).judge(disk).isDropped)
    }

    @Test func `conditions look at fields of the event too`() throws {
        let book = RuleBook([
            try rule(
                1,
                [
                    LabelMatcher(name: "event.check", value: "Disk.*", isRegex: true),
                    LabelMatcher(name: "event.severity", value: "warning"),
                ], AlertRuleTerms.Effects(drops: true))
        ])
        #expect(book.judge(disk).isDropped)
        #expect(!book.judge(event(.raise, at: 0, severity: .critical, check: "DiskFull")).isDropped)
    }

    @Test func `a table is looked up by its keys`() throws {
        let table = AlertRuleTerms.Enrichment(
            keys: ["ci"], sets: ["service", "owner"], rows: [["db1", "Orders", "Ada"], ["db2", "Checkout", ""]])
        let book = RuleBook([try rule(1, [], AlertRuleTerms.Effects(enrichment: table))])
        #expect(book.judge(disk).event.labels == ["ci": "db1", "env": "test", "service": "Orders", "owner": "Ada"])
        let other = event(.raise, at: 0, labels: ["ci": "db2", "owner": "Bo"])
        #expect(book.judge(other).event.labels == ["ci": "db2", "service": "Checkout", "owner": "Bo"])
        #expect(book.judge(event(.raise, at: 0, labels: ["ci": "x"])).event.labels == ["ci": "x"])
    }

    @Test func `rules that do nothing, or too much, are refused`() {
        func check(_ effects: AlertRuleTerms.Effects, _ conditions: [LabelMatcher] = []) throws {
            _ = try AlertRule.Terms(name: "r", order: 1, conditions: conditions, effects: effects).checked()
        }
        #expect(throws: Invalid.self) { try check(AlertRuleTerms.Effects()) }
        #expect(throws: Invalid.self) { try check(AlertRuleTerms.Effects(hold: 0)) }
        #expect(throws: Invalid.self) {
            try check(AlertRuleTerms.Effects(drops: true), [LabelMatcher(name: "a", value: "(", isRegex: true)])
        }
        #expect(throws: Invalid.self) {
            try check(
                AlertRuleTerms.Effects(
                    enrichment: AlertRuleTerms.Enrichment(keys: ["a"], sets: ["b"], rows: [["only one"]])))
        }
    }
}
