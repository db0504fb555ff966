import Foundation
import IncidentDomain
import Records
import Testing

@Suite struct ClosingRulesTests {
    /// A Thursday.
    private let resolved = Date(timeIntervalSince1970: 1_795_687_200)

    @Test func `as shipped a weekend does not count`() throws {
        try ClosingRules.shipped.check()
        let closing = try #require(try ClosingRules.shipped.closing(of: resolved, by: nil))
        #expect(closing == Date(timeIntervalSince1970: 1_796_342_400))
    }

    @Test func `a policy's calendar says which days count, unless it has none`() throws {
        let always = try OpenHours(.always)
        let never = try OpenHours(BusinessCalendar(zone: "UTC", weeks: []))
        let rules = ClosingRules(businessDays: 2, weekdays: [.monday], zone: "UTC")
        #expect(try rules.closing(of: resolved, by: always) == Date(timeIntervalSince1970: 1_795_910_400))
        #expect(try rules.closing(of: resolved, by: never) == rules.closing(of: resolved, by: nil))
    }

    @Test(arguments: [
        ClosingRules(businessDays: 0, weekdays: [.monday], zone: "UTC"),
        ClosingRules(businessDays: 5, weekdays: [], zone: "UTC"),
        ClosingRules(businessDays: 5, weekdays: [.monday, .monday], zone: "UTC"),
        ClosingRules(businessDays: 5, weekdays: [.monday], zone: "Mars/Olympus"),
    ])
    func `rules that name no days are refused`(rules: ClosingRules) {
        #expect(throws: Invalid.self) { try rules.check() }
    }
}
