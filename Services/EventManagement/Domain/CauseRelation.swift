import Foundation
import Records

/// One kind of alert can cause another: a person says so, or history did often enough.
package struct CauseRelation: Codable, Equatable, Sendable {
    package enum State: String, Codable, CaseIterable, Sendable {
        /// A person has said so.
        case configured
        case learned
        /// A person has said that it is not so; it is not learned again.
        case rejected
        case ended
    }

    /// A check, on items of one class or of any.
    package struct AlertType: Codable, Equatable, Hashable, Sendable {
        package let check: String
        package let itemClass: String?

        package init(check: String, itemClass: String? = nil) {
            self.check = check
            self.itemClass = itemClass
        }

        func covers(_ other: AlertType) -> Bool {
            check == other.check && (itemClass == nil || itemClass == other.itemClass)
        }

        package var words: String { itemClass.map { "\(check) on \($0)" } ?? check }
    }

    /// How near the two must be, beside in time.
    package enum Nearness: String, Codable, CaseIterable, Sendable {
        /// They hurt a common business service.
        case service
        case anywhere
    }

    package struct Terms: Codable, Equatable, Sendable {
        package let cause: AlertType
        package let effect: AlertType
        package let nearness: Nearness
        package let comment: String?

        package init(cause: AlertType, effect: AlertType, nearness: Nearness = .service, comment: String? = nil) {
            self.cause = cause
            self.effect = effect
            self.nearness = nearness
            self.comment = comment
        }

        /// Throws `Invalid` naming what cannot be used.
        package func checked() throws(Invalid) -> Terms {
            for (field, type) in [("cause", cause), ("effect", effect)] {
                guard (1...200).contains(type.check.count) else {
                    throw Invalid("Give 1 to 200 characters.", field: "\(field).check")
                }
                guard type.itemClass.map({ (1...100).contains($0.count) }) ?? true else {
                    throw Invalid("Give 1 to 100 characters.", field: "\(field).itemClass")
                }
            }
            guard cause != effect else { throw Invalid("Nothing causes itself.", field: "effect") }
            guard (comment?.count ?? 0) <= 500 else { throw Invalid("At most 500 characters.", field: "comment") }
            return self
        }
    }

    /// What history says of it.
    package struct Evidence: Codable, Equatable, Sendable {
        /// How many causes of the one kind were followed by the other.
        package let support: Int
        /// In which part of its cases the effect came with that cause, from 0 to 1.
        package let confidence: Double

        package init(support: Int, confidence: Double) {
            self.support = support
            self.confidence = confidence
        }

        /// So like another that it is not worth telling.
        func isLike(_ other: Evidence) -> Bool {
            abs(confidence - other.confidence) < 0.05 && support < 2 * other.support && other.support < 2 * support
        }
    }

    package let id: UUID
    package internal(set) var state: State
    package internal(set) var terms: Terms
    package internal(set) var evidence: Evidence?
    package internal(set) var createdAt: Date
}

extension CauseRelation: Lifecycle {
    package static let kind = "cause-relation"

    package enum Command: Equatable, Sendable {
        case amend(Terms)
        case learn(Evidence)
        /// A person agrees with what was learned, or has changed their mind.
        case accept
        case reject
        case end(Explanation?)
    }

    package enum Fact: Codable, Equatable, Sendable {
        case configured(terms: Terms)
        case learned(terms: Terms, evidence: Evidence, why: Explanation)
        case amended(terms: Terms)
        case relearned(evidence: Evidence)
        case accepted
        case rejected
        case ended(why: Explanation?)
    }

    package func deciding(_ command: Command, at now: Date) throws(Rejection) -> [Fact] {
        switch (state, command) {
        case (.ended, .end): []
        case (.ended, _): throw Rejection("This relation has ended: make a new one.")
        case (.configured, .amend(let new)): new == terms ? [] : [.amended(terms: new)]
        case (.learned, .amend), (.rejected, .amend):
            throw Rejection("Only what a person has configured can be amended: accept it first.")
        case (.learned, .learn(let new)), (.configured, .learn(let new)):
            evidence.map(new.isLike) == true ? [] : [.relearned(evidence: new)]
        case (.rejected, .learn), (.configured, .accept), (.rejected, .reject): []
        case (.learned, .accept), (.rejected, .accept): [.accepted]
        case (.learned, .reject), (.configured, .reject): [.rejected]
        case (_, .end(let why)): [.ended(why: why)]
        }
    }

    package func applying(_ fact: Fact, at instant: Date) -> CauseRelation {
        var next = self
        switch fact {
        case .configured, .learned: break
        case .amended(let terms): next.terms = terms
        case .relearned(let evidence): next.evidence = evidence
        case .accepted: next.state = .configured
        case .rejected: next.state = .rejected
        case .ended: next.state = .ended
        }
        return next
    }

    package static func beginning(_ id: UUID, with fact: Fact, at instant: Date) -> CauseRelation? {
        switch fact {
        case .configured(let terms):
            CauseRelation(id: id, state: .configured, terms: terms, createdAt: instant)
        case .learned(let terms, let evidence, _):
            CauseRelation(id: id, state: .learned, terms: terms, evidence: evidence, createdAt: instant)
        default: nil
        }
    }

    package static func explanation(of fact: Fact) -> Explanation? {
        switch fact {
        case .learned(_, _, let why): why
        case .ended(let why): why
        case .configured, .amended, .relearned, .accepted, .rejected: nil
        }
    }
}
