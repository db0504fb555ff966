import EventDomain
import Foundation
import HTTPTypes
import Records

/// Lines of syslog: from our own listener, or posted by rsyslog, syslog-ng or Vector as text, a line each, or as a JSON list of texts
/// or of objects with `line` (or `message`) and `from` (or `host`). Rules decide what is an alert.
enum SyslogFormat: IntakeFormat {
    static let name = "syslog"
    static let entrances = [
        Entrance(.post, "", "Take lines of syslog, as text or as a JSON list", accepts: "text/plain")
    ]

    static func read(_ delivery: Delivery) -> Reading {
        do throws(Invalid) {
            let lines = try texts(delivery)
            guard lines.count <= Reading.mostEvents else {
                throw Invalid("Send at most \(Reading.mostEvents) lines in one request.", code: "too_many")
            }
            var found: [LogLine] = []
            for (text, from) in lines {
                let line = SyslogLine.read(
                    text, from: from, heardAt: delivery.receivedAt, zone: delivery.profile.zone)
                if let line { found.append(line) }
            }
            if found.isEmpty, let first = lines.first {
                throw Invalid("“\(first.text.prefix(60))” begins with no priority such as <34>.")
            }
            return LineReading.read(found, in: delivery)
        } catch {
            return .unreadable(error)
        }
    }

    private static func texts(_ delivery: Delivery) throws(Invalid) -> [(text: String, from: String?)] {
        guard delivery.body.first == UInt8(ascii: "[") else {
            return String(decoding: delivery.body, as: UTF8.self).replacing("\0", with: "\u{FFFD}")
                .split(whereSeparator: \.isNewline).map { (String($0), nil) }
        }
        guard case .list(let items) = try IntakeReader.read(delivery.body) else { return [] }
        return items.compactMap { item in
            if let text = item.words { return (text, nil) }
            guard let text = item["line"]?.words ?? item["message"]?.words else { return nil }
            return (text, item["from"]?.words ?? item["host"]?.words)
        }
    }
}
