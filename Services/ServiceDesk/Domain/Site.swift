import Foundation
import Records

/// A place where people of an organisation work.
package struct Site: Codable, Equatable, Sendable {
    package enum State: String, Codable, CaseIterable, Sendable { case active, inactive }

    package let id: UUID
    package private(set) var details: Details
    package private(set) var state: State
    package let definedAt: Date

    /// What a site is called and where it is.
    package struct Details: Codable, Equatable, Sendable {
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
}

extension Site: Lifecycle {
    package static let kind = "site"

    package enum Command: Equatable, Sendable {
        case revise(Details)
        case deactivate
        case reactivate
    }

    package enum Fact: Codable, Equatable, Sendable {
        case defined(details: Details)
        case revised(details: Details)
        case deactivated
        case reactivated
    }

    /// The whole lifecycle: each line is one legal move, told twice changes nothing, anything else is rejected.
    package func deciding(_ command: Command, at now: Date) throws(Rejection) -> [Fact] {
        switch (state, command) {
        case (.active, .revise(let details)): details == self.details ? [] : [.revised(details: details)]
        case (.active, .deactivate): [.deactivated]
        case (.active, .reactivate), (.inactive, .deactivate): []
        case (.inactive, .reactivate): [.reactivated]
        case (.inactive, .revise):
            throw Rejection("Site \(details.name) is deactivated: reactivate it first.", code: "inactive")
        }
    }

    package static func beginning(_ id: UUID, with fact: Fact, at instant: Date) -> Site? {
        guard case .defined(let details) = fact else { return nil }
        return Site(id: id, details: details, state: .active, definedAt: instant)
    }

    package func applying(_ fact: Fact, at instant: Date) -> Site {
        var site = self
        switch fact {
        case .defined(let details), .revised(let details): site.details = details
        case .deactivated: site.state = .inactive
        case .reactivated: site.state = .active
        }
        return site
    }
}
