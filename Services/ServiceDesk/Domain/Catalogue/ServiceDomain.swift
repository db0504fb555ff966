import Foundation
import Records

/// A part of the company that serves the others and has a catalogue of its own: IT, people, facilities.
package struct ServiceDomain: Codable, Equatable, Sendable {
    package enum State: String, Codable, CaseIterable, Sendable { case active, inactive }

    package let id: UUID
    package private(set) var details: Details
    package private(set) var state: State
    package let definedAt: Date

    /// What a domain is called and who works in it.
    package struct Details: Codable, Equatable, Sendable {
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
}

extension ServiceDomain: Lifecycle {
    package static let kind = "domain"

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

    package func deciding(_ command: Command, at now: Date) throws(Rejection) -> [Fact] {
        switch (state, command) {
        case (.active, .revise(let details)): details == self.details ? [] : [.revised(details: details)]
        case (.active, .deactivate): [.deactivated]
        case (.active, .reactivate), (.inactive, .deactivate): []
        case (.inactive, .reactivate): [.reactivated]
        case (.inactive, .revise):
            throw Rejection("Domain \(details.name) is deactivated: reactivate it first.", code: "inactive")
        }
    }

    package static func beginning(_ id: UUID, with fact: Fact, at instant: Date) -> ServiceDomain? {
        guard case .defined(let details) = fact else { return nil }
        return ServiceDomain(id: id, details: details, state: .active, definedAt: instant)
    }

    package func applying(_ fact: Fact, at instant: Date) -> ServiceDomain {
        var domain = self
        switch fact {
        case .defined(let details), .revised(let details): domain.details = details
        case .deactivated: domain.state = .inactive
        case .reactivated: domain.state = .active
        }
        return domain
    }
}
