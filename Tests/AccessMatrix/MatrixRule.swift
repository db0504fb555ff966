import Chassis
import Records

/// What the matrix expects of one route.
package struct MatrixRule: Sendable {
    package enum Admission: Equatable, Sendable {
        /// The handler checks a credential of its own.
        case open
        /// The browser's cookie.
        case session
        case signedIn
        /// Whoever works for the provider in some way; what more it takes is checked elsewhere.
        case staff
        case may(Action)
    }

    /// Which rows a route shows or moves.
    package struct Rows: Sendable {
        let kind: String
        let isSeen: @Sendable (MatrixCaller, MatrixRow) -> Bool

        /// Rows within the reach that the caller has for this.
        package static func reach(_ kind: String, _ action: Action) -> Rows {
            Rows(kind: kind) { caller, row in MatrixRule.covers(caller, row, action) }
        }

        /// Rows that a customer's people see by their organisation, and the provider's people always.
        package static func audience(_ kind: String) -> Rows {
            Rows(kind: kind) { caller, row in
                row != .otherOrganisation || caller.principal.organisation == nil || caller.principal.isStaff
            }
        }

        /// Rows that whoever may do this sees, and the others when they are their own or their organisation's.
        package static func belonging(_ kind: String, _ action: Action) -> Rows {
            Rows(kind: kind) { caller, row in
                caller.grants[action] != nil || row == .own
                    || row == .organisation && caller.principal.organisation == MatrixCaller.organisation
            }
        }
    }

    let admission: Admission
    var rows: Rows?
    /// Moving needs more than seeing.
    var action: Action?
    /// A body that comes as far as the look at the record, where the shape alone does not.
    var body: String?
    /// What stands for placeholders other than the first.
    var names: [String: String] = [:]

    package static let open = MatrixRule(admission: .open)
    package static let session = MatrixRule(admission: .session)
    package static let signedIn = MatrixRule(admission: .signedIn)
    package static let staff = MatrixRule(admission: .staff)
    package static func may(_ action: Action) -> MatrixRule { MatrixRule(admission: .may(action)) }

    /// The same route, about one record or a list of them.
    package func about(_ rows: Rows, to action: Action? = nil, body: String? = nil) -> MatrixRule {
        var rule = self
        (rule.rows, rule.action, rule.body) = (rows, action, body)
        return rule
    }

    package func with(_ names: [String: String], body: String? = nil) -> MatrixRule {
        var rule = self
        (rule.names, rule.body) = (names, body ?? rule.body)
        return rule
    }

    /// Whether the caller's reach for an action covers a row; written down here once more, apart from the code under test.
    static func covers(_ caller: MatrixCaller, _ row: MatrixRow, _ action: Action) -> Bool {
        guard let reach = caller.grants[action] else { return false }
        return switch (reach, row) {
        case (.all, _), (.own, .own), (.team, .own), (.team, .team), (.organisation, .own), (.organisation, .team): true
        case (.organisation, .organisation): caller.principal.organisation == MatrixCaller.organisation
        default: false
        }
    }
}
