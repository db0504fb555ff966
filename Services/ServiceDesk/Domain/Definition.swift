import Foundation
import Records

/// What is known of something that somebody defines once and records then refer to: a team, a site, a role.
package protocol Definable: Codable, Equatable, Sendable {
    /// Its name in journals and messages, in the singular: `team`.
    static var kind: String { get }

    /// What people call it.
    var name: String { get }
}

/// Something that is defined, revised, and in use or not; it is never deleted, since records refer to it.
package struct Definition<Content: Definable>: Codable, Equatable, Sendable {
    package let id: UUID
    package private(set) var details: Details
    package private(set) var state: DefinitionState
    package let definedAt: Date

    package typealias State = DefinitionState
    package typealias Details = Content
}

/// Whether something that was defined is in use.
package enum DefinitionState: String, Codable, CaseIterable, Sendable { case active, inactive }

extension Definition: Lifecycle {
    package static var kind: String { Content.kind }

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
            throw Rejection("\(details.name) is deactivated: reactivate it first.", code: "inactive")
        }
    }

    package static func beginning(_ id: UUID, with fact: Fact, at instant: Date) -> Definition? {
        guard case .defined(let details) = fact else { return nil }
        return Definition(id: id, details: details, state: .active, definedAt: instant)
    }

    package func applying(_ fact: Fact, at instant: Date) -> Definition {
        var definition = self
        switch fact {
        case .defined(let details), .revised(let details): definition.details = details
        case .deactivated: definition.state = .inactive
        case .reactivated: definition.state = .active
        }
        return definition
    }
}
