import Foundation
import Records

/// A part of each day, by the clock of whoever would be called, in which what is less urgent waits.
package struct QuietHours: Codable, Equatable, Sendable {
    /// Minutes after midnight; when it ends where it begins it is never quiet.
    package let from: Int
    package let until: Int
    /// 1 to 5: incidents of this priority and of higher ones do not wait.
    package let urgent: Int

    package init(from: Int, until: Int, urgent: Int) {
        self.from = from
        self.until = until
        self.urgent = urgent
    }

    /// When somebody in this zone may be called; nil for at once, also where the zone is not known.
    package func end(at instant: Date, zone: String, priority: Int) -> Date? {
        guard priority > urgent, from != until, let offsets = ZoneOffsets(zone) else { return nil }
        let local = instant.second + offsets.offset(at: instant.second)
        let day = local.flooredDivision(by: 86_400) * 86_400
        let minute = (local - day) / 60
        let isQuiet = from < until ? (from..<until).contains(minute) : minute >= from || minute < until
        guard isQuiet else { return nil }
        let end = day + until * 60 + (until <= minute ? 86_400 : 0)
        return max(Date(timeIntervalSince1970: Double(offsets.first(showing: end))), instant + 1)
    }
}
