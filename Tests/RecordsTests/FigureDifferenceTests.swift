import Foundation
import Records
import Testing

@Suite struct FigureDifferenceTests {
    @Test func `shares agree with Newcombe's published example`() throws {
        // 56 of 70 and 48 of 80 (Newcombe 1998, table II, method 10): 0.0524 to 0.3339.
        let found = try #require(FigureDifference.ofShares((48, 80), (56, 70)))
        #expect(abs(found.low - 0.0524) < 0.0001 && abs(found.high - 0.3339) < 0.0001 && found.isClear)
        #expect(FigureDifference.ofShares((0, 0), (1, 2)) == nil)
        let edge = try #require(FigureDifference.ofShares((0, 10), (10, 10)))
        #expect(edge.value == 1 && edge.high <= 1.000_001 && edge.low > 0)
    }

    @Test func `counts and means are clear only beyond chance`() throws {
        #expect(FigureDifference.ofCounts(100, 100).value == 0 && !FigureDifference.ofCounts(100, 120).isClear)
        #expect(FigureDifference.ofCounts(100, 160).isClear)
        let means = try #require(FigureDifference.ofMeans((10, 2, 100), (11, 2, 100)))
        #expect(means.value == 1 && means.isClear && abs(means.high - means.low - 2 * 1.96 * 0.2828) < 0.01)
        #expect(FigureDifference.ofMeans((10, 2, 1), (11, 2, 100)) == nil)
    }

    @Test func `months are found in their zone`() throws {
        let oslo = try #require(ZoneOffsets("Europe/Oslo"))
        let march = try #require(CalendarMonth("2026-03")).period(in: oslo)
        #expect(march.until.timeIntervalSince(march.from) == (31 * 24 - 1) * 3600)
        #expect(CalendarMonth(of: march.from, in: oslo).description == "2026-03")
        #expect(CalendarMonth("2026-01")?.earlier(by: 1)?.description == "2025-12" && CalendarMonth("2026-13") == nil)
    }
}
