import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// A major incident as one line of a list.
struct MajorIncidentLine: Codable, Sendable {
    let id: UUID
    let number: String
    let version: Int
    let state: MajorIncident.State
    let incident: IncidentView.Numbered
    let summary: String
    let priority: Int
    /// Why it is a candidate, in one sentence.
    let because: String
    let commander: IncidentView.Named?
    let proposedAt: Date
    let acceptedAt: Date?
    /// When the next update is due to whichever audience waits longest.
    let nextUpdateAt: Date?

    init(_ kept: Kept<MajorIncident>, _ incident: Incident, people: [UUID: String]) {
        let major = kept.record
        id = major.id
        number = major.number
        version = kept.version
        state = major.state
        self.incident = IncidentView.Numbered(id: incident.id, number: incident.number)
        summary = incident.summary
        priority = incident.priority.rawValue
        because = major.grounds.why.because
        commander = major.holder(of: .commander).map { IncidentView.Named(id: $0, name: people[$0]) }
        proposedAt = major.proposedAt
        acceptedAt = major.acceptedAt
        nextUpdateAt = Audience.allCases.compactMap { major.updateDue(to: $0) }.min()
    }
}

/// A major incident with all that its room shows, but the timeline.
struct MajorIncidentView: Codable, Sendable {
    struct Holder: Codable, Sendable {
        let role: MajorIncidentRole
        let person: IncidentView.Named
        let since: Date
    }

    struct Due: Codable, Sendable {
        let audience: Audience
        let at: Date
        let isMissed: Bool
    }

    struct Update: Codable, Sendable {
        let id: UUID
        let audience: Audience
        let progress: StatusUpdate.Progress
        let text: String
        let author: IncidentView.Named
        let at: Date
    }

    struct Service: Codable, Sendable {
        let id: UUID
        let name: String
        let criticality: Int
        /// How much of it the incident keeps away, 0 to 1.
        let share: Double
    }

    let id: UUID
    let number: String
    let version: Int
    let state: MajorIncident.State
    let incident: IncidentView.Numbered
    let incidentState: Incident.State
    let summary: String
    let priority: Int
    /// Why it is a candidate.
    let because: String
    /// The rules it meets; none for what a person proposed.
    let rules: [String]
    let signs: MajorIncidentSigns
    let holders: [Holder]
    /// Minutes between updates.
    let cadence: Int
    let bridge: String?
    let due: [Due]
    /// The newest hundred, newest first.
    let updates: [Update]
    let updateCount: Int
    let services: [Service]
    let affectedCount: Int
    /// What an hour costs now; 0 once service is back.
    let lossPerHour: Double
    let lostSoFar: Double
    let brokenSince: Date
    let proposedAt: Date
    /// Seconds from the first sign to the candidate.
    let timeToIdentify: Double
    let acceptedAt: Date?
    let restoredAt: Date?
    let closedAt: Date?
    /// Why it was rejected, lapsed or demoted.
    let reason: String?
    let review: ReviewView?
    /// What is still missing before it can be closed.
    let reviewLacks: String?
    /// The clock of the answer, to count from.
    let now: Date
}

/// The review as the API shows it.
struct ReviewView: Codable, Sendable {
    struct Action: Codable, Sendable {
        let id: UUID
        let text: String
        let owner: IncidentView.Named?
        let due: String?
    }

    let report: String
    let findings: [String]
    let lessons: [String]
    let actions: [Action]
    let problem: String?
    let change: String?

    init(_ review: MajorIncidentReview, people: [UUID: String]) {
        report = review.report
        findings = review.findings
        lessons = review.lessons
        actions = review.actions.map { action in
            Action(
                id: action.id, text: action.text,
                owner: action.owner.map { IncidentView.Named(id: $0, name: people[$0]) }, due: action.due)
        }
        problem = review.problem
        change = review.change
    }
}

extension MajorIncidentView {
    init(_ kept: Kept<MajorIncident>, in tx: Transaction) throws {
        let (major, now) = (kept.record, try tx.now)
        let incident = try tx.first(
            "SELECT version, record FROM incident WHERE id = \(major.incident)", IncidentStore.kept)
        guard let incident = incident?.record else { throw NotFound(Incident.kind, major.incidentNumber) }
        let updates = major.updates.suffix(100).reversed()
        let ids =
            major.holders.map(\.person) + updates.map(\.author) + (major.review?.actions ?? []).compactMap(\.owner)
        let people = try Projection<PersonAnnounced>().find(Array(Set(ids)), in: tx).mapValues(\.name)
        let named = { (id: UUID) in IncidentView.Named(id: id, name: people[id]) }
        let worth = try IncidentWorth(of: incident, in: tx)
        let cost = try MeterCost.readings(of: [incident.id], in: tx)[incident.id]
        self.init(
            id: major.id, number: major.number, version: kept.version, state: major.state,
            incident: IncidentView.Numbered(id: incident.id, number: incident.number), incidentState: incident.state,
            summary: incident.summary, priority: incident.priority.rawValue, because: major.grounds.why.because,
            rules: major.grounds.rules, signs: major.grounds.signs,
            holders: major.holders.map { Holder(role: $0.role, person: named($0.person), since: $0.since) },
            cadence: major.plan.cadence, bridge: major.plan.bridge,
            due: Audience.allCases.compactMap { audience in
                major.updateDue(to: audience).map { Due(audience: audience, at: $0, isMissed: $0 <= now) }
            },
            updates: updates.map {
                Update(
                    id: $0.id, audience: $0.audience, progress: $0.progress, text: $0.text, author: named($0.author),
                    at: $0.at)
            }, updateCount: major.updates.count,
            services: worth.services.values.sorted { ($0.criticality, $0.name) < ($1.criticality, $1.name) }.map {
                Service(
                    id: $0.record, name: $0.name, criticality: $0.criticality, share: worth.shares[$0.record] ?? 0)
            }, affectedCount: incident.affectedCount,
            lossPerHour: cost?.perHour ?? 0,
            lostSoFar: cost?.lost ?? 0,
            brokenSince: major.brokenSince, proposedAt: major.proposedAt, timeToIdentify: major.timeToIdentify,
            acceptedAt: major.acceptedAt, restoredAt: major.restoredAt, closedAt: major.closedAt,
            reason: major.reason, review: major.review.map { ReviewView($0, people: people) },
            reviewLacks: major.review?.missing?.message, now: now)
    }
}

struct TimelineAnswer: Codable, Sendable {
    let items: [TimelineLine]
}
