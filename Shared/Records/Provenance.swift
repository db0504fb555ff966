import Foundation

/// Who or what acts: a person by id, a service of the suite, monitoring, or the clock.
package struct Actor: Codable, Equatable, Hashable, Sendable, CustomStringConvertible {
    package enum Kind: String, Codable, CaseIterable, Sendable { case person, service, monitoring, timer }

    package let kind: Kind
    /// A person's id, a service's name, an integration's id, or a timer's kind.
    package let id: String

    package init(_ kind: Kind, _ id: String) {
        self.kind = kind
        self.id = id
    }

    package static func person(_ id: UUID) -> Actor { Actor(.person, id.uuidString.lowercased()) }
    package static func service(_ name: String) -> Actor { Actor(.service, name) }

    /// `person:0190…`, as it travels in message headers.
    package var description: String { "\(kind.rawValue):\(id)" }

    /// Reads what `description` wrote.
    package init?(_ text: String) {
        guard let colon = text.firstIndex(of: ":"), let kind = Kind(rawValue: String(text[..<colon])) else {
            return nil
        }
        self.init(kind, String(text[text.index(after: colon)...]))
    }
}

/// Where a change comes from: kept with every journal line and sent with every message.
package struct Provenance: Codable, Equatable, Sendable {
    package var actor: Actor
    /// The command or message that caused it, as written in the API or on the wire: `resolve`, `event.situation.changed.v1`.
    package var command: String
    /// Why, in the actor's words or the rule's.
    package var reason: String?
    /// One id for everything that follows from one act outside.
    package var correlation: String
    /// The message that caused this one.
    package var causation: UUID?
    /// W3C trace context of the act, passed on unread.
    package var traceparent: String?

    package init(
        actor: Actor, command: String, reason: String? = nil, correlation: String, causation: UUID? = nil,
        traceparent: String? = nil
    ) {
        self.actor = actor
        self.command = command
        self.reason = reason
        self.correlation = correlation
        self.causation = causation
        self.traceparent = traceparent
    }
}

/// What a person may do, by trade. Each service says which roles its routes need.
package enum Role: String, Codable, CaseIterable, Hashable, Sendable {
    /// Reports trouble and asks for things; sees their own.
    case requester
    /// Works on records of every kind.
    case agent
    /// Decides: approves changes, accepts risk.
    case manager
    /// Runs the suite: people, integrations, the configuration model.
    case administrator
}
