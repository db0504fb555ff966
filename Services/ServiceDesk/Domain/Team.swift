import Foundation
import Records

/// People who do one kind of work together; work is assigned to teams.
package typealias Team = Definition<TeamDetails>

/// What a team is called and what it does.
package struct TeamDetails: Definable {
    package static let kind = "team"

    /// No two active teams share one.
    package let name: String
    package let description: String?

    /// Throws `Invalid` naming the field at fault.
    package init(name: String, description: String? = nil) throws(Invalid) {
        self.name = try Wording.line(name, field: "name")
        self.description = try Wording.paragraphs(description, field: "description", atMost: 4_000)
    }
}
