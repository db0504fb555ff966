import Foundation
import Records

/// Impact, urgency and priority as the rule computed them, with why.
package struct Assessment: Codable, Equatable, Sendable {
    package let impact: Impact
    package let urgency: Urgency
    package let priority: Priority
    package let why: Explanation
    /// What it was before the number of people was weighed in; nil while that changes nothing.
    package let own: Own?
    /// The matrix it was computed by; nil for the shipped one.
    package let matrix: PriorityMatrix?

    /// An urgency and its reason apart from how many people are hurt.
    package struct Own: Codable, Equatable, Sendable {
        package let urgency: Urgency
        package let because: String
    }

    private init(
        impact: Impact, urgency: Urgency, inputs: [String: String], because: [String], own: Own? = nil,
        by rules: RuleVersion<PriorityMatrix>
    ) {
        self.own = own
        self.impact = impact
        self.urgency = urgency
        matrix = rules.rules == .shipped ? nil : rules.rules
        priority = rules.rules.priority(impact, urgency)
        let computed = ["impact": "\(impact)", "urgency": "\(urgency)", "matrix": rules.rules.text]
        why = Explanation(
            decision: "priority", rule: "impact × urgency", version: rules.version,
            inputs: inputs.merging(computed) { $1 }, outcome: priority.name, because: because.joined(separator: " "))
    }

    /// The version of the matrix it holds on to until an input changes.
    package var rules: RuleVersion<PriorityMatrix> { RuleVersion(version: why.version, rules: matrix ?? .shipped) }

    /// Whether it rests on the same as another, whatever matrix each was computed by.
    package func isLike(_ other: Assessment?) -> Bool { other.map { $0.observed == observed } ?? false }

    /// People and time are weighed when they change, by the matrix that it holds on to.
    private var observed: [String: String] {
        let computed: Set = [
            "matrix", "impact", "urgency", "urgencyBefore", "people", "peopleSteps", "hours", "hourSteps",
        ]
        return why.inputs.filter { !computed.contains($0.key) }
    }
}

extension Assessment {
    /// A business service as an incident hurts it.
    package struct HurtService: Equatable, Sendable {
        package enum Observed: String, Codable, Sendable { case degraded, down }

        package let name: String
        /// 1 is the most critical, 4 the least.
        package let criticality: Int
        /// What an hour of full outage costs.
        package let valuePerHour: Double
        package let observed: Observed

        package init(name: String, criticality: Int, valuePerHour: Double, observed: Observed) {
            self.name = name
            self.criticality = criticality
            self.valuePerHour = valuePerHour
            self.observed = observed
        }

        /// Rows down and degraded, columns criticality 1 … 4.
        var impact: Impact {
            let row: [Impact] =
                observed == .down ? [.high, .high, .medium, .low] : [.medium, .medium, .low, .low]
            return row[min(max(criticality, 1), 4) - 1]
        }

        var sentence: String { "\(name) (criticality \(criticality)) is \(observed.rawValue)." }
    }

    /// How bad monitoring says it is, as far as urgency cares.
    package enum Severity: String, CaseIterable, Sendable {
        case critical, major, minor, warning, info, unknown

        var urgency: Urgency {
            switch self {
            case .critical: .high
            case .major, .unknown: .medium
            case .minor, .warning, .info: .low
            }
        }
    }

    /// Outages that cost at least this an hour are one step more urgent.
    package static let costlyPerHour = 10_000.0

    /// For what monitoring sees: the worst hurt service makes the impact; severity and the money at stake the urgency.
    package static func ofSituation(
        _ services: [HurtService], severity: Severity, by rules: RuleVersion<PriorityMatrix> = .shipped
    ) -> Assessment {
        let worst = services.max { ($0.impact, -$0.criticality) < ($1.impact, -$1.criticality) }
        let impact = worst?.impact ?? (severity == .critical ? .medium : .low)
        let cost = services.filter { $0.observed == .down }.reduce(0) { $0 + $1.valuePerHour }
        let urgency = cost >= costlyPerHour ? severity.urgency.raised : severity.urgency
        return Assessment(
            impact: impact, urgency: urgency,
            inputs: [
                "services": services.map(\.sentence).joined(separator: " "), "severity": severity.rawValue,
                "costPerHour": String(format: "%.0f", cost),
            ],
            because: [
                worst?.sentence ?? "No business service is known to be hurt.",
                "Monitoring calls it \(severity.rawValue).",
                cost >= costlyPerHour ? "An hour of outage costs \(String(format: "%.0f", cost))." : "",
            ].filter { !$0.isEmpty }, by: rules)
    }

    /// With the number of people hurt and the time it lasts weighed in: the more and the longer, the more urgent, never less.
    package func weighed(withPeople count: Int, openFor hours: Double = 0) -> Assessment {
        let (own, steps) = (own ?? Own(urgency: urgency, because: why.because), rules.rules)
        let people = steps.peopleSteps.filter { count >= $0 }
        let lasted = steps.hourSteps.filter { hours >= $0 }
        let raised = (0..<(people.count + lasted.count)).reduce(own.urgency) { urgency, _ in urgency.raised }
        guard raised != own.urgency else { return self }
        var inputs = ["urgencyBefore": "\(own.urgency)"]
        var because = [own.because]
        if let most = people.last {
            inputs["people"] = "\(most) or more"
            inputs["peopleSteps"] = steps.peopleSteps.map(String.init).joined(separator: " ")
            because.append("At least \(most) people say that it hurts them.")
        }
        if let longest = lasted.last {
            inputs["hours"] = "\(Self.text(longest)) or more"
            inputs["hourSteps"] = steps.hourSteps.map(Self.text).joined(separator: " ")
            because.append("It has lasted for \(Self.text(longest)) hours.")
        }
        return Assessment(
            impact: impact, urgency: raised, inputs: why.inputs.merging(inputs) { $1 }, because: because, own: own,
            by: rules)
    }

    /// What the same things make of it by another matrix, before people and time are weighed in.
    package func computed(by rules: RuleVersion<PriorityMatrix>) -> Assessment {
        let own = own ?? Own(urgency: urgency, because: why.because)
        let weighed: Set = ["urgencyBefore", "people", "peopleSteps", "hours", "hourSteps"]
        let inputs = why.inputs.filter { !weighed.contains($0.key) }
        return Assessment(impact: impact, urgency: own.urgency, inputs: inputs, because: [own.because], by: rules)
    }

    private static func text(_ hours: Double) -> String {
        hours == hours.rounded() ? String(Int(hours)) : String(hours)
    }

    /// For what one person reports: a person's trouble with a critical service weighs more; they say how urgent it is.
    package static func ofReport(
        service: (name: String, criticality: Int)?, urgency: Urgency?, by rules: RuleVersion<PriorityMatrix> = .shipped
    ) -> Assessment {
        let impact: Impact = (service?.criticality ?? 4) <= 2 ? .medium : .low
        return Assessment(
            impact: impact, urgency: urgency ?? .medium,
            inputs: [
                "service": service?.name ?? "", "criticality": service.map { String($0.criticality) } ?? "",
                "reportedUrgency": urgency.map { "\($0)" } ?? "",
            ],
            because: [
                service.map { "One person reports trouble with \($0.name) (criticality \($0.criticality))." }
                    ?? "One person reports trouble; no service was named.",
                urgency == nil
                    ? "They did not say how urgent it is." : "They say the urgency is \(urgency ?? .medium).",
            ], by: rules)
    }
}

extension Urgency {
    fileprivate var raised: Urgency { Urgency(rawValue: rawValue - 1) ?? .high }
}
