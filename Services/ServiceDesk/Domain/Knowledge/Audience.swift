import Foundation
import Records

/// Whom an article is for.
package struct Audience: Codable, Equatable, Sendable {
    package enum Kind: String, Codable, CaseIterable, Sendable {
        /// Those who work at the desk and behind it.
        case `internal`
        /// People of customers: of the organisations named, or of all when none is.
        case customer
        /// Everybody who can sign in.
        case `public`
    }

    package static let mostOrganisations = 200
    package static let `internal` = Audience(kind: .internal)

    package let kind: Kind
    package let organisations: [UUID]

    private init(kind: Kind) {
        self.kind = kind
        organisations = []
    }

    /// Throws `Invalid` naming the field at fault.
    package init(kind: Kind, organisations: [UUID]) throws(Invalid) {
        guard organisations.count <= Self.mostOrganisations else {
            throw Invalid(
                "Name at most \(Self.mostOrganisations) organisations.", field: "audience.organisations",
                code: "too_many")
        }
        guard kind == .customer || organisations.isEmpty else {
            throw Invalid(
                "Only the audience customer names organisations.", field: "audience.organisations",
                code: "not_customer")
        }
        self.kind = kind
        self.organisations = Set(organisations).sorted { $0.uuidString < $1.uuidString }
    }
}
