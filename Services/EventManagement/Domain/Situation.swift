import Foundation
import Records

/// Alerts that have one cause, as far as monitoring can tell; what others open incidents for.
package struct Situation: Codable, Equatable, Sendable {
    package enum State: String, Codable, CaseIterable, Sendable {
        /// Not told to anyone yet: a deeper cause may still be heard of.
        case pending
        case open
        case cleared
        /// Another situation has taken its alerts over.
        case merged
    }

    package let id: UUID
    package internal(set) var number: String
    package internal(set) var state: State
    /// What alerts without a configuration item are grouped by.
    package internal(set) var group: String?
    package internal(set) var members: [Member]
    package internal(set) var cause: Cause
    package internal(set) var hurt: [Hurt]
    package internal(set) var exceeds: ChangeReference?
    package internal(set) var survivor: UUID?
    package internal(set) var wasAnnounced: Bool
    package internal(set) var openedAt: Date
    package internal(set) var clearedAt: Date?
    package internal(set) var firstOnset: Date
    package internal(set) var lastOnset: Date

    package var isLive: Bool { state == .pending || state == .open }

    package var firing: Int { members.count(where: \.isFiring) }

    /// The worst that fires; when nothing does, the worst that did.
    package var severity: Severity {
        members.filter(\.isFiring).map(\.severity).max() ?? members.map(\.severity).max() ?? .unknown
    }

    /// The configuration items its alerts are about.
    package var items: Set<UUID> { Set(members.compactMap(\.item)) }
}

extension Situation {
    /// An alert as its situation sees it.
    package struct Member: Codable, Equatable, Sendable {
        package let alert: UUID
        package let item: UUID?
        package let service: UUID?
        package let severity: Severity
        package let onset: Date
        package let summary: String
        package internal(set) var isFiring: Bool

        package init(_ alert: Alert) {
            self.alert = alert.id
            item = alert.binding.item
            service = alert.binding.service
            severity = alert.severity
            onset = alert.onset
            summary = alert.summary
            isFiring = alert.isFiring
        }
    }

    /// What is taken for the cause, with why.
    package struct Cause: Codable, Equatable, Sendable {
        package let item: UUID?
        package let name: String
        /// What a person reads first.
        package let headline: String
        package let why: Explanation

        package init(item: UUID?, name: String, headline: String, why: Explanation) {
            self.item = item
            self.name = name
            self.headline = headline
            self.why = why
        }
    }

    /// A business service as it is hurt.
    package struct Hurt: Codable, Equatable, Sendable {
        package let service: UUID
        package let observed: ServiceImpact

        package init(service: UUID, observed: ServiceImpact) {
            self.service = service
            self.observed = observed
        }
    }

    /// How a situation begins.
    package struct Opening: Codable, Equatable, Sendable {
        package let number: String
        package let group: String?
        package let first: Member
        package let cause: Cause
        package let hurt: [Hurt]
        package let exceeds: ChangeReference?
    }
}
