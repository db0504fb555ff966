import Contracts
import Foundation
import Records

/// Times as sources write them. The usual form is read by hand, since every alert carries two.
enum SourceTimes {
    /// Cut to whole milliseconds; nil when it is no time.
    static func instant(_ text: String) -> Date? {
        if let instant = plain(text) { return instant }
        // Foundation takes the 30th of February for the 2nd of March; we do not.
        guard !text.hasSuffix("Z"), plain(text.prefix(19).replacing(" ", with: "T") + "Z") != nil else { return nil }
        return WireTime.date(withColon(text)).map(WireTime.truncated)
    }

    /// `+0200` as `+02:00`.
    private static func withColon(_ text: String) -> String {
        let zone = text.suffix(5)
        guard zone.first == "+" || zone.first == "-", zone.dropFirst().allSatisfy(\.isNumber) else { return text }
        return "\(text.dropLast(2)):\(text.suffix(2))"
    }

    /// `2026-11-21T10:00:00Z` with any fraction, in UTC.
    private static func plain(_ text: String) -> Date? {
        var text = text
        return text.withUTF8 { bytes -> Date? in
            guard bytes.count >= 20, bytes.count <= 40, bytes[bytes.count - 1] == UInt8(ascii: "Z"),
                bytes[4] == 0x2D, bytes[7] == 0x2D, bytes[10] == UInt8(ascii: "T"), bytes[13] == 0x3A,
                bytes[16] == 0x3A,
                let year = number(bytes, 0..<4), let month = number(bytes, 5..<7), let day = number(bytes, 8..<10),
                let hour = number(bytes, 11..<13), let minute = number(bytes, 14..<16),
                let second = number(bytes, 17..<19),
                (1...12).contains(month), (1...daysIn(month, of: year)).contains(day), hour < 24, minute < 60,
                second < 60,
                let milliseconds = fraction(bytes)
            else { return nil }
            let seconds = ((days(year, month, day) * 24 + hour) * 60 + minute) * 60 + second
            return Date(milliseconds: seconds * 1000 + milliseconds)
        }
    }

    private static func number(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
        var value = 0
        for index in range {
            guard (0x30...0x39).contains(bytes[index]) else { return nil }
            value = value * 10 + Int(bytes[index] - 0x30)
        }
        return value
    }

    private static func fraction(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        if bytes.count == 20 { return 0 }
        guard bytes[19] == 0x2E, bytes.count > 21 else { return nil }
        var milliseconds = 0
        var weight = 100
        for index in 20..<bytes.count - 1 {
            guard (0x30...0x39).contains(bytes[index]) else { return nil }
            milliseconds += Int(bytes[index] - 0x30) * weight
            weight /= 10
        }
        return milliseconds
    }

    private static func daysIn(_ month: Int, of year: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    /// Days since 1970-01-01 in the proleptic Gregorian calendar.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month > 2 ? year : year - 1
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}

extension SourceTimes {
    /// Downwards, with a hair's slack for binary fractions.
    static func wholeMilliseconds(_ instant: Date) -> Date {
        WireTime.truncated(instant)
    }
}
