import Foundation
import Records

/// A company: the provider itself, or a customer whose people see what is theirs.
package typealias Organisation = Definition<OrganisationDetails>

/// What an organisation is called and where it stands among the others.
package struct OrganisationDetails: Definable {
    package static let kind = "organisation"

    package enum Kind: String, Codable, CaseIterable, Sendable { case provider, customer }

    /// No two active organisations share one.
    package let name: String
    package let kind: Kind
    package let description: String?
    /// The organisation it is a part of.
    package let parent: UUID?
    /// By its IANA name: `Europe/Berlin`.
    package let zone: String?

    /// Throws `Invalid` naming the field at fault.
    package init(
        name: String, kind: Kind = .customer, description: String? = nil, parent: UUID? = nil, zone: String? = nil
    ) throws(Invalid) {
        self.name = try Wording.line(name, field: "name")
        self.kind = kind
        self.description = try Wording.paragraphs(description, field: "description", atMost: 4_000)
        self.parent = parent
        self.zone = try Wording.zone(zone, field: "zone")
    }
}
