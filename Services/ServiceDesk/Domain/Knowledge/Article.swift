import Foundation
import Records

/// One piece of knowledge, with a text in each language it was written in; its texts' bodies are kept beside it, version by version.
package struct Article: Codable, Equatable, Sendable {
    package enum State: String, Codable, CaseIterable, Sendable { case draft, published, flagged, outdated, archived }

    /// How far an article may be trusted, rising, as KCS has it.
    package enum Confidence: String, Codable, CaseIterable, Sendable {
        case workInProgress = "work_in_progress"
        case notValidated = "not_validated"
        case validated

        /// One step down; nil at the bottom.
        package var lower: Confidence? {
            switch self {
            case .workInProgress: nil
            case .notValidated: .workInProgress
            case .validated: .notValidated
            }
        }
    }

    package let id: UUID
    /// `KB0000042`.
    package let number: String
    /// The language the others are translated from.
    package let source: Language
    /// The record whose resolution it was made from.
    package let origin: RecordReference?
    package internal(set) var details: Details
    package internal(set) var state: State
    package internal(set) var confidence: Confidence
    /// The newest text of each language, in the order of `Language`.
    package internal(set) var texts: [Text]
    package internal(set) var flag: Flag?
    package let recordedAt: Date
    package internal(set) var changedAt: Date
    package internal(set) var publishedAt: Date?
    package internal(set) var outdatedAt: Date?
    /// The review date its owner has been reminded of.
    package internal(set) var remindedOf: Date?

    package func text(in language: Language) -> Text? { texts.first { $0.language == language } }

    /// The title in the source language.
    package var title: String { text(in: source)?.title ?? number }

    /// Whether a translation was made from an older version of the source than the newest.
    package func isOutdated(_ text: Text) -> Bool {
        guard let basedOn = text.basedOn, let newest = self.text(in: source)?.version else { return false }
        return basedOn < newest
    }

    /// What is known of an article beside its texts.
    package struct Details: Codable, Equatable, Sendable {
        package static let mostServices = 20

        package let services: [UUID]
        package let audience: Audience
        /// The person who answers for its being true.
        package let owner: UUID
        package let reviewAt: Date?

        /// Throws `Invalid` naming the field at fault.
        package init(services: [UUID], audience: Audience, owner: UUID, reviewAt: Date?) throws(Invalid) {
            guard services.count <= Self.mostServices else {
                throw Invalid("Name at most \(Self.mostServices) services.", field: "services", code: "too_many")
            }
            var distinct: [UUID] = []
            for service in services where !distinct.contains(service) { distinct.append(service) }
            self.services = distinct
            self.audience = audience
            self.owner = owner
            self.reviewAt = reviewAt
        }

        func reviewed(at date: Date) -> Details { Details(copying: self, reviewAt: date) }

        private init(copying other: Details, reviewAt: Date) {
            services = other.services
            audience = other.audience
            owner = other.owner
            self.reviewAt = reviewAt
        }
    }

    /// One version of the text in one language, without its words.
    package struct Text: Codable, Equatable, Sendable {
        package let language: Language
        package let version: Int
        package let title: String
        package let author: UUID
        /// The version of the source text it was translated from; nil for the source itself.
        package let basedOn: Int?
        /// The version whose words these are again.
        package let restoredFrom: Int?
        /// SHA-256 of the words, hexadecimal: the journal vouches for them.
        package let digest: String
    }

    /// Somebody says it is wrong.
    package struct Flag: Codable, Equatable, Sendable {
        package let comment: String
        /// Nil when the suite itself says so.
        package let by: UUID?
        package let at: Date

        /// Throws `Invalid` for a comment that says nothing.
        package init(comment: String, by person: UUID?, at instant: Date) throws(Invalid) {
            guard let comment = try Wording.paragraphs(comment, field: "comment", atMost: 2_000) else {
                throw Invalid("Say what is wrong with it.", field: "comment", code: "empty")
            }
            self.comment = comment
            by = person
            at = instant
        }

        init(doubt: Doubt, at instant: Date) {
            comment = doubt.sentence
            by = nil
            at = instant
        }
    }
}
