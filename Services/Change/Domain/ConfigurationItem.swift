import Foundation
import Records

/// Something that must be under control for services to work: a server, a database, an application, a link.
package struct ConfigurationItem: Equatable, Codable, Sendable {
    package enum State: String, Codable, CaseIterable, Sendable { case active, retired }

    package let id: UUID
    package let name: String
    package private(set) var state: State
    /// `server`, `database`, `application`, `network` …
    package private(set) var itemClass: String
    /// Other names that monitoring may use: host names, addresses. Sorted.
    package private(set) var aliases: [String]
    /// Configuration items it needs to work.
    package private(set) var dependsOn: [UUID]
    /// Business services that need it.
    package private(set) var supports: [UUID]
    /// Groups among what it depends on of which it does not need all; nil when it needs everything.
    package private(set) var redundancy: [Redundancy]?

    package var isActive: Bool { state == .active }
}

extension ConfigurationItem: Lifecycle {
    package enum Command: Equatable, Sendable {
        case revise(itemClass: String, aliases: [String])
        case connect(dependsOn: [UUID], supports: [UUID])
        case retire
        /// The model names it again.
        case reinstate
    }

    package enum Fact: Codable, Equatable, Sendable {
        case defined(name: String, itemClass: String, aliases: [String])
        case revised(itemClass: String, aliases: [String])
        case connected(dependsOn: [UUID], supports: [UUID])
        case redundancyDeclared(groups: [Redundancy])
        case retired
        case reinstated
    }

    package static let kind = "configuration_item"

    package func deciding(_ command: Command, at now: Date) throws(Rejection) -> [Fact] {
        switch (state, command) {
        case (.active, .revise(let itemClass, let aliases)):
            let same = itemClass == self.itemClass && aliases.sorted() == self.aliases
            return same ? [] : [.revised(itemClass: itemClass, aliases: aliases)]
        case (.active, .connect(let dependsOn, let supports)):
            let same = Set(dependsOn) == Set(self.dependsOn) && Set(supports) == Set(self.supports)
            return same ? [] : [.connected(dependsOn: dependsOn, supports: supports)]
        case (.active, .retire): return [.retired]
        case (.retired, .reinstate): return [.reinstated]
        case (.retired, .retire), (.active, .reinstate): return []  // told twice: nothing new happened
        default:
            throw Rejection("Configuration item \(name) is retired: import it again before changing it.")
        }
    }

    package func applying(_ fact: Fact, at instant: Date) -> ConfigurationItem {
        var next = self
        switch fact {
        case .defined: break
        case .revised(let itemClass, let aliases):
            next.itemClass = itemClass
            next.aliases = aliases.sorted()
        case .connected(let dependsOn, let supports):
            next.dependsOn = dependsOn
            next.supports = supports
        case .redundancyDeclared(let groups): next.redundancy = groups.isEmpty ? nil : groups
        case .retired: next.state = .retired
        case .reinstated: next.state = .active
        }
        return next
    }

    package static func beginning(_ id: UUID, with fact: Fact, at instant: Date) -> ConfigurationItem? {
        guard case .defined(let name, let itemClass, let aliases) = fact else { return nil }
        return ConfigurationItem(
            id: id, name: name, state: .active, itemClass: itemClass, aliases: aliases.sorted(), dependsOn: [],
            supports: [])
    }
}
