import Foundation
import Records

/// All inhibitions that are kept, made ready: which alerts stand on which side of which.
package struct InhibitionBook: Sendable {
    package static let empty = InhibitionBook([])

    /// Where an alert stands in one inhibition.
    package struct Side: Equatable, Sendable {
        package let rule: UUID
        /// The labels that must be alike; two alerts meet where rule and values are the same.
        package let equal: [String]
        package let isSource: Bool
        package let isTarget: Bool

        package init(rule: UUID, equal: [String], isSource: Bool, isTarget: Bool) {
            self.rule = rule
            self.equal = equal
            self.isSource = isSource
            self.isTarget = isTarget
        }

        /// What stands on both sides is not muted by something that does, too.
        package func isMuted(by source: Side) -> Bool {
            isTarget && source.isSource && rule == source.rule && equal == source.equal
                && !(isSource && source.isTarget)
        }
    }

    private struct Entry: Sendable {
        let rule: Inhibition
        let sources: MatcherSet
        let targets: MatcherSet
    }

    private let entries: [Entry]
    package let rules: [UUID: Inhibition]

    package var isEmpty: Bool { entries.isEmpty }

    package init(_ all: [Inhibition]) {
        let kept = all.filter { $0.state == .kept }
        entries = kept.map {
            Entry(rule: $0, sources: MatcherSet($0.terms.sources), targets: MatcherSet($0.terms.targets))
        }
        rules = Dictionary(kept.map { ($0.id, $0) }) { first, _ in first }
    }

    /// Where an alert with these fields stands; nowhere for most.
    package func sides(of fields: [String: String]) -> [Side] {
        entries.compactMap { entry in
            let (isSource, isTarget) = (entry.sources.accepts(fields), entry.targets.accepts(fields))
            guard isSource || isTarget else { return nil }
            return Side(
                rule: entry.rule.id, equal: entry.rule.terms.equal.map { fields[$0] ?? "" }, isSource: isSource,
                isTarget: isTarget)
        }
    }

    /// Why one alert mutes another.
    package func explanation(_ side: Side, source: String) -> Explanation {
        let terms = rules[side.rule]?.terms
        var inputs = Dictionary(zip(terms?.equal ?? [], side.equal)) { first, _ in first }
        inputs["source"] = source
        let alike = (terms?.equal ?? []).isEmpty ? "" : ", with the same \(terms?.equal.joined(separator: ", ") ?? "")"
        return Explanation(
            decision: "suppression", rule: "inhibition", inputs: inputs, outcome: "muted",
            because: "\(terms?.name ?? "inhibition"): \(source) fires\(alike)")
    }
}

extension Alert {
    /// What conditions can ask of an alert: its labels, how bad it is, what was checked, what it says, and who said it.
    package var fields: [String: String] {
        Alert.fields(labels, severity, check: check, summary: summary, integration)
    }

    package static func fields(
        _ labels: [String: String], _ severity: Severity, check: String, summary: String, _ integration: UUID
    ) -> [String: String] {
        var fields = labels
        fields["event.severity"] = severity.rawValue
        fields["event.check"] = check
        fields["event.summary"] = summary
        fields["event.integration"] = integration.uuidString.lowercased()
        return fields
    }
}

extension Event {
    /// The fields of the alert that it raises.
    package var fields: [String: String] {
        Alert.fields(labels, severity, check: check, summary: summary, integration)
    }
}
