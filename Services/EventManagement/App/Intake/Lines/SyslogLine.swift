import EventDomain
import Foundation
import Records

/// One line of syslog, RFC 5424 or RFC 3164.
enum SyslogLine {
    /// Nil for what has no priority. `from` stands in for a host that is not named; `zone` is that of times without one.
    static func read(_ text: String, from: String?, heardAt now: Date, zone: TimeZone) -> LogLine? {
        var rest = text.drop { $0.isWhitespace }
        guard rest.first == "<", let close = rest.prefix(6).firstIndex(of: ">"),
            let priority = Int(rest[rest.index(after: rest.startIndex)..<close]), (0...191).contains(priority)
        else { return nil }
        rest = rest[rest.index(after: close)...]
        var line =
            rest.hasPrefix("1 ") ? modern(rest.dropFirst(2), zone) : old(rest, heardAt: now, zone)
        line.severity = severity(priority % 8)
        line.severityWord = words[priority % 8]
        line.host = line.host ?? from
        line.labels["facility"] = String(priority / 8)
        line.text = String(line.text.prefix(4096))
        return line
    }

    private static let words = ["emerg", "alert", "crit", "err", "warning", "notice", "info", "debug"]

    private static func severity(_ level: Int) -> Severity {
        switch level {
        case 0...2: .critical
        case 3: .major
        case 4: .warning
        default: .info
        }
    }

    /// `TIME HOST APP PROCID MSGID [DATA] TEXT`.
    private static func modern(_ text: Substring, _ zone: TimeZone) -> LogLine {
        var rest = text
        func word() -> String? {
            let word = rest.prefix { $0 != " " }
            rest = rest.dropFirst(word.count).drop { $0 == " " }
            return word == "-" || word.isEmpty ? nil : String(word.prefix(255))
        }
        let time = word().flatMap { LooseTimes.instant($0, zone: zone) }
        let (host, app) = (word(), word())
        _ = word()
        let name = word()
        let data = structured(&rest)
        var line = LogLine(severity: .unknown, text: rest.trimmingPrefix("\u{FEFF}").description)
        line.host = host
        line.app = app
        line.name = name
        // A clock that says it is not synchronised is not believed.
        line.time = data["timeQuality.isSynced"] == "0" ? nil : time
        for (key, value) in data where !key.hasPrefix("timeQuality.") {
            guard let dot = key.firstIndex(of: "."), line.labels.count < 50 else { continue }
            line.labels[String(key[key.index(after: dot)...])] = value
        }
        return line
    }

    /// `-`, or `[id name="value" …]` any number of times; as `id.name`.
    private static func structured(_ rest: inout Substring) -> [String: String] {
        var found: [String: String] = [:]
        if rest.hasPrefix("-") {
            rest = rest.dropFirst().drop { $0 == " " }
            return found
        }
        while rest.first == "[" {
            rest = rest.dropFirst()
            let id = rest.prefix { $0 != " " && $0 != "]" }
            rest = rest.dropFirst(id.count)
            while rest.first == " " {
                rest = rest.drop { $0 == " " }
                let name = rest.prefix { $0 != "=" && $0 != "]" }
                rest = rest.dropFirst(name.count)
                guard rest.hasPrefix("=\"") else { break }
                rest = rest.dropFirst(2)
                let value = quoted(&rest)
                if found.count < 100 { found["\(id).\(name)"] = value }
            }
            guard let end = rest.firstIndex(of: "]") else { break }
            rest = rest[rest.index(after: end)...]
        }
        rest = rest.drop { $0 == " " }
        return found
    }

    private static func quoted(_ rest: inout Substring) -> String {
        var value = ""
        while let sign = rest.popFirst(), sign != "\"" {
            if sign == "\\", let next = rest.first, "\"\\]".contains(next) {
                value.append(next)
                rest = rest.dropFirst()
            } else {
                value.append(sign)
            }
        }
        return String(value.prefix(1000))
    }

    /// `Nov 21 20:59:34 HOST TAG[PID]: TEXT`, and what comes near it.
    private static func old(_ text: Substring, heardAt now: Date, _ zone: TimeZone) -> LogLine {
        var line = LogLine(severity: .unknown, text: String(text))
        let words = text.split(separator: " ", maxSplits: 3).map(String.init)
        guard words.count == 4, let time = date(words[0], words[1], words[2], heardAt: now, zone) else { return line }
        line.time = time
        let parts = words[3].split(separator: " ", maxSplits: 1).map(String.init)
        guard parts.count == 2 else {
            line.text = words[3]
            return line
        }
        line.host = parts[0]
        line.text = parts[1]
        if let colon = parts[1].firstIndex(of: ":") {
            let tag = parts[1][..<colon]
            if tag.count <= 64, !tag.contains(" ") {
                line.app = String(tag.prefix { $0 != "[" })
                line.text = String(parts[1][parts[1].index(after: colon)...].drop { $0 == " " })
            }
        }
        return line
    }

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// There is no year: it is the one that brings the time nearest to now, at most a day ahead.
    private static func date(
        _ month: String, _ day: String, _ clock: String, heardAt now: Date, _ zone: TimeZone
    ) -> Date? {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        guard let number = months.firstIndex(of: month), let day = Int(day) else { return nil }
        let year = calendar.component(.year, from: now)
        let found = [year + 1, year, year - 1].lazy.compactMap { year in
            LooseTimes.instant(
                String(format: "%04d-%02d-%02d ", year, number + 1, day) + clock, zone: zone)
        }
        return found.first { $0 <= now + 86_400 }
    }
}
