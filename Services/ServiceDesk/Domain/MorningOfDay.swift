import Foundation

/// When the day's digest is sent: at eight in the morning of the reader's own zone.
package enum MorningOfDay {
    package static let hour = 8

    /// The first eight o'clock after an instant; where a clock change leaves that hour out, the next one there is.
    package static func next(after instant: Date, in zone: TimeZone) -> Date {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let morning = calendar.nextDate(
            after: instant, matching: DateComponents(hour: hour, minute: 0, second: 0), matchingPolicy: .nextTime)
        return morning ?? instant.addingTimeInterval(86_400)
    }
}
