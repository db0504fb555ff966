import Foundation
import IncidentDomain
import Testing

@Suite struct OnCallReportTests {
    private let ann = UUID(), ben = UUID()

    private func at(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

    @Test func `calls count by person, by their own night, and answers by their waits`() throws {
        let pages = (0..<3).map { _ in UUID() }
        let calls = [
            // The same night in Berlin, twice; then a Wednesday at noon.
            OnCallReport.Call(person: ann, page: pages[0], at: try at("2026-07-06T21:00:00Z"), zone: "Europe/Berlin"),
            OnCallReport.Call(person: ann, page: pages[0], at: try at("2026-07-07T02:00:00Z"), zone: "Europe/Berlin"),
            OnCallReport.Call(person: ann, page: pages[1], at: try at("2026-07-08T10:00:00Z"), zone: "Europe/Berlin"),
            // Ten in the evening in Berlin is half past one at night in Kolkata.
            OnCallReport.Call(person: ben, page: pages[2], at: try at("2026-07-08T20:00:00Z"), zone: "Asia/Kolkata"),
        ]
        let start = try at("2026-07-06T00:00:00Z")
        let answers = [
            OnCallReport.Answered(page: pages[0], calledAt: start, at: start + 60, by: [ann], rings: 2),
            OnCallReport.Answered(page: pages[1], calledAt: start, at: start + 300, by: [ann], rings: 1),
            OnCallReport.Answered(page: pages[2], calledAt: start, at: nil, by: [], rings: 4),
        ]
        let report = OnCallReport(calls, answers, from: start, until: start + 14 * 86_400)
        let first = try #require(report.burdens.first), second = try #require(report.burdens.last)
        #expect(first.person == ann && first.pages == 2 && first.pagesPerWeek == 1)
        #expect(first.offHours == 2 && first.brokenNights == 1 && first.acknowledged == 2)
        #expect(second.person == ben && second.brokenNights == 1 && second.acknowledged == 0)
        #expect(report.answerMedian == 60 && report.answerP90 == 300)
        #expect(report.unanswered == 1 && report.escalated == 2.0 / 3 && report.pages == 3)
    }

    @Test func `a time without calls has no answers to speak of`() throws {
        let report = OnCallReport([], [], from: Date(), until: Date() + 86_400)
        #expect(report.burdens.isEmpty && report.answerMedian == nil && report.escalated == 0)
    }
}
