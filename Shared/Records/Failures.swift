import Foundation

/// The rule says no: the record is not in a state, or the caller not in a place, that allows the command.
///
/// HTTP answers 409; a message is acknowledged and logged.
package struct Rejection: Error, Equatable, Sendable {
    /// A stable word for programs, in snake case: `invalid_transition`.
    package let code: String
    /// What happened and what to do, for a person.
    package let message: String

    package init(_ message: String, code: String = "invalid_transition") {
        self.code = code
        self.message = message
    }
}

/// What arrived cannot be understood or breaks a rule of form. HTTP answers 400 or 422; a message is parked with the reason.
package struct Invalid: Error, Equatable, Sendable {
    /// Where the fault is, as a path into the input: `window.from`.
    package let field: String?
    package let message: String
    package let code: String

    package init(_ message: String, field: String? = nil, code: String = "invalid") {
        self.message = message
        self.field = field
        self.code = code
    }
}

/// No such record for this reader: it does not exist, or may not be seen.
package struct NotFound: Error, Equatable, Sendable {
    package let kind: String
    package let key: String

    package init(_ kind: String, _ key: String) {
        self.kind = kind
        self.key = key
    }
}

/// Somebody else changed the record first. HTTP answers 412 with what changed since.
package struct StaleVersion: Error, Equatable, Sendable {
    package let expected: Int
    package let current: Int
    /// The facts that the caller has not seen, by name, oldest first.
    package let since: [String]

    package init(expected: Int, current: Int, since: [String]) {
        self.expected = expected
        self.current = current
        self.since = since
    }
}
