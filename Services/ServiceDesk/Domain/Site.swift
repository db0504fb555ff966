import Foundation
import Records

/// A place where people of an organisation work.
package typealias Site = Definition<SiteDetails>

/// What a site is called and where it is.
package struct SiteDetails: Definable {
    package static let kind = "site"

    /// No two active sites of an organisation share one.
    package let name: String
    /// Nil for a site of the provider.
    package let organisation: UUID?
    package let address: String?
    /// By its IANA name: `Europe/Berlin`.
    package let zone: String?

    /// Throws `Invalid` naming the field at fault.
    package init(
        name: String, organisation: UUID? = nil, address: String? = nil, zone: String? = nil
    ) throws(Invalid) {
        self.name = try Wording.line(name, field: "name")
        self.organisation = organisation
        self.address = try Wording.paragraphs(address, field: "address", atMost: 1_000)
        self.zone = try Wording.zone(zone, field: "zone")
    }
}
