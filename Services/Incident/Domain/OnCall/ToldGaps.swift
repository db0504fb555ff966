import Foundation
import Records

/// Which gaps of a schedule people were told of, so that each is told once: also one that comes back every week.
package struct ToldGaps: Equatable, Sendable {
    /// Those told of by now that still stand, as long as they are by now, or come back.
    package let told: [OnCallCoverage.Stretch]
    /// Those to tell of now; of what comes back every week the first.
    package let news: [OnCallCoverage.Stretch]

    /// - Parameters:
    ///   - gaps: all that are known ahead, the next one first.
    ///   - horizon: how far was looked; a gap that ends there may be longer.
    ///   - before: what was told up to now.
    /// Nil when there is no such zone.
    package init?(
        _ gaps: [OnCallCoverage.Stretch], until horizon: Date, zone: String, before: [OnCallCoverage.Stretch]
    ) {
        guard let zone = ZoneOffsets(zone) else { return nil }
        func isLike(_ gap: OnCallCoverage.Stretch, _ known: OnCallCoverage.Stretch) -> Bool {
            gap.overlaps(known) || gap.comesBack(after: known, zone, isCut: gap.until >= horizon)
        }
        let kept = before.filter { known in gaps.contains { isLike($0, known) } }.map { known in
            OnCallCoverage.Stretch(
                from: known.from, until: gaps.filter(known.overlaps).map(\.until).reduce(known.until, max))
        }
        news = gaps.reduce(into: []) { news, gap in
            if !(kept + news).contains(where: { isLike(gap, $0) }) { news.append(gap) }
        }
        told = kept + news
    }
}

extension OnCallCoverage.Stretch {
    /// By how much the same hours may differ when the clock on the wall is set in between.
    private static let clockChange: TimeInterval = 2 * 3600

    private var length: TimeInterval { until.timeIntervalSince(from) }

    fileprivate func overlaps(_ other: Self) -> Bool { from < other.until && other.from < until }

    /// The same hours of another week, as the clock on the wall shows them.
    fileprivate func comesBack(after other: Self, _ zone: ZoneOffsets, isCut: Bool) -> Bool {
        func secondOfWeek(_ instant: Date) -> Int {
            WallTime.secondOfWeek(instant.second + zone.offset(at: instant.second))
        }
        guard secondOfWeek(from) == secondOfWeek(other.from) else { return false }
        let longer = length - other.length
        return longer <= Self.clockChange && (isCut || longer >= -Self.clockChange)
    }
}
