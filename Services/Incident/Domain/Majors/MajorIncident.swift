import Foundation
import Records

/// An incident so bad that it is led in another way: with roles, a rhythm of updates, and a review (ITIL 4, major incident).
///
/// It begins as a candidate and belongs to one incident, whose record goes on as before.
package struct MajorIncident: Lifecycle {
    package static let kind = "major-incident"

    package enum State: String, Codable, CaseIterable, Sendable {
        /// A candidate: somebody shall decide.
        case proposed
        case rejected
        /// Its incident ended before anybody decided.
        case lapsed
        case accepted
        /// Service is back; what is left is to learn from it.
        case restored
        case reviewing
        case closed
        /// It was led as one, and turned out to be none.
        case demoted

        /// Whether its incident is led as a major one: nobody else ends that.
        package var isLed: Bool { self == .accepted || self == .restored || self == .reviewing }
    }

    package let id: UUID
    /// `MIM0000042`.
    package let number: String
    package let incident: UUID
    package let incidentNumber: String
    /// The first alert, or the opening of the incident if that is earlier.
    package let brokenSince: Date
    package let proposedAt: Date
    package internal(set) var state: State
    package internal(set) var grounds: MajorIncidentGrounds
    package internal(set) var holders: [RoleHolder]
    package internal(set) var plan: CommunicationPlan
    /// All that were published, the oldest first.
    package internal(set) var updates: [StatusUpdate]
    /// The due times of updates that did not come, as far as they were noticed.
    package internal(set) var missed: [Audience: Date]
    package internal(set) var review: MajorIncidentReview?
    /// Why it was rejected, lapsed or demoted.
    package internal(set) var reason: String?
    package internal(set) var acceptedAt: Date?
    /// Since when updates are due: its acceptance, or the last time it came back.
    package internal(set) var ledSince: Date?
    package internal(set) var restoredAt: Date?
    package internal(set) var closedAt: Date?

    /// Seconds from the first sign to the candidate.
    package var timeToIdentify: TimeInterval { proposedAt.timeIntervalSince(brokenSince) }

    package func holder(of role: MajorIncidentRole) -> UUID? { holders.first { $0.role == role }?.person }
}

/// What somebody answers for while a major incident is led.
package enum MajorIncidentRole: String, Codable, CaseIterable, Sendable {
    /// Leads; there is always one.
    case commander
    /// Writes the updates.
    case communications
    /// Writes down what happens.
    case scribe
    /// Leads one of the teams that restore; there may be several.
    case resolverLead = "resolver_lead"

    package var isShared: Bool { self == .resolverLead }
}

/// A person in a role, since when.
package struct RoleHolder: Codable, Equatable, Sendable {
    package let role: MajorIncidentRole
    package let person: UUID
    package let since: Date

    package init(role: MajorIncidentRole, person: UUID, since: Date) {
        self.role = role
        self.person = person
        self.since = since
    }
}
