import Foundation
import Records

/// A part of the company that serves the others and has a catalogue of its own: IT, people, facilities.
package typealias ServiceDomain = Definition<DomainDetails>

/// What a domain is called and who works in it.
package struct DomainDetails: Definable {
    package static let kind = "domain"

    /// No two active domains share one.
    package let name: String
    package let description: String?
    /// The word of an icon; what it looks like is the reader's business.
    package let icon: String?
    package let teams: [UUID]

    /// Throws `Invalid` naming the field at fault.
    package init(
        name: String, description: String? = nil, icon: String? = nil, teams: [UUID] = []
    ) throws(Invalid) {
        self.name = try Wording.line(name, field: "name")
        self.description = try Wording.paragraphs(description, field: "description", atMost: 4_000)
        self.icon = try Wording.word(icon, field: "icon")
        self.teams = try Wording.distinct(teams, field: "teams", atMost: 200)
    }
}
