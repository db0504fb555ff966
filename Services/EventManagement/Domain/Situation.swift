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
    /// Its alerts as far as they were read: they stand in a table of their own, and the row keeps only `tally`.
    package internal(set) var members: [UUID: Member] = [:]
    package internal(set) var tally: Tally
    package internal(set) var cause: Cause
    /// A person has named the cause; it is not weighed again.
    package internal(set) var isPinned = false
    package internal(set) var hurt: [Hurt]
    package internal(set) var exceeds: ChangeReference?
    package internal(set) var survivor: UUID?
    /// The situation that speaks for it while a storm rages.
    package internal(set) var heldBy: UUID?
    package internal(set) var wasAnnounced: Bool
    package internal(set) var openedAt: Date
    package internal(set) var clearedAt: Date?
    package internal(set) var firstOnset: Date
    package internal(set) var lastOnset: Date

    package var isLive: Bool { state == .pending || state == .open }

    package var firing: Int { tally.firing.reduce(0, +) }

    package var memberCount: Int { tally.all.reduce(0, +) }

    /// The worst that fires; when nothing does, the worst that did.
    package var severity: Severity { Tally.worst(tally.firing) ?? Tally.worst(tally.all) ?? .unknown }

    /// The same without its members.
    package var head: Situation {
        var head = self
        head.members = [:]
        return head
    }

    /// The same with its members, as they were read.
    package func with(_ read: [Member]) -> Situation {
        var whole = self
        whole.members = Dictionary(read.map { ($0.alert, $0) }) { $1 }
        return whole
    }

    private enum CodingKeys: String, CodingKey {
        case id, number, state, group, tally, cause, isPinned, hurt, exceeds, survivor, wasAnnounced, openedAt
        case clearedAt, firstOnset, lastOnset, heldBy
    }
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
        /// What was checked; missing in what was written before it was kept.
        package let check: String?
        package internal(set) var isFiring: Bool

        package init(
            alert: UUID, item: UUID?, service: UUID?, severity: Severity, onset: Date, summary: String, check: String?,
            isFiring: Bool
        ) {
            self.alert = alert
            self.item = item
            self.service = service
            self.severity = severity
            self.onset = onset
            self.summary = summary
            self.check = check
            self.isFiring = isFiring
        }

        package init(_ alert: Alert) {
            self.alert = alert.id
            item = alert.binding.item
            service = alert.binding.service
            severity = alert.severity
            onset = alert.onset
            summary = alert.summary
            check = alert.check
            isFiring = alert.isFiring
        }

        /// Onsets are compared to the millisecond: one that has been kept and read again may differ below.
        func tells(theSameAs other: Member) -> Bool {
            alert == other.alert && item == other.item && service == other.service && severity == other.severity
                && abs(onset.timeIntervalSince(other.onset)) < 0.001 && summary == other.summary && check == other.check
                && isFiring == other.isFiring
        }
    }

    /// What is taken for the cause, with why.
    package struct Cause: Codable, Equatable, Sendable {
        package let item: UUID?
        package let name: String
        /// What a person reads first.
        package let headline: String
        package let why: Explanation
        /// It does not alert itself; it is named because of what needs it.
        package let isSilent: Bool?
        /// How sure, in percent.
        package let confidence: Int?
        /// What else could be the cause, the likeliest first, at most three.
        package let rivals: [Rival]?
        /// What was deployed on it, or on what it needs, not long before.
        package let deployment: RecentChange?

        package init(
            item: UUID?, name: String, headline: String, why: Explanation, isSilent: Bool? = nil,
            confidence: Int? = nil, rivals: [Rival]? = nil, deployment: RecentChange? = nil
        ) {
            self.item = item
            self.name = name
            self.headline = headline
            self.why = why
            self.isSilent = isSilent
            self.confidence = confidence
            self.rivals = rivals
            self.deployment = deployment
        }
    }

    /// Another possible cause.
    package struct Rival: Codable, Equatable, Sendable {
        package let item: UUID
        package let name: String
        package let confidence: Int
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
