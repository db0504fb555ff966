import Foundation
import IncidentDomain
import Records
import Testing

@Suite struct ReportStepTests {
    @Test func `days of a zone are as long as its clocks make them`() throws {
        let oslo = try #require(ZoneOffsets("Europe/Oslo"))
        let pieces = try ReportStep.day.pieces(
            from: time("2026-03-28T12:00:00Z"), until: time("2026-03-31T00:00:00Z"), zone: oslo)
        #expect(pieces.map { $0.until.timeIntervalSince($0.from) / 3600 } == [11, 23, 24, 2])
        #expect(pieces.first?.from == time("2026-03-28T12:00:00Z"))
        #expect(pieces.last?.until == time("2026-03-31T00:00:00Z"))
    }

    @Test func `weeks begin on Monday and no instant is left out or counted twice`() throws {
        let utc = try #require(ZoneOffsets("UTC"))
        let pieces = try ReportStep.week.pieces(
            from: time("2026-11-01T00:00:00Z"), until: time("2026-11-20T00:00:00Z"), zone: utc)
        #expect(pieces.map(\.from) == ["2026-11-01", "2026-11-02", "2026-11-09", "2026-11-16"].map(day))
        #expect(zip(pieces, pieces.dropFirst()).allSatisfy { $0.until == $1.from })
    }

    @Test func `months are found by their names`() throws {
        let utc = try #require(ZoneOffsets("UTC"))
        let february = try #require(CalendarMonth("2028-02")?.period(in: utc))
        #expect(february.from == day("2028-02-01") && february.until == day("2028-03-01"))
        #expect(CalendarMonth("2026-13") == nil)
        #expect(CalendarMonth("2026-11")?.earlier(by: 11)?.description == "2025-12")
        #expect(CalendarMonth(of: day("2026-11-30"), in: utc).description == "2026-11")
        let pieces = try ReportStep.month.pieces(from: day("2026-01-31"), until: day("2026-04-01"), zone: utc)
        #expect(pieces.map(\.from) == ["2026-01-31", "2026-02-01", "2026-03-01"].map(day))
    }

    @Test func `a day that a zone skipped has no length`() throws {
        let apia = try #require(ZoneOffsets("Pacific/Apia"))
        let pieces = try ReportStep.day.pieces(
            from: time("2011-12-29T10:00:00Z"), until: time("2011-12-31T10:00:00Z"), zone: apia)
        #expect(pieces.map { $0.until.timeIntervalSince($0.from) / 3600 } == [24, 24])
    }

    @Test func `too many steps are refused`() throws {
        let utc = try #require(ZoneOffsets("UTC"))
        #expect(throws: Invalid.self) {
            try ReportStep.day.pieces(from: day("2026-01-01"), until: day("2026-12-31"), zone: utc)
        }
    }

    @Test func `an excuse needs words`() throws {
        #expect(throws: Rejection.self) {
            try anIncident(.closed).deciding(.explainBreach(aBreachReason(excusable: true)), at: noon)
        }
        let said = aBreachReason(.customer, excusable: true, note: "They kept the door shut.")
        #expect(
            try anIncident(.closed).deciding(.explainBreach(said), at: noon) == [.breachExplained(reason: said)])
    }

    private func time(_ text: String) -> Date { (try? Date(text, strategy: .iso8601)) ?? .distantPast }
    private func day(_ text: String) -> Date { time("\(text)T00:00:00Z") }
}
