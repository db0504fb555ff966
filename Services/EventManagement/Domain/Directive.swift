import Foundation
import Records

/// What one kind of directive says, and the words for its end.
package protocol DirectiveTerms: Codable, Equatable, Sendable {
    /// Its name in journals and addresses, in the singular: `silence`.
    static var kind: String { get }
    /// The state in which it holds no more, and the fact that made it so, as journals and lists have called them from
    /// the first: `ended`, `retired`.
    static var over: String { get }
    /// Why it cannot be amended any more, without a full stop: `This silence has ended`.
    static var overSentence: String { get }

    /// Throws `Invalid` naming what cannot be used.
    func checked() throws(Invalid) -> Self

    /// What these terms become when others are set; what may never change stays.
    func amended(to new: Self) -> Self
}

extension DirectiveTerms {
    package static var over: String { "ended" }
    package func amended(to new: Self) -> Self { new }
}

/// What people lay down for the alerts to come: it holds from when it is made, with other terms when it is amended, until
/// it is ended for good. Rules for events, silences and inhibitions are directives.
package struct Directive<Content: DirectiveTerms>: Codable, Equatable, Sendable {
    package typealias Terms = Content

    package let id: UUID
    package private(set) var state: State
    package private(set) var terms: Content
    package let createdAt: Date
    package private(set) var endedAt: Date?

    package enum State: RawRepresentable, Codable, CaseIterable, Sendable {
        case kept, ended

        package var rawValue: String {
            switch self {
            case .kept: "kept"
            case .ended: Content.over
            }
        }

        package init?(rawValue: String) {
            switch rawValue {
            case "kept": self = .kept
            case Content.over: self = .ended
            default: return nil
            }
        }
    }
}

extension Directive: Lifecycle {
    package static var kind: String { Content.kind }

    package enum Command: Equatable, Sendable {
        case amend(Content)
        case end
    }

    package enum Fact: Equatable, Sendable {
        case created(terms: Content)
        case amended(terms: Content)
        case ended
    }

    /// The whole lifecycle: each line is one legal move, told twice changes nothing, anything else is rejected.
    package func deciding(_ command: Command, at now: Date) throws(Rejection) -> [Fact] {
        switch (state, command) {
        case (.kept, .amend(let new)):
            terms.amended(to: new) == terms ? [] : [.amended(terms: terms.amended(to: new))]
        case (.kept, .end): [.ended]
        case (.ended, .end): []
        case (.ended, .amend): throw Rejection("\(Content.overSentence): make a new one.")
        }
    }

    package static func beginning(_ id: UUID, with fact: Fact, at instant: Date) -> Directive? {
        guard case .created(let terms) = fact else { return nil }
        return Directive(id: id, state: .kept, terms: terms, createdAt: instant, endedAt: nil)
    }

    package func applying(_ fact: Fact, at instant: Date) -> Directive {
        var next = self
        switch fact {
        case .created: break
        case .amended(let terms): next.terms = terms
        case .ended: (next.state, next.endedAt) = (.ended, instant)
        }
        return next
    }
}

/// As journals have it: `{"amended":{"terms":…}}`, and `{"ended":{}}` by the kind's own word.
extension Directive.Fact: Codable, CustomStringConvertible {
    private struct Inside: Codable { let terms: Content? }

    /// Its name in the journal.
    package var description: String {
        switch self {
        case .created: "created"
        case .amended: "amended"
        case .ended: Content.over
        }
    }

    package init(from decoder: any Decoder) throws {
        let fact = try decoder.singleValueContainer().decode([String: Inside].self).first
        switch (fact?.key, fact?.value.terms) {
        case ("created", let terms?): self = .created(terms: terms)
        case ("amended", let terms?): self = .amended(terms: terms)
        case (Content.over, _): self = .ended
        default:
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "This is no fact of a \(Content.kind)."))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .created(let terms), .amended(let terms): try container.encode([description: Inside(terms: terms)])
        case .ended: try container.encode([description: Inside(terms: nil)])
        }
    }
}
