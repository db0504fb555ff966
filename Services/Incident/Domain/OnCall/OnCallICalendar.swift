import Foundation

/// Shifts as an iCalendar file (RFC 5545), for calendars of one's own. All times in UTC, so no reader needs our zones.
package struct OnCallICalendar: Sendable {
    package let text: String

    /// `names` of people; whoever has none there is left out.
    package init(_ name: String, _ shifts: [OnCallCalendar.Shift], names: [UUID: String], id: UUID, madeAt now: Date) {
        var lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Dienst//On call//EN", "CALSCALE:GREGORIAN",
            "X-WR-CALNAME:\(Self.escaped(name))",
        ]
        for shift in shifts {
            for person in shift.people {
                guard let who = names[person] else { continue }
                let start = Self.utc(shift.from)
                lines += [
                    "BEGIN:VEVENT", "UID:\(start)-\(person.uuidString.lowercased())-\(id.uuidString.lowercased())",
                    "DTSTAMP:\(Self.utc(now))", "DTSTART:\(start)", "DTEND:\(Self.utc(shift.until))",
                    "SUMMARY:\(Self.escaped("\(who): \(name)"))",
                    "DESCRIPTION:\(Self.escaped(shift.layers.joined(separator: ", ")))", "TRANSP:TRANSPARENT",
                    "END:VEVENT",
                ]
            }
        }
        text = (lines + ["END:VCALENDAR"]).map(Self.folded).joined(separator: "\r\n") + "\r\n"
    }

    private static func utc(_ date: Date) -> String {
        let parts = WallTime(seconds: date.second)
        let second = date.second - date.second.flooredDivision(by: 60) * 60
        return parts.text.filter { $0 != "-" && $0 != ":" } + String(format: "%02dZ", second)
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing(";", with: "\\;").replacing(",", with: "\\,")
            .replacing("\r", with: "").replacing("\n", with: "\\n")
    }

    /// Lines of at most 75 bytes; what is longer goes on after a line break and a blank.
    private static func folded(_ line: String) -> String {
        var (text, length) = ("", 0)
        for character in line {
            let size = String(character).utf8.count
            if length + size > 74 {
                text += "\r\n "
                length = 1
            }
            text.append(character)
            length += size
        }
        return text
    }
}
