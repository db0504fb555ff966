import Foundation
import Records

/// Something that shall get better, in the improvement register.
package struct Improvement: Codable, Equatable, Sendable {
    package enum State: String, Codable, CaseIterable, Sendable {
        case new, accepted
        case inProgress = "in_progress"
        case closed, rejected
    }

    package enum Horizon: String, Codable, CaseIterable, Sendable { case short, long }

    package enum Verdict: String, Codable, CaseIterable, Sendable {
        case effective
        case noEffect = "no_effect"
        case negative
    }

    /// The record it came of, of whichever service.
    package struct Source: Codable, Equatable, Sendable {
        package let kind: String
        package let id: UUID
        package let number: String

        package init(kind: String, id: UUID, number: String) {
            self.kind = kind
            self.id = id
            self.number = number
        }
    }

    /// What an improvement begins with.
    package struct Registration: Codable, Equatable, Sendable {
        /// `IMP0000042`.
        package let number: String
        package let title: String
        package let description: String?
        package let horizon: Horizon
        package let owner: UUID?
        package let source: Source?

        package init(
            number: String, title: String, description: String?, horizon: Horizon, owner: UUID?, source: Source?
        ) {
            self.number = number
            self.title = title
            self.description = description
            self.horizon = horizon
            self.owner = owner
            self.source = source
        }
    }

    package let id: UUID
    package let registration: Registration
    package let registeredAt: Date
    package private(set) var state: State
    package private(set) var owner: UUID?
    package private(set) var verdict: Verdict?
    /// What was said when it was closed or rejected.
    package private(set) var note: String?
    package private(set) var closedAt: Date?
}

extension Improvement: Lifecycle {
    package static let kind = "improvement"

    package enum Command: Equatable, Sendable {
        case assign(owner: UUID?)
        case accept
        case start
        case close(Verdict, note: String?)
        case reject(reason: String)
    }

    package enum Fact: Codable, Equatable, Sendable {
        case registered(registration: Registration)
        case assigned(owner: UUID?)
        case accepted
        case started
        case closed(verdict: Verdict, note: String?)
        case rejected(reason: String)
    }

    package func deciding(_ command: Command, at now: Date) throws(Rejection) -> [Fact] {
        switch (state, command) {
        case (.new, .assign(let owner)), (.accepted, .assign(let owner)), (.inProgress, .assign(let owner)):
            owner == self.owner ? [] : [.assigned(owner: owner)]
        case (.new, .accept): [.accepted]
        case (.accepted, .start): [.started]
        case (.inProgress, .close(let verdict, let note)): [.closed(verdict: verdict, note: note)]
        case (.new, .reject(let reason)), (.accepted, .reject(let reason)): [.rejected(reason: reason)]
        case (.accepted, .accept), (.inProgress, .start), (.rejected, .reject): []
        case (.closed, .close(let verdict, _)) where verdict == self.verdict: []
        default:
            throw Rejection("\(registration.number) is \(state.rawValue): it cannot \(command.name) now.")
        }
    }

    package static func beginning(_ id: UUID, with fact: Fact, at instant: Date) -> Improvement? {
        guard case .registered(let registration) = fact else { return nil }
        return Improvement(
            id: id, registration: registration, registeredAt: instant, state: .new, owner: registration.owner)
    }

    package func applying(_ fact: Fact, at instant: Date) -> Improvement {
        var next = self
        switch fact {
        case .registered: break
        case .assigned(let owner): next.owner = owner
        case .accepted: next.state = .accepted
        case .started: next.state = .inProgress
        case .closed(let verdict, let note):
            (next.state, next.verdict, next.note, next.closedAt) = (.closed, verdict, note, instant)
        case .rejected(let reason): (next.state, next.note, next.closedAt) = (.rejected, reason, instant)
        }
        return next
    }
}

extension Improvement.Command {
    /// The command as the API and the README write it.
    package var name: String {
        switch self {
        case .assign: "assign"
        case .accept: "accept"
        case .start: "start"
        case .close: "close"
        case .reject: "reject"
        }
    }
}
