import Foundation
import Records

/// Something that may be tried by itself when an alert fires, and everything that bounds it.
package struct Runbook: Codable, Equatable, Sendable {
    package enum State: String, Codable, CaseIterable, Sendable { case active, paused, retired }

    package let id: UUID
    package internal(set) var state: State
    package internal(set) var terms: Terms
    package internal(set) var createdAt: Date
    /// Why it is paused.
    package internal(set) var pausedBecause: String?

    package struct Terms: Codable, Equatable, Sendable {
        /// What rules ask for it by; case does not count.
        package let name: String
        package let purpose: String
        package let action: RunbookAction
        /// Undoes the action; run once, when the action fails or makes it worse.
        package let rollback: RunbookAction?
        package let guards: RunbookGuard
        package let limits: RunbookLimits
        /// Seconds after a run in which its effect is waited for.
        package let settle: Int
        /// Only says what would have been done.
        package let rehearses: Bool
        /// A person has to press run.
        package let needsApproval: Bool

        package init(
            name: String, purpose: String, action: RunbookAction, rollback: RunbookAction?, guards: RunbookGuard,
            limits: RunbookLimits, settle: Int, rehearses: Bool, needsApproval: Bool
        ) {
            self.name = name
            self.purpose = purpose
            self.action = action
            self.rollback = rollback
            self.guards = guards
            self.limits = limits
            self.settle = settle
            self.rehearses = rehearses
            self.needsApproval = needsApproval
        }

        /// Throws `Invalid` naming what cannot be used.
        package func checked() throws(Invalid) -> Terms {
            guard (1...100).contains(name.count) else { throw Invalid("Give 1 to 100 characters.", field: "name") }
            guard (1...500).contains(purpose.count) else {
                throw Invalid("Give 1 to 500 characters.", field: "purpose")
            }
            try action.check(at: "action")
            try rollback?.check(at: "rollback")
            try guards.check(at: "guards")
            try limits.check(at: "limits")
            guard (1...86_400).contains(settle) else {
                throw Invalid("Wait 1 second to a day for the effect.", field: "settle")
            }
            return self
        }
    }
}

extension Runbook: Lifecycle {
    package static let kind = "runbook"

    package enum Command: Equatable, Sendable {
        case amend(Terms)
        case pause(reason: String)
        /// The suite itself stops it.
        case halt(Explanation)
        case resume
        case retire
    }

    package enum Fact: Codable, Equatable, Sendable {
        case created(terms: Terms)
        case amended(terms: Terms)
        case paused(reason: String)
        case halted(why: Explanation)
        case resumed
        case retired
    }

    package func deciding(_ command: Command, at now: Date) throws(Rejection) -> [Fact] {
        switch (state, command) {
        case (.retired, .retire), (.retired, .halt), (.active, .resume): []
        case (.retired, _): throw Rejection("This runbook is retired: make a new one.")
        case (_, .amend(let new)): new == terms ? [] : [.amended(terms: new)]
        case (.active, .pause(let reason)): [.paused(reason: reason)]
        case (.active, .halt(let why)): [.halted(why: why)]
        case (.paused, .pause), (.paused, .halt): []
        case (.paused, .resume): [.resumed]
        case (_, .retire): [.retired]
        }
    }

    package func applying(_ fact: Fact, at instant: Date) -> Runbook {
        var next = self
        switch fact {
        case .created: break
        case .amended(let terms): next.terms = terms
        case .paused(let reason):
            next.state = .paused
            next.pausedBecause = reason
        case .halted(let why):
            next.state = .paused
            next.pausedBecause = why.because
        case .resumed:
            next.state = .active
            next.pausedBecause = nil
        case .retired: next.state = .retired
        }
        return next
    }

    package static func beginning(_ id: UUID, with fact: Fact, at instant: Date) -> Runbook? {
        guard case .created(let terms) = fact else { return nil }
        return Runbook(id: id, state: .active, terms: terms, createdAt: instant)
    }

    package static func explanation(of fact: Fact) -> Explanation? {
        if case .halted(let why) = fact { why } else { nil }
    }
}
