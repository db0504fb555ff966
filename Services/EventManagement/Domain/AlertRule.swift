import Foundation
import Records

/// What is done with events before they become alerts: dropped, mended, given to a team, held back, told at once.
package typealias AlertRule = Directive<AlertRuleTerms>

/// Which events, and what is done with them.
package struct AlertRuleTerms: DirectiveTerms {
    package static let kind = "alert-rule"
    package static let over = "retired"
    package static let overSentence = "This rule is retired"

    package let name: String
    /// Lower ones come first; each sees what those before it have set.
    package let order: Int
    /// All must hold, over labels and over `event.severity`, `event.check`, `event.summary`, `event.integration`.
    package let conditions: [LabelMatcher]
    package let effects: Effects

    package init(name: String, order: Int, conditions: [LabelMatcher], effects: Effects) {
        self.name = name
        self.order = order
        self.conditions = conditions
        self.effects = effects
    }

    /// Throws `Invalid` naming what cannot be used.
    package func checked() throws(Invalid) -> AlertRuleTerms {
        guard (1...100).contains(name.count) else { throw Invalid("Give 1 to 100 characters.", field: "name") }
        guard (0...100_000).contains(order) else { throw Invalid("Give 0 to 100000.", field: "order") }
        guard conditions.count <= 50 else { throw Invalid("Give at most 50 conditions.", field: "conditions") }
        for (index, condition) in conditions.enumerated() { _ = try condition.checked(at: "conditions.\(index)") }
        try effects.check()
        return self
    }
}

extension AlertRuleTerms {
    /// What it does; what is nil it leaves alone.
    package struct Effects: Codable, Equatable, Sendable {
        /// The event is counted and makes no alert.
        package let drops: Bool?
        /// Labels that are given these values; an empty one takes the label away. Identity stays as it was.
        package let labels: [String: String]?
        package let severity: Severity?
        package let summary: String?
        /// The team that looks after the alert, unless somebody does already.
        package let team: UUID?
        /// Seconds that it must go on firing before others hear of it.
        package let hold: Int?
        /// Others hear at once, whatever deeper cause might still come.
        package let opensAtOnce: Bool?
        /// The runbook that is asked for.
        package let adjustment: String?
        /// The columns of a table that are looked up and set.
        package let enrichment: Enrichment?
        /// No later rule looks at the event.
        package let stops: Bool?

        package init(
            drops: Bool? = nil, labels: [String: String]? = nil, severity: Severity? = nil, summary: String? = nil,
            team: UUID? = nil, hold: Int? = nil, opensAtOnce: Bool? = nil, adjustment: String? = nil,
            enrichment: Enrichment? = nil, stops: Bool? = nil
        ) {
            self.drops = drops
            self.labels = labels
            self.severity = severity
            self.summary = summary
            self.team = team
            self.hold = hold
            self.opensAtOnce = opensAtOnce
            self.adjustment = adjustment
            self.enrichment = enrichment
            self.stops = stops
        }

        func check() throws(Invalid) {
            guard self != Effects() else { throw Invalid("Say what the rule does.", field: "effects") }
            for (name, value) in labels ?? [:] where !(1...200).contains(name.count) || value.count > 1000 {
                throw Invalid("A label has 1 to 200 characters, its value at most 1000.", field: "effects.labels")
            }
            if (labels ?? [:]).count > 50 { throw Invalid("Set at most 50 labels.", field: "effects.labels") }
            if let summary, !(1...1024).contains(summary.count) {
                throw Invalid("Give 1 to 1024 characters.", field: "effects.summary")
            }
            if let hold, !(1...86_400).contains(hold) {
                throw Invalid("Hold for 1 second to a day.", field: "effects.hold")
            }
            if let adjustment, !(1...100).contains(adjustment.count) {
                throw Invalid("Give 1 to 100 characters.", field: "effects.adjustment")
            }
            try enrichment?.check()
        }
    }

    /// A table of values by key: the labels named are looked up, and the row found sets its other labels.
    package struct Enrichment: Codable, Equatable, Sendable {
        package static let mostRows = 5000

        /// The labels that make the key; each row begins with their values.
        package let keys: [String]
        /// The labels that a row sets; its other values in this order.
        package let sets: [String]
        package let rows: [[String]]

        package init(keys: [String], sets: [String], rows: [[String]]) {
            self.keys = keys
            self.sets = sets
            self.rows = rows
        }

        func check() throws(Invalid) {
            let field = "effects.enrichment"
            guard (1...10).contains(keys.count), (1...20).contains(sets.count) else {
                throw Invalid("Name 1 to 10 keys and 1 to 20 labels to set.", field: field)
            }
            guard (keys + sets).allSatisfy({ (1...200).contains($0.count) }) else {
                throw Invalid("A label has 1 to 200 characters.", field: field)
            }
            guard (1...Enrichment.mostRows).contains(rows.count) else {
                throw Invalid("Give 1 to \(Enrichment.mostRows) rows.", field: "\(field).rows")
            }
            for (index, row) in rows.enumerated()
            where row.count != keys.count + sets.count || row.contains(where: { $0.count > 1000 }) {
                throw Invalid(
                    "Each row has \(keys.count + sets.count) values of at most 1000 characters.",
                    field: "\(field).rows.\(index)")
            }
        }
    }
}
