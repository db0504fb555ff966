import Foundation
import Records

/// Somebody is away: for that time another one may decide, too, what they are asked to approve.
package struct ApprovalDelegation: Codable, Equatable, Sendable {
    package static let kind = "approval-delegation"
    /// What one person may have given and not taken back.
    package static let most = 20
    package static let longest: TimeInterval = 366 * 86_400

    package enum State: String, Codable, CaseIterable, Sendable { case standing, withdrawn }

    package let id: UUID
    /// Who is away.
    package let person: UUID
    package let deputy: UUID
    package let from: Date
    package let until: Date
    package private(set) var state: State
    package let givenAt: Date

    /// Whom for, and from when until when.
    package struct Term: Codable, Equatable, Sendable {
        package let deputy: UUID
        package let from: Date
        package let until: Date

        /// Throws `Invalid` naming the field at fault.
        package init(deputy: UUID, of person: UUID, from: Date, until: Date, now: Date) throws(Invalid) {
            guard deputy != person else {
                throw Invalid("Name somebody else.", field: "deputy", code: "oneself")
            }
            guard until > from, until > now else {
                throw Invalid("It ends after it begins, and not in the past.", field: "until", code: "out_of_range")
            }
            guard until.timeIntervalSince(max(from, now)) <= longest else {
                throw Invalid("It lasts at most a year.", field: "until", code: "out_of_range")
            }
            self.deputy = deputy
            self.from = from
            self.until = until
        }
    }
}

extension ApprovalDelegation: Lifecycle {
    package enum Command: Equatable, Sendable { case withdraw }

    package enum Fact: Codable, Equatable, Sendable {
        case given(person: UUID, term: Term)
        case withdrawn
    }

    package func deciding(_ command: Command, at now: Date) throws(Rejection) -> [Fact] {
        switch (state, command) {
        case (.standing, .withdraw): [.withdrawn]
        case (.withdrawn, .withdraw): []
        }
    }

    package static func beginning(_ id: UUID, with fact: Fact, at instant: Date) -> ApprovalDelegation? {
        guard case .given(let person, let term) = fact else { return nil }
        return ApprovalDelegation(
            id: id, person: person, deputy: term.deputy, from: term.from, until: term.until, state: .standing,
            givenAt: instant)
    }

    package func applying(_ fact: Fact, at instant: Date) -> ApprovalDelegation {
        var delegation = self
        if fact == .withdrawn { delegation.state = .withdrawn }
        return delegation
    }
}
