import Foundation

/// What was last heard of an identity. It tells news from repetition, in whatever order deliveries come.
///
/// Kept beside the alert, not in it: a repetition moves the pulse and leaves no line in the journal. All it keeps are the
/// newest instants on each side, so the order of arrival does not matter.
package struct Pulse: Equatable, Sendable {
    /// What an event means to what is already known.
    package enum News: String, Sendable {
        /// It fires: newly, again, or with another severity.
        case fires
        case clears
        /// Both in one: it fired, and we had heard of its end before.
        case firedAndCleared
        /// The same again.
        case repeats
        /// Older than what is known; counted, no more.
        case late
        /// A clear of something that never fired for us.
        case orphan
    }

    package var newestRaise: Moment?
    package var severity: Severity
    /// The newest on each scale by itself: a clear covers a raise when it is newer on both.
    package var newestClear: Moment?
    package var expiresAt: Date?
    package var firstSeen: Date
    package var lastSeen: Date
    package var events: Int
    package var lateEvents: Int

    package init(
        newestRaise: Moment? = nil, severity: Severity = .unknown, newestClear: Moment? = nil, expiresAt: Date? = nil,
        firstSeen: Date, lastSeen: Date, events: Int = 0, lateEvents: Int = 0
    ) {
        self.newestRaise = newestRaise
        self.severity = severity
        self.newestClear = newestClear
        self.expiresAt = expiresAt
        self.firstSeen = firstSeen
        self.lastSeen = lastSeen
        self.events = events
        self.lateEvents = lateEvents
    }

    package var isFiring: Bool {
        guard let raise = newestRaise else { return false }
        return !covers(raise)
    }

    /// Takes an event in and says what it means.
    package mutating func hear(_ event: Event) -> News {
        events += 1
        firstSeen = min(firstSeen, event.receivedAt)
        lastSeen = max(lastSeen, event.receivedAt)
        let news = event.action == .raise ? raise(event) : clear(event.moment)
        if news == .late { lateEvents += 1 }
        return news
    }

    /// The source stopped repeating the alert, which for this kind of source means its end.
    package mutating func expire() {
        guard let expiresAt else { return }
        _ = clear(Moment(order: max(expiresAt, newestRaise?.order ?? expiresAt), source: newestRaise?.source))
    }

    private mutating func raise(_ event: Event) -> News {
        let known = newestRaise
        let wasFiring = isFiring
        let before = severity
        if let known, event.moment.order < known.order { return .late }
        let isTie = known?.order == event.moment.order
        severity = isTie ? max(severity, event.severity) : event.severity
        expiresAt = isTie ? [expiresAt, event.expiresAt].compactMap(\.self).max() : event.expiresAt
        newestRaise = Moment(
            order: event.moment.order,
            source: [isTie ? known?.source : nil, event.moment.source].compactMap(\.self).max())
        guard isFiring else { return known == nil ? .firedAndCleared : .late }
        return wasFiring && severity == before ? .repeats : .fires
    }

    private mutating func clear(_ moment: Moment) -> News {
        let wasFiring = isFiring
        let known = newestClear
        newestClear = Moment(
            order: max(known?.order ?? moment.order, moment.order),
            source: [known?.source, moment.source].compactMap(\.self).max())
        guard newestRaise != nil else { return .orphan }
        if wasFiring { return isFiring ? .late : .clears }
        return .repeats
    }

    /// A clear that comes with a raise, or after it, ends it; one that ended before the raise began speaks of an older time.
    private func covers(_ raise: Moment) -> Bool {
        guard let clear = newestClear, clear.order >= raise.order else { return false }
        guard let began = raise.source, let ended = clear.source else { return true }
        return ended >= began
    }
}
