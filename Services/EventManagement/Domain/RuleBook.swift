import Foundation
import Records

/// What the rules want for an alert, beside what they changed in the event.
package struct Treatment: Codable, Equatable, Sendable {
    /// How long it must go on firing before others hear of it, by which rule.
    package struct Hold: Codable, Equatable, Sendable {
        package let rule: UUID
        package let name: String
        package let seconds: Int
    }

    package internal(set) var team: UUID?
    package internal(set) var hold: Hold?
    package internal(set) var opensAtOnce: Bool
    /// Runbooks that are asked for.
    package internal(set) var adjustments: [String]
    package internal(set) var why: Explanation
}

/// All rules, made ready, in their order.
package struct RuleBook: Sendable {
    package static let empty = RuleBook([])

    /// What became of an event.
    package struct Verdict: Sendable {
        package internal(set) var event: Event
        package internal(set) var isDropped = false
        /// The rules that matched, in order.
        package internal(set) var matched: [AlertRule] = []
    }

    fileprivate struct Entry: Sendable {
        let rule: AlertRule
        let conditions: MatcherSet
        let table: [[String]: [String]]
    }

    private let entries: [Entry]

    package init(_ rules: [AlertRule]) {
        entries = rules.filter { $0.state == .kept }
            .sorted { ($0.terms.order, $0.createdAt, $0.id) < ($1.terms.order, $1.createdAt, $1.id) }
            .map { rule in
                let table = rule.terms.effects.enrichment
                let rows = (table?.rows ?? []).map { row in
                    (Array(row.prefix(table?.keys.count ?? 0)), Array(row.dropFirst(table?.keys.count ?? 0)))
                }
                return Entry(
                    rule: rule, conditions: MatcherSet(rule.terms.conditions),
                    table: Dictionary(rows) { first, _ in first })
            }
    }

    package var isEmpty: Bool { entries.isEmpty }

    /// The event as the rules leave it.
    package func judge(_ event: Event) -> Verdict {
        var verdict = Verdict(event: event)
        guard !entries.isEmpty else { return verdict }
        var fields = event.fields
        for entry in entries where entry.conditions.accepts(fields) {
            let effects = entry.rule.terms.effects
            verdict.matched.append(entry.rule)
            entry.mend(&verdict.event)
            fields = verdict.event.fields
            if effects.drops == true { verdict.isDropped = true }
            if verdict.isDropped || effects.stops == true { break }
        }
        if !verdict.matched.isEmpty { verdict.event.treatment = RuleBook.treatment(verdict.matched, of: event) }
        return verdict
    }

    private static func treatment(_ matched: [AlertRule], of event: Event) -> Treatment {
        let effects = matched.map(\.terms.effects)
        let holding = matched.first { $0.terms.effects.hold != nil }
        let why = Explanation(
            decision: "rules", rule: matched.map(\.terms.name).joined(separator: ", "),
            inputs: ["check": event.check, "severity": event.severity.rawValue],
            outcome: effects.flatMap(\.words).joined(separator: "; "),
            because: matched.map { "\($0.terms.name): \($0.terms.effects.words.joined(separator: ", "))" }
                .joined(separator: "; "))
        return Treatment(
            team: effects.lazy.compactMap(\.team).first,
            hold: holding.map {
                Treatment.Hold(rule: $0.id, name: $0.terms.name, seconds: $0.terms.effects.hold ?? 0)
            },
            opensAtOnce: effects.contains { $0.opensAtOnce == true }, adjustments: effects.compactMap(\.adjustment),
            why: why)
    }
}

extension RuleBook.Entry {
    fileprivate func mend(_ event: inout Event) {
        let effects = rule.terms.effects
        if let enrichment = effects.enrichment,
            let values = table[enrichment.keys.map { event.labels[$0] ?? "" }]
        {
            for (name, value) in zip(enrichment.sets, values) where !value.isEmpty { event.labels[name] = value }
        }
        for (name, value) in effects.labels ?? [:] { event.labels[name] = value.isEmpty ? nil : value }
        if event.action == .raise, let severity = effects.severity { event.severity = severity }
        if let summary = effects.summary { event.summary = summary }
    }
}

extension AlertRuleTerms.Effects {
    /// What it does, in words for a person.
    package var words: [String] {
        var words: [String] = []
        if drops == true { words.append("dropped") }
        if let enrichment { words.append("looked up \(enrichment.sets.joined(separator: ", "))") }
        for (name, value) in (labels ?? [:]).sorted(by: { $0.key < $1.key }) {
            words.append(value.isEmpty ? "took \(name) away" : "set \(name) to \(value)")
        }
        if let severity { words.append("set severity to \(severity.rawValue)") }
        if summary != nil { words.append("set the summary") }
        if team != nil { words.append("gave it to a team") }
        if let hold { words.append("held for \(hold) s") }
        if opensAtOnce == true { words.append("told at once") }
        if let adjustment { words.append("asked for the runbook \(adjustment)") }
        if stops == true { words.append("stopped the rules") }
        return words
    }
}
