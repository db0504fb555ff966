import Foundation
import Records

/// A line of a log, from wherever.
package struct LogLine: Equatable, Sendable {
    package var time: Date?
    package var severity: Severity
    package var severityWord: String?
    package var host: String?
    /// The program or service that wrote it.
    package var app: String?
    /// What it is called, where lines have names: an event name, a message id, an exception's type.
    package var name: String?
    package var text: String
    package var labels: [String: String]

    package init(
        time: Date? = nil, severity: Severity, severityWord: String? = nil, host: String? = nil, app: String? = nil,
        name: String? = nil, text: String, labels: [String: String] = [:]
    ) {
        self.time = time
        self.severity = severity
        self.severityWord = severityWord
        self.host = host
        self.app = app
        self.name = name
        self.text = text
        self.labels = labels
    }
}

/// Which lines are an alert. One rule makes one alert per host and program, however many lines match.
package struct LineRule: Codable, Equatable, Sendable {
    package var name: String
    /// Whom it is for; `*` stands for anything in both.
    package var app: String?
    package var host: String?
    /// A part of the text, or of the line's name; without regard to case.
    package var contains: String?
    /// Lines less bad than this do not match.
    package var least: Severity?
    /// A part of the text that says that it is over.
    package var clears: String?
    /// How bad the alert is; as bad as the line without.
    package var severity: Severity?
    /// Seconds after the last line that it ends by itself.
    package var lifetime: Int
    /// Lines that match make nothing, and no later rule is asked.
    package var drops: Bool

    package init(
        name: String, app: String? = nil, host: String? = nil, contains: String? = nil, least: Severity? = nil,
        clears: String? = nil, severity: Severity? = nil, lifetime: Int = 900, drops: Bool = false
    ) {
        self.name = name
        self.app = app
        self.host = host
        self.contains = contains
        self.least = least
        self.clears = clears
        self.severity = severity
        self.lifetime = lifetime
        self.drops = drops
    }

    /// For sources that were told no rules: warnings and worse.
    package static let standard = [LineRule(name: "log", least: .warning)]

    package enum Verdict: Equatable, Sendable { case raise, clear, drop }

    /// What this rule says of a line; nil when it is not for it.
    package func verdict(on line: LogLine) -> Verdict? {
        guard LineRule.fits(app, line.app), LineRule.fits(host, line.host) else { return nil }
        if let clears, LineRule.has(line, clears) { return .clear }
        if let least, line.severity < least { return nil }
        if let contains, !LineRule.has(line, contains) { return nil }
        return drops ? .drop : .raise
    }

    package func validate() throws(Invalid) {
        guard (1...100).contains(name.count) else { throw Invalid("Give 1 to 100 characters.", field: "name") }
        for (field, text) in [("app", app), ("host", host), ("contains", contains), ("clears", clears)] {
            guard text.map({ (1...200).contains($0.count) }) ?? true else {
                throw Invalid("Give 1 to 200 characters.", field: field)
            }
        }
        guard (60...30 * 86_400).contains(lifetime) else {
            throw Invalid("Give 60 seconds to 30 days.", field: "lifetime")
        }
    }

    private static func has(_ line: LogLine, _ part: String) -> Bool {
        let part = part.lowercased()
        return line.text.lowercased().contains(part) || line.name?.lowercased().contains(part) == true
    }

    /// `*` stands for anything, once at most at either end.
    private static func fits(_ pattern: String?, _ text: String?) -> Bool {
        guard let pattern = pattern?.lowercased(), pattern != "*" else { return true }
        guard let text = text?.lowercased() else { return false }
        let bare = pattern.trimmingCharacters(in: CharacterSet(charactersIn: "*"))
        switch (pattern.hasPrefix("*"), pattern.hasSuffix("*")) {
        case (true, true): return text.contains(bare)
        case (true, false): return text.hasSuffix(bare)
        case (false, true): return text.hasPrefix(bare)
        case (false, false): return text == bare
        }
    }
}

extension LineRule {
    /// What is left out is the standard.
    package init(from decoder: any Decoder) throws {
        let given = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            name: try given.decode(String.self, forKey: .name),
            app: try given.decodeIfPresent(String.self, forKey: .app),
            host: try given.decodeIfPresent(String.self, forKey: .host),
            contains: try given.decodeIfPresent(String.self, forKey: .contains),
            least: try given.decodeIfPresent(Severity.self, forKey: .least),
            clears: try given.decodeIfPresent(String.self, forKey: .clears),
            severity: try given.decodeIfPresent(Severity.self, forKey: .severity),
            lifetime: try given.decodeIfPresent(Int.self, forKey: .lifetime) ?? 900,
            drops: try given.decodeIfPresent(Bool.self, forKey: .drops) ?? false)
    }
}
