import EventDomain
import Foundation
import Messaging
import Records

/// A thing by id, with the name it was last heard under.
struct Named: Codable, Sendable {
    let id: UUID
    let name: String?
}

/// An alert as the API shows it.
struct AlertView: Codable, Sendable {
    let id: UUID
    let number: String
    let version: Int
    let state: Alert.State
    let severity: Severity
    let worstSeverity: Severity
    /// The source's own word.
    let severityWord: String?
    let check: String
    let summary: String
    let labels: [String: String]
    let annotations: [String: String]
    let link: String?
    let integration: UUID
    let ci: Named?
    let service: Named?
    /// Something mutes it now: one of `mutes`.
    let suppressed: Bool
    let mutes: [MuteView]
    let acknowledged: AcknowledgementView?
    let team: Named?
    let person: Named?
    /// How many comments stand in its journal.
    let comments: Int
    /// The change that mutes it, or muted it last.
    let suppressedBy: Named?
    /// The change whose declared impact it exceeds.
    let exceeds: Named?
    let situation: UUID?
    let onset: Date
    let clearedAt: Date?
    let lastSeen: Date?
    /// How often it was heard, repetitions included.
    let events: Int?
    let lateEvents: Int?
    let episodes: Int
    let reopenings: Int

    init(_ kept: Kept<Alert>, heard: Heard?, _ model: ServiceModel, _ names: AlertNames) {
        let alert = kept.record
        id = alert.id
        number = alert.number
        version = kept.version
        state = alert.state
        severity = alert.severity
        worstSeverity = alert.worstSeverity
        severityWord = alert.severityWord
        check = alert.check
        summary = alert.summary
        labels = alert.labels
        annotations = alert.annotations
        link = alert.link
        integration = alert.integration
        ci = alert.binding.item.map { Named(id: $0, name: model.name(of: $0) ?? alert.binding.itemName) }
        service = alert.binding.mainService.map { Named(id: $0, name: model.services[$0]?.name) }
        suppressed = alert.isMuted
        mutes = alert.mutes.map { MuteView(reason: $0.reason, source: $0.source, name: $0.name, until: $0.until) }
        acknowledged = alert.acknowledgement.map {
            AcknowledgementView(by: Named(id: $0.by, name: $0.name ?? names.people[$0.by]), at: $0.at, note: $0.note)
        }
        team = alert.assignment?.team.map { Named(id: $0, name: names.teams[$0]) }
        person = alert.assignment?.person.map { Named(id: $0, name: names.people[$0]) }
        comments = alert.comments ?? 0
        suppressedBy = alert.lastMute.map { Named(id: $0.change.id, name: $0.change.number) }
        exceeds = alert.exceeds.map { Named(id: $0.id, name: $0.number) }
        situation = alert.situation
        onset = alert.onset
        clearedAt = alert.clearedAt
        lastSeen = heard?.lastSeen
        events = heard?.events
        lateEvents = heard?.lateEvents
        episodes = alert.episodes
        reopenings = alert.reopenings
    }

    struct Heard: Sendable {
        let lastSeen: Date
        let events: Int
        let lateEvents: Int
    }
}

/// Something that mutes an alert now.
struct MuteView: Codable, Sendable {
    let reason: Alert.Overlay.Reason
    let source: UUID?
    let name: String
    let until: Date?
}

/// Who has seen an alert.
struct AcknowledgementView: Codable, Sendable {
    let by: Named
    let at: Date
    let note: String?
}

/// A situation as the API shows it.
struct SituationView: Codable, Sendable {
    struct Cause: Codable, Sendable {
        let ci: Named?
        let name: String
        let because: String
        /// It does not alert itself.
        let silent: Bool
        /// A person has named it.
        let pinned: Bool
        /// How sure, in percent.
        let confidence: Int?
        /// What else it could be, the likeliest first.
        let rivals: [Situation.Rival]
        /// What was deployed on it, or on what it needs, not long before.
        let deployment: RecentChange?
    }

    struct Hurt: Codable, Sendable {
        let id: UUID
        let name: String?
        let observed: ServiceImpact
    }

    let id: UUID
    let number: String
    let version: Int
    let state: Situation.State
    let severity: Severity
    let summary: String
    let cause: Cause
    let services: [Hurt]
    let firing: Int
    let members: Int
    /// The alerts in it, at most two hundred.
    let alerts: [UUID]
    let survivor: UUID?
    /// The situation that speaks for it while a storm rages: others hear of it afterwards.
    let heldBy: UUID?
    let exceeds: Named?
    let openedAt: Date
    let clearedAt: Date?

    init(_ kept: Kept<Situation>, alerts: [UUID], _ model: ServiceModel) {
        let situation = kept.record
        id = situation.id
        number = situation.number
        version = kept.version
        state = situation.state
        severity = situation.severity
        summary = situation.cause.headline
        cause = Cause(
            ci: situation.cause.item.map { Named(id: $0, name: model.name(of: $0) ?? situation.cause.name) },
            name: situation.cause.name, because: situation.cause.why.because,
            silent: situation.cause.isSilent ?? false, pinned: situation.isPinned,
            confidence: situation.cause.confidence, rivals: situation.cause.rivals ?? [],
            deployment: situation.cause.deployment)
        services = situation.hurt.map {
            Hurt(id: $0.service, name: model.services[$0.service]?.name, observed: $0.observed)
        }
        firing = situation.firing
        members = situation.memberCount
        self.alerts = alerts
        survivor = situation.survivor
        heldBy = situation.heldBy
        exceeds = situation.exceeds.map { Named(id: $0.id, name: $0.number) }
        openedAt = situation.openedAt
        clearedAt = situation.clearedAt
    }
}

/// The health of a business service as the API shows it; the id is the service's.
struct HealthView: Codable, Sendable {
    let id: UUID
    let service: String?
    let version: Int
    let health: Health
    let since: Date
    let because: String
    let causes: [Named]

    init(_ kept: Kept<ServiceHealth>, _ model: ServiceModel) {
        let health = kept.record
        id = health.id
        service = model.services[health.id]?.name
        version = kept.version
        self.health = health.health
        since = health.since
        because = health.why.because
        causes = health.causes.map { Named(id: $0, name: model.name(of: $0)) }
    }
}
