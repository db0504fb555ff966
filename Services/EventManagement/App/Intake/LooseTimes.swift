import EventDomain
import Foundation

/// Times as people's templates write them.
enum LooseTimes {
    /// RFC 3339; seconds, milliseconds, microseconds or nanoseconds since 1970; or a date and a time in this zone, such as
    /// `2026.11.21 20:56:33`. Nil when it is none of these, or stands for none.
    static func instant(_ text: String, zone: TimeZone) -> Date? {
        let text = text.trimmingCharacters(in: .whitespaces)
        let found = SourceTimes.instant(text) ?? epoch(text) ?? local(text, zone)
        return found.flatMap { SourceTime.isAbsent($0) || $0.timeIntervalSince1970 > 32_503_680_000 ? nil : $0 }
    }

    private static func epoch(_ text: String) -> Date? {
        guard (9...24).contains(text.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E }),
            let number = Double(text)
        else { return nil }
        let seconds =
            switch number {
            case ..<1e11: number
            case ..<1e14: number / 1e3
            case ..<1e17: number / 1e6
            default: number / 1e9
            }
        return SourceTimes.wholeMilliseconds(Date(timeIntervalSince1970: seconds))
    }

    private static func local(_ text: String, _ zone: TimeZone) -> Date? {
        guard text.utf8.count >= 19, text.utf8.count <= 40 else { return nil }
        var digits = Array(text.utf8)
        digits[4] = UInt8(ascii: "-")
        digits[7] = UInt8(ascii: "-")
        digits[10] = UInt8(ascii: "T")
        guard let asUTC = SourceTimes.instant(String(decoding: digits, as: UTF8.self) + "Z") else { return nil }
        let guess = asUTC - TimeInterval(zone.secondsFromGMT(for: asUTC))
        return asUTC - TimeInterval(zone.secondsFromGMT(for: guess))
    }
}
