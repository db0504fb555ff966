import Chassis
import Foundation

/// One of Alertmanager's label matchers: `host=db1`, `alertname=~"Disk.*"`, `env!=test`, `job!~x|y`.
struct Matcher: Sendable {
    private enum Test: String, CaseIterable { case matches = "=~", differs = "!=", escapes = "!~", equals = "=" }

    private let label: String
    private let test: Test
    private let value: String

    /// Throws 400 for what is no matcher.
    init(_ text: String) throws(ErrorReply) {
        let bare = text.trimmingCharacters(in: CharacterSet(charactersIn: "{} "))
        guard let start = bare.firstIndex(where: { "=!".contains($0) }), start > bare.startIndex,
            let test = Test.allCases.first(where: { bare[start...].hasPrefix($0.rawValue) })
        else { throw .parameter("filter", "Give matchers such as host=db1 or alertname=~\"Disk.*\".") }
        label = bare[..<start].trimmingCharacters(in: .whitespaces)
        self.test = test
        let given = bare[start...].dropFirst(test.rawValue.count).trimmingCharacters(in: .whitespaces)
        value =
            given.count >= 2 && given.hasPrefix("\"") && given.hasSuffix("\"")
            ? String(given.dropFirst().dropLast()) : given
        if test == .matches || test == .escapes, value.utf8.count > 200 || pattern == nil {
            throw .parameter("filter", "This is no regular expression we can use.")
        }
    }

    func accepts(_ labels: [String: String]) -> Bool {
        let given = labels[label] ?? ""
        return switch test {
        case .equals: given == value
        case .differs: given != value
        case .matches: isMatch(given)
        case .escapes: !isMatch(given)
        }
    }

    private var pattern: NSRegularExpression? { try? NSRegularExpression(pattern: "^(?:\(value))$") }

    private func isMatch(_ text: String) -> Bool {
        pattern?.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)) != nil
    }
}
