import Foundation
import Records

/// A role that an administrator made: a name for what those who have it may do beside their other roles. An inactive one
/// grants nothing.
package typealias RoleDefinition = Definition<RoleDetails>

/// What a role is called and what it permits.
package struct RoleDetails: Definable {
    package static let kind = "role"

    /// No two active roles share one, nor the name of a role of the suite's own.
    package let name: String
    package let description: String?
    package let grants: Grants

    /// - Parameter grants: reaches by action, in the words of `Action` and `Reach`.
    ///
    /// Throws `Invalid` naming the field at fault, such as `grants.incidents.read`.
    package init(name: String, description: String? = nil, grants: [String: String]) throws(Invalid) {
        self.name = try Self.free(Wording.line(name, field: "name"))
        self.description = try Wording.paragraphs(description, field: "description", atMost: 4_000)
        self.grants = try Self.read(grants)
    }

    private static func free(_ name: String) throws(Invalid) -> String {
        guard Role(rawValue: name.lowercased()) == nil else {
            throw Invalid("The suite itself has a role of this name.", field: "name", code: "name_taken")
        }
        return name
    }

    private static func read(_ words: [String: String]) throws(Invalid) -> Grants {
        guard !words.isEmpty else {
            throw Invalid("Grant at least one permission.", field: "grants", code: "empty")
        }
        var reaches: [Action: Reach] = [:]
        for (word, reach) in words.sorted(by: { $0.key < $1.key }) {
            let action = try action(word)
            reaches[action] = try self.reach(reach, of: action)
        }
        return Grants(reaches)
    }

    private static func action(_ word: String) throws(Invalid) -> Action {
        guard let action = Action(rawValue: word) else {
            throw Invalid(
                "There is no such permission.", field: "grants.\(word.prefix(60))", code: "unknown_action")
        }
        return action
    }

    private static func reach(_ word: String, of action: Action) throws(Invalid) -> Reach {
        let field = "grants.\(action.rawValue)"
        guard let reach = Reach(rawValue: word) else {
            throw Invalid("Give one of own, team, organisation, all.", field: field, code: "unknown_reach")
        }
        guard action.reaches.contains(reach) else {
            throw Invalid("This can be granted only for all.", field: field, code: "reach_meaningless")
        }
        return reach
    }
}
