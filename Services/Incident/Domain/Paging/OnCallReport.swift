import Foundation
import Records

/// What being on call cost in a time: calls by person, by day and by night, and how they were answered (`DOMAIN.md` 2.12).
package struct OnCallReport: Equatable, Sendable {
    /// One ring of a step that called a person.
    package struct Call: Equatable, Sendable {
        package let person: UUID
        package let page: UUID
        package let at: Date
        /// Of the person, else of the schedule by which they were on call; nil counts as UTC.
        package let zone: String?

        package init(person: UUID, page: UUID, at: Date, zone: String?) {
            self.person = person
            self.page = page
            self.at = at
            self.zone = zone
        }
    }

    package struct Answered: Equatable, Sendable {
        package let page: UUID
        package let calledAt: Date
        /// Nil for one that nobody has answered.
        package let at: Date?
        package let by: [UUID]
        /// How many steps rang.
        package let rings: Int

        package init(page: UUID, calledAt: Date, at: Date?, by: [UUID], rings: Int) {
            self.page = page
            self.calledAt = calledAt
            self.at = at
            self.by = by
            self.rings = rings
        }
    }

    package struct Burden: Equatable, Sendable {
        package let person: UUID
        /// Pages that called them.
        package let pages: Int
        package let pagesPerWeek: Double
        /// Calls on Saturdays and Sundays, and from 18 to 8 o'clock, by their own clock.
        package let offHours: Int
        /// Nights (22 to 6 o'clock) in which they were called at least once.
        package let brokenNights: Int
        package let acknowledged: Int
    }

    /// Who was called most comes first.
    package let burdens: [Burden]
    package let pages: Int
    /// Seconds until the first answer; nil without any.
    package let answerMedian: Double?
    package let answerP90: Double?
    /// The share of pages that rang more than one step.
    package let escalated: Double
    package let unanswered: Int

    package init(_ calls: [Call], _ answers: [Answered], from start: Date, until end: Date) {
        let weeks = max(end.timeIntervalSince(start), 1) / (7 * 86_400)
        burdens = Dictionary(grouping: calls, by: \.person).map { person, calls in
            let pages = Set(calls.map(\.page)).count
            let moments = calls.map { LocalMoment($0.at, zone: $0.zone) }
            return Burden(
                person: person, pages: pages, pagesPerWeek: Double(pages) / weeks,
                offHours: moments.filter(\.isOffHours).count, brokenNights: Set(moments.compactMap(\.night)).count,
                acknowledged: answers.filter { $0.by.contains(person) }.count)
        }.sorted { ($0.pages, $0.person.uuidString) > ($1.pages, $1.person.uuidString) }
        pages = answers.count
        let waits = answers.compactMap { answer in answer.at.map { $0.timeIntervalSince(answer.calledAt) } }.sorted()
        answerMedian = Self.quantile(0.5, of: waits)
        answerP90 = Self.quantile(0.9, of: waits)
        escalated = answers.isEmpty ? 0 : Double(answers.filter { $0.rings > 1 }.count) / Double(answers.count)
        unanswered = answers.filter { $0.at == nil }.count
    }

    /// The smallest value that this share of all does not exceed.
    private static func quantile(_ share: Double, of sorted: [Double]) -> Double? {
        sorted.isEmpty ? nil : sorted[max(Int((share * Double(sorted.count)).rounded(.up)) - 1, 0)]
    }
}

/// An instant by somebody's clock.
private struct LocalMoment {
    private let second: Int

    init(_ instant: Date, zone: String?) {
        second = instant.second + (zone.flatMap { ZoneOffsets($0) }?.offset(at: instant.second) ?? 0)
    }

    private var hour: Int { (second - second.flooredDivision(by: 86_400) * 86_400) / 3600 }

    var isOffHours: Bool { WallTime.secondOfWeek(second) >= 5 * 86_400 || hour < 8 || hour >= 18 }

    /// The day on which its night began; nil by day.
    var night: Int? { hour >= 22 || hour < 6 ? (second - 6 * 3600).flooredDivision(by: 86_400) : nil }
}
