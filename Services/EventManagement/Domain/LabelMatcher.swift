import Foundation
import Records

/// One test of a label, as Alertmanager knows them; a label that is not there counts as empty.
package struct LabelMatcher: Codable, Equatable, Sendable {
    package let name: String
    package let value: String
    /// The value is a regular expression for the whole label.
    package let isRegex: Bool
    /// False turns the test round.
    package let isEqual: Bool

    package init(name: String, value: String, isRegex: Bool = false, isEqual: Bool = true) {
        self.name = name
        self.value = value
        self.isRegex = isRegex
        self.isEqual = isEqual
    }

    /// It tells some alerts from others, as Alertmanager judges it: what only excludes does, what accepts a label that is not there
    /// does not.
    package var isTelling: Bool { !isEqual || !MatcherSet([self]).accepts([:]) }

    /// Throws `Invalid` for a name or an expression that cannot be used.
    package func checked(at field: String) throws(Invalid) -> LabelMatcher {
        guard (1...200).contains(name.count) else { throw Invalid("Give 1 to 200 characters.", field: "\(field).name") }
        guard value.count <= 500 else { throw Invalid("At most 500 characters.", field: "\(field).value") }
        if isRegex {
            do throws(Invalid) {
                _ = try LabelPattern(value)
            } catch {
                throw Invalid("This is no regular expression: \(error.message).", field: "\(field).value")
            }
        }
        return self
    }
}

/// Matchers made ready: all of them must hold.
package struct MatcherSet: Sendable {
    private enum Test: Sendable {
        case text(String)
        case pattern(LabelPattern)
        /// An expression that cannot be used holds for nothing.
        case never
    }

    private let tests: [(name: String, test: Test, isEqual: Bool)]

    package init(_ matchers: [LabelMatcher]) {
        tests = matchers.map { matcher in
            let test: Test =
                matcher.isRegex ? (try? LabelPattern(matcher.value)).map(Test.pattern) ?? .never : .text(matcher.value)
            return (matcher.name, test, matcher.isEqual)
        }
    }

    package func accepts(_ labels: [String: String]) -> Bool {
        tests.allSatisfy { name, test, isEqual in
            let given = labels[name] ?? ""
            return switch test {
            case .text(let text): (given == text) == isEqual
            case .pattern(let pattern): pattern.matches(given) == isEqual
            case .never: false
            }
        }
    }
}
