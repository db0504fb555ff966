import Foundation
import Records

/// What a domain offers around one service: the shelf on which request items lie.
package struct Offering: Codable, Equatable, Sendable {
    package enum State: String, Codable, CaseIterable, Sendable { case draft, published, retired }

    package let id: UUID
    package private(set) var details: Details
    package private(set) var state: State
    package let definedAt: Date

    package struct Details: Codable, Equatable, Sendable {
        package let domain: UUID
        /// The business service it gives access to.
        package let service: UUID?
        package let name: String
        package let description: String?
        package let icon: String?
        /// Organisations it is for; empty for everyone.
        package let audience: [UUID]

        /// Throws `Invalid` naming the field at fault.
        package init(
            domain: UUID, service: UUID? = nil, name: String, description: String? = nil, icon: String? = nil,
            audience: [UUID] = []
        ) throws(Invalid) {
            self.domain = domain
            self.service = service
            self.name = try Wording.line(name, field: "name")
            self.description = try Wording.paragraphs(description, field: "description", atMost: 4_000)
            self.icon = try Wording.word(icon, field: "icon")
            self.audience = try Wording.distinct(audience, field: "audience", atMost: 500)
        }
    }

    /// Whether somebody of this organisation is among those it is for; nil is the provider's own.
    package func isFor(_ organisation: UUID?) -> Bool {
        details.audience.isEmpty || organisation.map(details.audience.contains) ?? false
    }
}

extension Offering: Lifecycle {
    package static let kind = "offering"

    package enum Command: Equatable, Sendable {
        case revise(Details)
        case publish
        case retire
    }

    package enum Fact: Codable, Equatable, Sendable {
        case defined(details: Details)
        case revised(details: Details)
        case published
        case retired
    }

    package func deciding(_ command: Command, at now: Date) throws(Rejection) -> [Fact] {
        switch (state, command) {
        case (.draft, .revise(let details)), (.published, .revise(let details)):
            details == self.details ? [] : [.revised(details: details)]
        case (.draft, .publish), (.retired, .publish): [.published]
        case (.draft, .retire), (.published, .retire): [.retired]
        case (.published, .publish), (.retired, .retire): []
        case (.retired, .revise):
            throw Rejection("Offering \(details.name) is retired: publish it again first.", code: "retired")
        }
    }

    package static func beginning(_ id: UUID, with fact: Fact, at instant: Date) -> Offering? {
        guard case .defined(let details) = fact else { return nil }
        return Offering(id: id, details: details, state: .draft, definedAt: instant)
    }

    package func applying(_ fact: Fact, at instant: Date) -> Offering {
        var offering = self
        switch fact {
        case .defined(let details), .revised(let details): offering.details = details
        case .published: offering.state = .published
        case .retired: offering.state = .retired
        }
        return offering
    }
}
