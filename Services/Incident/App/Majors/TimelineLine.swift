import Foundation
import IncidentDomain

/// One thing that happened, as the timeline of a major incident tells it.
struct TimelineLine: Codable, Sendable {
    enum Source: String, Codable, CaseIterable, Sendable {
        case event, incident, major, change, page
        /// What somebody added.
        case note
    }

    let at: Date
    let source: Source
    /// What happened, as a word that the web has a sentence for: `incident.assigned`.
    let kind: String
    /// What stands in that sentence, by name.
    let values: [String: String]
    /// The sentence in English.
    let text: String
    /// Who did it; nil for the suite itself.
    let by: String?
    /// The address of what somebody added, to put it right.
    let annotation: UUID?

    init(
        _ kind: String, at: Date, from source: Source, _ values: [String: String] = [:], by: String? = nil,
        annotation: UUID? = nil
    ) {
        self.at = at
        self.source = source
        self.kind = kind
        self.values = values
        self.by = by
        self.annotation = annotation
        text = TimelineWords.sentence(kind, values)
    }
}

/// The English sentences of timelines. The web has its own in every language, by the same names.
enum TimelineWords {
    static func sentence(_ kind: String, _ values: [String: String]) -> String {
        (sentences[kind] ?? kind).replacing(/\{([a-z]+)\}/) { values[String($0.1)] ?? "" }
    }

    static let sentences = [
        "incident.opened": "{number} was opened: {summary}",
        "incident.prioritised": "Priority {priority}: {because}",
        "incident.priorityOverridden": "Priority set to {priority}: {because}",
        "incident.assigned": "Given to {to}",
        "incident.workStarted": "Taken up by {to}",
        "incident.held": "Put on hold ({reason})",
        "incident.resumed": "Work goes on",
        "incident.resolved": "Resolved: {notes}",
        "incident.reopened": "Opened again: {reason}",
        "incident.closed": "Incident closed",
        "incident.cancelled": "Incident cancelled: {reason}",
        "incident.sighted": "Monitoring sees {alerts} alerts firing; cause: {cause}",
        "incident.workaround": "Workaround of {number} offered",
        "incident.affected": "{count} people say that it hurts them",
        "incident.threshold": "Service level {measure}: {threshold} passed",
        "incident.flagged": "Flagged: {flag}",
        "incident.gap": "{people} people tell of it, and monitoring sees nothing",
        "incident.noted": "{text}",
        "major.proposed": "Candidate for a major incident: {because}",
        "major.worsened": "It got worse: {because}",
        "major.accepted": "Major incident accepted; updates every {minutes} minutes",
        "major.rejected": "Rejected: {reason}",
        "major.lapsed": "The candidate lapsed: {reason}",
        "major.roleTaken": "{role}: {to} takes over from {from}. {note}",
        "major.roleFirst": "{role}: {to}",
        "major.roleLeft": "{role}: {from} has left. {note}",
        "major.planChanged": "Updates every {minutes} minutes from now on",
        "major.updatePublished": "Told to {audience} ({progress}): {text}",
        "major.updateMissed": "The update to {audience} did not come in time",
        "major.restored": "Service is back",
        "major.reopened": "It is back: the major incident goes on",
        "major.reviewed": "Review written",
        "major.closed": "Major incident closed",
        "major.demoted": "Demoted: {reason}",
        "event.service-health": "{service} is {health}",
        "change.change-started": "{number} was started: {summary}",
        "change.change-ended": "{number} has ended: {summary}",
        "change.change-cancelled": "{number} was cancelled: {summary}",
        "page.rang": "Called, step {step}: {to}",
        "page.acknowledged": "{by} answers the call",
        "page.unanswered": "Nobody answers the call",
        "note": "{text}",
    ]
}
