import Foundation
import Records

/// A source of events that may speak to us, by a key of its own.
package struct Integration: Codable, Equatable, Sendable {
    package enum State: String, Codable, CaseIterable, Sendable { case active, revoked }

    package let id: UUID
    package internal(set) var name: String
    package internal(set) var state: State
    /// The first characters of its key, for people to tell keys apart.
    package internal(set) var keyHint: String
    package internal(set) var createdAt: Date
    package internal(set) var revokedAt: Date?
}

extension Integration: Lifecycle {
    package static let kind = "integration"

    package enum Command: Equatable, Sendable { case revoke }

    package enum Fact: Codable, Equatable, Sendable {
        case created(name: String, keyHint: String)
        case revoked
    }

    package func deciding(_ command: Command, at now: Date) throws(Rejection) -> [Fact] {
        switch (state, command) {
        case (.active, .revoke): [.revoked]
        case (.revoked, .revoke): []
        }
    }

    package func applying(_ fact: Fact, at instant: Date) -> Integration {
        var next = self
        switch fact {
        case .created: break
        case .revoked:
            next.state = .revoked
            next.revokedAt = instant
        }
        return next
    }

    package static func beginning(_ id: UUID, with fact: Fact, at instant: Date) -> Integration? {
        guard case .created(let name, let keyHint) = fact else { return nil }
        return Integration(id: id, name: name, state: .active, keyHint: keyHint, createdAt: instant)
    }
}
