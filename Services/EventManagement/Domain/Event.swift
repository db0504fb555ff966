import Foundation

/// One thing a source said, in our words. Immutable.
package struct Event: Equatable, Sendable {
    package enum Action: String, Sendable { case raise, clear }

    package var integration: UUID
    package var identity: Identity
    package var action: Action
    /// Where it stands among the events of its identity.
    package var moment: Moment
    /// When it was seen to begin, by the source's clock, never in our future.
    package var onset: Date
    /// When it happened: the onset of a raise, the end that a clear tells of.
    package var occurredAt: Date
    package var receivedAt: Date
    /// The source takes the alert back at this instant unless it says it again.
    package var expiresAt: Date?
    package var severity: Severity
    /// The source's own word for how bad it is.
    package var severityWord: String?
    /// What was checked: an alert name, a service description.
    package var check: String
    package var labels: [String: String]
    package var annotations: [String: String]
    package var summary: String
    package var link: String?
    /// The sender's own id of this delivery; a second one with the same id is no second event.
    package var delivery: String?
    /// The source's time lay in our future and was moved to when we heard of it.
    package var clamped: Bool
    /// When it happened by the source's own clock, as given; nil where the source gives no time of the event itself.
    package var sourceTime: Date?
    /// For how many seconds after an end a raise is the same trouble come back; a quarter of an hour without.
    package internal(set) var reopenWithin: Int?
    /// What the rules want for its alert.
    package internal(set) var treatment: Treatment?

    package init(
        integration: UUID, identity: Identity, action: Action, moment: Moment, onset: Date, occurredAt: Date,
        receivedAt: Date, expiresAt: Date? = nil, severity: Severity, severityWord: String? = nil, check: String,
        labels: [String: String], annotations: [String: String] = [:], summary: String, link: String? = nil,
        delivery: String? = nil, clamped: Bool = false,
        sourceTime: Date? = nil
    ) {
        self.integration = integration
        self.identity = identity
        self.action = action
        self.moment = moment
        self.onset = onset
        self.occurredAt = occurredAt
        self.receivedAt = receivedAt
        self.expiresAt = expiresAt
        self.severity = severity
        self.severityWord = severityWord
        self.check = check
        self.labels = labels
        self.annotations = annotations
        self.summary = summary
        self.link = link
        self.delivery = delivery
        self.clamped = clamped
        self.sourceTime = sourceTime
    }
}

/// The place of an event in the story of its identity, from clocks that do not agree.
package struct Moment: Equatable, Sendable {
    /// What events are put in order by: the source's time when it can be trusted for that, else when we heard it.
    package var order: Date
    /// The source's own time where `order` is ours: the start of a raise, the end of a clear. The two are compared only
    /// with each other, so a source whose clock is off is still understood.
    package var source: Date?

    /// Kept to whole microseconds, so that a stored moment equals the one it was.
    package init(order: Date, source: Date? = nil) {
        self.order = Moment.kept(order)
        self.source = source.map(Moment.kept)
    }

    private static func kept(_ instant: Date) -> Date {
        Date(timeIntervalSinceReferenceDate: (instant.timeIntervalSinceReferenceDate * 1_000_000).rounded() / 1_000_000)
    }
}

/// Times from sources: absent ones, absurd ones, and ones in the future.
package enum SourceTime {
    /// A source's clock may be this far ahead before its time is moved to ours.
    package static let tolerance: TimeInterval = 5 * 60

    /// The instant not later than we heard of it, and whether it had to be moved.
    package static func clamped(_ instant: Date, heardAt now: Date) -> (instant: Date, moved: Bool) {
        if instant > now + tolerance { return (now, true) }
        return (min(instant, now), false)
    }

    /// Year 1 means "not given" in the Go world; so does anything before monitoring existed.
    package static func isAbsent(_ instant: Date) -> Bool { instant.timeIntervalSince1970 < 0 }
}
