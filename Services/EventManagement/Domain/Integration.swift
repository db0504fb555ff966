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
    /// How what it sends is understood; nil for one that was never told.
    package internal(set) var profile: SourceProfile?
    /// Since when what it sends is kept, but makes no alerts.
    package internal(set) var pausedAt: Date?
    /// Topics of SNS that it hears, each with the message by which that was last confirmed.
    package internal(set) var topics: [String: String]?
}

extension Integration: Lifecycle {
    package static let kind = "integration"

    package enum Command: Equatable, Sendable {
        case revoke
        case configure(SourceProfile)
        case rename(String)
        case renewKey(hint: String)
        case pause, resume
        /// A topic wants to be heard, and was told yes.
        case hear(topic: String, confirmation: String)
        case leave(topic: String)
    }

    package enum Fact: Codable, Equatable, Sendable {
        case created(name: String, keyHint: String)
        case revoked
        case configured(SourceProfile)
        case renamed(String)
        case keyRenewed(hint: String)
        case paused, resumed
        case topicConfirmed(topic: String, confirmation: String)
        case topicLeft(topic: String)
    }

    package func deciding(_ command: Command, at now: Date) throws(Rejection) -> [Fact] {
        if command == .revoke { return state == .revoked ? [] : [.revoked] }
        guard state == .active else {
            throw Rejection("This integration was revoked: make a new one.", code: "integration_revoked")
        }
        switch command {
        case .revoke: return [.revoked]
        case .configure(let wanted): return wanted == profile ? [] : [.configured(wanted)]
        case .rename(let name): return name == self.name ? [] : [.renamed(name)]
        case .renewKey(let hint): return [.keyRenewed(hint: hint)]
        case .pause: return pausedAt == nil ? [.paused] : []
        case .resume: return pausedAt == nil ? [] : [.resumed]
        case .hear(let topic, let confirmation):
            return topics?[topic] == confirmation ? [] : [.topicConfirmed(topic: topic, confirmation: confirmation)]
        case .leave(let topic): return topics?[topic] == nil ? [] : [.topicLeft(topic: topic)]
        }
    }

    package func applying(_ fact: Fact, at instant: Date) -> Integration {
        var next = self
        switch fact {
        case .created: break
        case .revoked:
            next.state = .revoked
            next.revokedAt = instant
        case .configured(let profile): next.profile = profile
        case .renamed(let name): next.name = name
        case .keyRenewed(let hint): next.keyHint = hint
        case .paused: next.pausedAt = instant
        case .resumed: next.pausedAt = nil
        case .topicConfirmed(let topic, let confirmation):
            next.topics = (topics ?? [:]).merging([topic: confirmation]) { $1 }
        case .topicLeft(let topic): next.topics?[topic] = nil
        }
        return next
    }

    package static func beginning(_ id: UUID, with fact: Fact, at instant: Date) -> Integration? {
        guard case .created(let name, let keyHint) = fact else { return nil }
        return Integration(id: id, name: name, state: .active, keyHint: keyHint, createdAt: instant)
    }
}
