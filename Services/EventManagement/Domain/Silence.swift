import Foundation
import Records

/// Alerts that nobody shall hear of for a time, or every week at a time.
package typealias Silence = Directive<SilenceTerms>

/// What it mutes, when, and why.
package struct SilenceTerms: DirectiveTerms {
    package static let kind = "silence"
    package static let overSentence = "This silence has ended"

    package let matchers: [LabelMatcher]
    package let start: Date
    /// A weekly one may go on without an end.
    package let end: Date?
    package let weekly: WeeklyTime?
    package let comment: String
    /// Who made it, as the tool that did says.
    package let author: String
    /// Whose alerts it mutes; nil for those of every integration.
    package let integration: UUID?

    package init(
        matchers: [LabelMatcher], start: Date, end: Date?, weekly: WeeklyTime?, comment: String, author: String,
        integration: UUID? = nil
    ) {
        self.matchers = matchers
        self.start = start
        self.end = end
        self.weekly = weekly
        self.comment = comment
        self.author = author
        self.integration = integration
    }

    /// Whose alerts a silence mutes never changes.
    package func amended(to new: SilenceTerms) -> SilenceTerms {
        SilenceTerms(
            matchers: new.matchers, start: new.start, end: new.end, weekly: new.weekly, comment: new.comment,
            author: new.author, integration: integration)
    }

    /// Throws `Invalid` naming what cannot be used.
    package func checked() throws(Invalid) -> SilenceTerms {
        guard (1...50).contains(matchers.count) else { throw Invalid("Give 1 to 50 matchers.", field: "matchers") }
        for (index, matcher) in matchers.enumerated() { _ = try matcher.checked(at: "matchers.\(index)") }
        guard matchers.contains(where: \.isTelling) else {
            throw Invalid("At least one matcher must ask for something that is there.", field: "matchers")
        }
        if let end, end <= start { throw Invalid("It must end after it starts.", field: "end") }
        guard end != nil || weekly != nil else { throw Invalid("Say when it ends.", field: "end") }
        _ = try weekly?.checked(at: "weekly")
        return self
    }
}

extension Silence {
    /// Whether it may mute alerts of an integration.
    package func concerns(_ integration: UUID) -> Bool {
        terms.integration == nil || terms.integration == integration
    }

    /// The time it mutes in, when it does so at an instant.
    package func time(at instant: Date) -> DateInterval? {
        times(around: instant).first { $0.start <= instant && instant < $0.end }
    }

    /// When it next begins or ceases to mute; nil for never again.
    package func nextTurn(after instant: Date) -> Date? {
        times(around: instant).flatMap { [$0.start, $0.end] }.filter { $0 > instant }.min()
    }

    private func times(around instant: Date) -> [DateInterval] {
        guard state == .kept else { return [] }
        let (first, last) = (terms.start, terms.end ?? .distantFuture)
        guard let weekly = terms.weekly else { return [DateInterval(start: first, end: last)] }
        return weekly.occurrences(around: max(instant, first)).compactMap { time in
            let (start, end) = (max(time.start, first), min(time.end, last))
            return start < end ? DateInterval(start: start, end: end) : nil
        }
    }
}

/// All silences that may still mute something, made ready.
package struct SilenceBook: Sendable {
    package static let empty = SilenceBook([])

    private let entries: [(silence: Silence, matchers: MatcherSet)]

    package init(_ silences: [Silence]) {
        entries = silences.filter { $0.state == .kept }.map { ($0, MatcherSet($0.terms.matchers)) }
    }

    /// What the silences lay over an alert with these labels now, with why.
    package func overlays(
        on labels: [String: String], from integration: UUID, at now: Date
    ) -> [(overlay: Alert.Overlay, why: Explanation)] {
        entries.compactMap { silence, matchers in
            guard silence.concerns(integration), matchers.accepts(labels), let time = silence.time(at: now) else {
                return nil
            }
            let until = time.end == .distantFuture ? nil : time.end
            let overlay = Alert.Overlay(.silence, by: silence.id, named: silence.terms.comment, until: until)
            let inputs = Dictionary(silence.terms.matchers.map { ($0.name, labels[$0.name] ?? "") }) { first, _ in first
            }
            let why = Explanation(
                decision: "suppression", rule: "silence", inputs: inputs, outcome: "muted",
                because: "a silence of \(silence.terms.author) holds: \(silence.terms.comment)")
            return (overlay, why)
        }
    }
}
