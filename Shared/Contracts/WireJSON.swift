import Foundation

/// The one JSON form of the suite: sorted keys, times in UTC with whole milliseconds.
package enum WireJSON {
    package static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .custom { date, encoder in
            var container = encoder.singleValueContainer()
            try container.encode(WireTime.text(date))
        }
        return encoder
    }

    package static var decoder: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .custom { decoder in
            let container = try decoder.singleValueContainer()
            let text = try container.decode(String.self)
            guard let date = WireTime.date(text) else {
                throw DecodingError.dataCorruptedError(
                    in: container, debugDescription: "not an RFC 3339 time: give it as 2026-11-21T10:00:00Z")
            }
            return date
        }
        return decoder
    }
}

/// RFC 3339 times, kept to whole milliseconds so that every copy of a time is the same.
package enum WireTime {
    private static let whole = Date.ISO8601FormatStyle()

    /// `2026-11-21T10:00:00.000Z`.
    package static func text(_ date: Date) -> String {
        let milliseconds = (date.timeIntervalSinceReferenceDate * 1000).rounded()
        let seconds = (milliseconds / 1000).rounded(.down)
        let fraction = String(Int(milliseconds - seconds * 1000))
        let padded = String(repeating: "0", count: 3 - fraction.count) + fraction
        return Date(timeIntervalSinceReferenceDate: seconds).formatted(whole).dropLast() + ".\(padded)Z"
    }

    /// Reads any RFC 3339 time: with or without a fraction of any length, with `Z` or an offset. Nil when it is none.
    package static func date(_ text: String) -> Date? {
        guard let (head, milliseconds, zone) = split(text) else { return nil }
        guard let seconds = try? whole.parse(head + zone) else { return nil }
        return Date(
            timeIntervalSinceReferenceDate: (seconds.timeIntervalSinceReferenceDate * 1000 + milliseconds) / 1000)
    }

    /// Cut to whole milliseconds, downwards; the slack is for values such as 0.007 that are stored as 0.006999….
    package static func truncated(_ date: Date) -> Date {
        let milliseconds = (date.timeIntervalSinceReferenceDate * 1000 + 0.001).rounded(.down)
        return Date(timeIntervalSinceReferenceDate: milliseconds / 1000)
    }

    private static func split(_ text: String) -> (head: String, milliseconds: Double, zone: String)? {
        guard text.count <= 40, text.utf8.count >= 20 else { return nil }
        let head = text.prefix(19)
        var rest = text.dropFirst(19)
        var milliseconds = 0.0
        if rest.first == "." {
            let digits = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
            guard !digits.isEmpty, let count = Double(digits.prefix(3)) else { return nil }
            milliseconds = count * [1, 100, 10, 1][min(digits.count, 3)]
            rest = rest.dropFirst(1 + digits.count)
        }
        return (head.replacing(" ", with: "T").uppercased(), milliseconds, rest.uppercased())
    }
}
