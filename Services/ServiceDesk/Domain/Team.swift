import Foundation
import Records

/// People who do one kind of work together; work is assigned to teams.
package struct Team: Codable, Equatable, Sendable {
    package enum State: String, Codable, CaseIterable, Sendable { case active, inactive }

    package let id: UUID
    package private(set) var details: Details
    package private(set) var state: State
    package let definedAt: Date

    /// What a team is called and what it does.
    package struct Details: Codable, Equatable, Sendable {
        /// No two active teams share one.
        package let name: String
        package let description: String?

        /// Throws `Invalid` naming the field at fault.
        package init(name: String, description: String? = nil) throws(Invalid) {
            self.name = try Wording.line(name, field: "name")
            self.description = try Wording.paragraphs(description, field: "description", atMost: 4_000)
        }
    }
}

extension Team: Lifecycle {
    package static let kind = "team"

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
            throw Rejection("Team \(details.name) is deactivated: reactivate it first.", code: "inactive")
        }
    }

    package static func beginning(_ id: UUID, with fact: Fact, at instant: Date) -> Team? {
        guard case .defined(let details) = fact else { return nil }
        return Team(id: id, details: details, state: .active, definedAt: instant)
    }

    package func applying(_ fact: Fact, at instant: Date) -> Team {
        var team = self
        switch fact {
        case .defined(let details), .revised(let details): team.details = details
        case .deactivated: team.state = .inactive
        case .reactivated: team.state = .active
        }
        return team
    }
}
