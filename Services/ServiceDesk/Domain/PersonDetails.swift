import Foundation
import Records

extension Person {
    /// What a person is called, how to reach them and where they belong.
    package struct Details: Codable, Equatable, Sendable {
        package let name: String
        /// What the person types to sign in; no two people share one.
        package let signInName: String
        package let mail: String?
        /// The customer they belong to; nil for the provider's own people.
        package let organisation: UUID?
        /// Where they sit.
        package let site: UUID?
        package let manager: UUID?
        /// Who decides about what they cost; nil when their manager does.
        package let costOwner: UUID?
        package let language: Language?
        /// By its IANA name: `Europe/Berlin`.
        package let zone: String?
        /// Whose trouble is looked at first; nil is no.
        package let vip: Bool?

        /// Checks each field; without a sign-in name the name serves. Throws `Invalid` naming the field at fault.
        package init(
            name: String, signInName: String? = nil, mail: String? = nil, organisation: UUID? = nil, site: UUID? = nil,
            manager: UUID? = nil, costOwner: UUID? = nil, language: Language? = nil, zone: String? = nil,
            vip: Bool? = nil
        ) throws(Invalid) {
            self.name = try Wording.line(name, field: "name")
            self.signInName = try Wording.line(signInName ?? name, field: signInName == nil ? "name" : "signInName")
            self.mail = try Wording.mail(mail, field: "mail")
            self.organisation = organisation
            self.site = site
            self.manager = manager
            self.costOwner = costOwner
            self.language = language
            self.zone = try Wording.zone(zone, field: "zone")
            self.vip = vip == true ? true : nil
        }

        /// The same person with another language and zone.
        package func speaking(_ language: Language?, in zone: String?) throws(Invalid) -> Details {
            try Details(
                name: name, signInName: signInName, mail: mail, organisation: organisation, site: site,
                manager: manager, costOwner: costOwner, language: language, zone: zone, vip: vip)
        }
    }
}
