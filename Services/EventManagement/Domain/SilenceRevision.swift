import Foundation

/// How Alertmanager sees silences: by their time alone, and with its rule of what may still be changed.
extension Silence {
    package enum Phase: String, Codable, CaseIterable, Sendable { case pending, active, expired }

    /// When it is over, by its terms or because somebody ended it; nil for never.
    package var lastMoment: Date? {
        guard let endedAt else { return terms.end }
        return terms.end.map { min($0, max(endedAt, terms.start)) } ?? endedAt
    }

    package func phase(at now: Date) -> Phase {
        if state == .ended || (terms.end.map { $0 <= now } ?? false) { return .expired }
        return now < terms.start ? .pending : .active
    }

    /// Whether it stays the same silence with other terms: what it has muted so far must stay true.
    package func canBecome(_ new: Terms, at now: Date) -> Bool {
        guard new.matchers == terms.matchers, new.integration == terms.integration else { return false }
        switch phase(at: now) {
        case .active: return isSameStart(new) && (new.end.map { $0 >= now } ?? true)
        case .pending: return new.start >= now
        case .expired: return false
        }
    }

    /// Clients write times to the second; what has begun keeps its fraction.
    package func terms(amendedTo new: Terms) -> Terms { isSameStart(new) ? new.starting(at: terms.start) : new }

    private func isSameStart(_ new: Terms) -> Bool {
        new.start.timeIntervalSince1970.rounded(.down) == terms.start.timeIntervalSince1970.rounded(.down)
    }
}

extension SilenceTerms {
    package func starting(at instant: Date) -> SilenceTerms {
        SilenceTerms(
            matchers: matchers, start: instant, end: end, weekly: weekly, comment: comment, author: author,
            integration: integration)
    }
}
