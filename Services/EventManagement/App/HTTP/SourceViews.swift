import Chassis
import EventDomain
import Foundation
import Messaging
import Records

struct IntegrationView: Codable, Sendable {
    let id: UUID
    let version: Int
    let name: String
    let state: Integration.State
    let isPaused: Bool
    let keyHint: String
    let createdAt: Date
    let revokedAt: Date?
    let profile: SourceProfile
    /// When anything was last heard of it; nil for never, and in answers to changes.
    let heardAt: Date?
    /// It should have spoken by now: what it watches is unknown.
    let isSilent: Bool?
    /// The key, told once, when it is made.
    let key: String?

    init(_ kept: Kept<Integration>, key: String? = nil, heardAt: Date? = nil, isSilent: Bool? = nil) {
        self.heardAt = heardAt
        self.isSilent = isSilent
        id = kept.record.id
        version = kept.version
        name = kept.record.name
        state = kept.record.state
        isPaused = kept.record.pausedAt != nil
        keyHint = kept.record.keyHint
        createdAt = kept.record.createdAt
        revokedAt = kept.record.revokedAt
        profile = kept.record.profile ?? SourceProfile()
        self.key = key
    }
}

struct IntegrationBody: Codable, Sendable {
    let name: String
    /// A key that its senders have already.
    let key: String?
    let profile: SourceProfile?
}

struct IntegrationChange: Codable, Sendable {
    let name: String?
    let profile: SourceProfile?
}

struct KeyBody: Codable, Sendable { let key: String? }

/// What became of a payload.
enum PayloadOutcome: String, Codable, CaseIterable, Sendable { case waiting, taken, failed }

struct PayloadView: Codable, Sendable {
    let id: Int
    let format: String
    let receivedAt: Date
    let bytes: Int
    let outcome: PayloadOutcome
    let reason: String?

    init(_ payload: PayloadStore.Payload) {
        id = payload.id
        format = payload.format
        receivedAt = payload.receivedAt
        bytes = payload.bytes
        outcome = payload.waits ? .waiting : payload.reason == nil ? .taken : .failed
        reason = payload.reason
    }
}

struct PayloadPage: Codable, Sendable {
    let items: [PayloadView]
    /// Ask for those `before` it; nil when these were the last.
    let next: Int?
}

struct PayloadDetail: Codable, Sendable {
    let payload: PayloadView
    let headers: [String: String]
    /// Without secrets.
    let body: String
    let isCut: Bool
    /// What it says, as its integration is understood now.
    let reading: ReadingView
}

struct ReplayCount: Codable, Sendable { let understood: Int }

/// What a payload says, without anything being done about it.
struct ReadingView: Codable, Sendable {
    let events: [ReadEventView]
    let faults: [FaultView]

    /// At most a hundred of each.
    init(_ reading: Reading, by profile: SourceProfile) {
        events = reading.events.prefix(100).map { ReadEventView(profile.dressing($0)) }
        faults = reading.faults.prefix(100).map { FaultView(field: $0.field, detail: $0.message) }
    }
}

struct FaultView: Codable, Sendable {
    /// Where: a path in the payload, such as `0.state`, or a part of the mapping.
    let field: String?
    let detail: String
}

struct ReadEventView: Codable, Sendable {
    let action: String
    let identity: String
    let check: String
    let summary: String
    let severity: Severity
    let severityWord: String?
    let labels: [String: String]
    let annotations: [String: String]
    let onset: Date
    let occurredAt: Date
    let expiresAt: Date?
    let link: String?

    init(_ event: Event) {
        action = event.action.rawValue
        identity = event.identity.text
        check = event.check
        summary = event.summary
        severity = event.severity
        severityWord = event.severityWord
        labels = event.labels
        annotations = event.annotations
        onset = event.onset
        occurredAt = event.occurredAt
        expiresAt = event.expiresAt
        link = event.link
    }
}

/// A sample to be read as a source's request would be.
struct TrialBody: Codable, Sendable {
    let sample: String
    /// One of the intake's formats; `json` without.
    let format: String?
    let contentType: String?
    let profile: SourceProfile?
}

struct SourceKindView: Codable, Sendable {
    let kind: SourceKind
    /// Below the suite's address; `{key}` is the integration's key.
    let path: String
    let mapping: EventMapping?
}

struct SourceKindsView: Codable, Sendable { let items: [SourceKindView] }
