import Foundation
import Records

/// What an incident looks like at one moment, as far as the rules for candidates care.
package struct MajorIncidentSigns: Codable, Equatable, Sendable {
    /// 1 is the highest.
    package let priority: Int
    /// Of the most critical service it hurts; 1 is the highest, nil without one.
    package let criticality: Int?
    package let affected: Int
    package let children: Int
    /// What an hour costs now.
    package let valuePerHour: Double
    package let flag: Incident.Flag?

    package init(
        priority: Int, criticality: Int?, affected: Int, children: Int, valuePerHour: Double, flag: Incident.Flag?
    ) {
        self.priority = priority
        self.criticality = criticality
        self.affected = affected
        self.children = children
        self.valuePerHour = valuePerHour
        self.flag = flag
    }

    /// As an explanation keeps them.
    var inputs: [String: String] {
        [
            "priority": String(priority), "criticality": criticality.map { String($0) } ?? "",
            "affected": String(affected), "children": String(children), "valuePerHour": String(valuePerHour),
            "flag": flag?.rawValue ?? "",
        ]
    }

    /// Reads what an explanation kept, to decide once more; nil when it is another explanation.
    package init?(inputs: [String: String]) {
        guard let priority = inputs["priority"].flatMap({ Int($0) }),
            let affected = inputs["affected"].flatMap({ Int($0) }),
            let children = inputs["children"].flatMap({ Int($0) }),
            let value = inputs["valuePerHour"].flatMap({ Double($0) })
        else { return nil }
        self.init(
            priority: priority, criticality: inputs["criticality"].flatMap { Int($0) }, affected: affected,
            children: children, valuePerHour: value, flag: inputs["flag"].flatMap(Incident.Flag.init(rawValue:)))
    }
}

/// Why an incident is a candidate: the rules it meets, or what a person said.
package struct MajorIncidentGrounds: Codable, Equatable, Sendable {
    package let signs: MajorIncidentSigns
    /// The names of the rules it meets; none for what a person proposes beside them.
    package let rules: [String]
    package let why: Explanation

    /// What the rules say, nil when none is met.
    package init?(_ signs: MajorIncidentSigns, by policy: MajorIncidentPolicy, version: Int) {
        let met = policy.rules.filter { $0.isMet(by: signs) }.map(\.name)
        guard !met.isEmpty else { return nil }
        self.init(signs, rules: met, version: version, because: "It meets: \(met.joined(separator: ", ")).")
    }

    /// What a person says.
    package init(_ signs: MajorIncidentSigns, proposedBecause reason: String, version: Int) {
        self.init(signs, rules: [], version: version, because: reason)
    }

    /// People see it, monitoring does not: somebody should look, whatever the rules say.
    package init(_ signs: MajorIncidentSigns, foundBy gap: MonitoringGap, version: Int) {
        self.signs = signs
        rules = ["Users before monitoring"]
        why = Explanation(
            decision: "major-incident", rule: gap.why.rule, version: version,
            inputs: signs.inputs.merging(gap.why.inputs) { $1 }, outcome: "proposed", because: gap.why.because)
    }

    private init(_ signs: MajorIncidentSigns, rules: [String], version: Int, because: String) {
        self.signs = signs
        self.rules = rules
        why = Explanation(
            decision: "major-incident", rule: rules.isEmpty ? "a person's proposal" : "major incident policy",
            version: version, inputs: signs.inputs, outcome: rules.isEmpty ? "proposed" : rules.joined(separator: ", "),
            because: because)
    }

    /// Whether there is more reason than before: a rule more, a higher priority, or twice the people, children or money.
    package func isWorse(than before: MajorIncidentGrounds) -> Bool {
        let (now, then) = (signs, before.signs)
        return !Set(rules).isSubset(of: before.rules) || now.priority < then.priority
            || now.affected >= max(then.affected, 1) * 2 && now.affected > 1
            || now.children >= max(then.children, 1) * 2 && now.children > 1
            || now.valuePerHour >= then.valuePerHour * 2 && now.valuePerHour > 0
    }
}
