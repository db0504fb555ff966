import Foundation
import Records

/// A company: the provider itself, or a customer whose people see what is theirs.
package struct Organisation: Codable, Equatable, Sendable {
    package enum State: String, Codable, CaseIterable, Sendable { case active, inactive }
    package enum Kind: String, Codable, CaseIterable, Sendable { case provider, customer }

    package let id: UUID
    package private(set) var details: Details
    package private(set) var state: State
    package let definedAt: Date

    /// What an organisation is called and where it stands among the others.
    package struct Details: Codable, Equatable, Sendable {
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
}

extension Organisation: Lifecycle {
    package static let kind = "organisation"

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
            throw Rejection("Organisation \(details.name) is deactivated: reactivate it first.", code: "inactive")
        }
    }

    package static func beginning(_ id: UUID, with fact: Fact, at instant: Date) -> Organisation? {
        guard case .defined(let details) = fact else { return nil }
        return Organisation(id: id, details: details, state: .active, definedAt: instant)
    }

    package func applying(_ fact: Fact, at instant: Date) -> Organisation {
        var organisation = self
        switch fact {
        case .defined(let details), .revised(let details): organisation.details = details
        case .deactivated: organisation.state = .inactive
        case .reactivated: organisation.state = .active
        }
        return organisation
    }
}
