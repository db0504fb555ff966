import Foundation

/// What the clock on the wall of one zone shows at every instant, from a table made once: exact from 1970 to 2100.
///
/// Local times are counted in seconds as if there were no zone: midnight of day n is n × 86,400.
package struct ZoneOffsets: Sendable {
    private let starts: [Int]
    private let offsets: [Int]

    /// The edition of the time zone data that all computations use.
    package static var dataVersion: String { TimeZone.timeZoneDataVersion }

    /// Nil unless the IANA name is known.
    package init?(_ identifier: String) {
        guard let zone = identifier == "UTC" ? .gmt : TimeZone(identifier: identifier) else { return nil }
        var (starts, offsets) = ([Int.min / 4], [zone.secondsFromGMT(for: Date(timeIntervalSince1970: 0))])
        var last = Date(timeIntervalSince1970: 0)
        let end = Date(timeIntervalSince1970: 4_102_444_800)
        while let next = zone.nextDaylightSavingTimeTransition(after: last), next > last, next < end {
            last = next
            let offset = zone.secondsFromGMT(for: next)
            guard offset != offsets[offsets.count - 1] else { continue }
            starts.append(Int(next.timeIntervalSince1970))
            offsets.append(offset)
        }
        self.starts = starts
        self.offsets = offsets
    }

    /// Seconds to add to an instant to get the local time.
    package func offset(at instant: Int) -> Int { offsets[segment(at: instant)] }

    /// The first instant at which the clock shows this local time or a later one: what opens in a skipped hour opens
    /// right after it, and a time that comes twice opens the first time.
    package func first(showing local: Int) -> Int {
        var index = segment(at: local - Self.widest)
        while index < starts.count - 1, local - offsets[index] >= starts[index + 1] { index += 1 }
        return max(starts[index], local - offsets[index])
    }

    /// The end of the last instant at which the clock shows an earlier local time: a time that comes twice closes the
    /// second time.
    package func last(before local: Int) -> Int {
        var index = segment(at: local + Self.widest)
        while index > 0, starts[index] + offsets[index] >= local { index -= 1 }
        return min(index < starts.count - 1 ? starts[index + 1] : Int.max, local - offsets[index])
    }

    /// More than any offset and any jump.
    private static let widest = 30 * 3600

    private func segment(at instant: Int) -> Int {
        var (low, high) = (0, starts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= instant { low = middle } else { high = middle }
        }
        return low
    }
}
