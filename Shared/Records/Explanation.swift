/// Why an automatic decision came out as it did: enough to run the rule again and get the same.
package struct Explanation: Codable, Equatable, Sendable {
    /// What was decided: `priority`, `suppression`, `cause`.
    package let decision: String
    /// The rule and its version: `impact × urgency`, 1.
    package let rule: String
    package let version: Int
    /// What the rule looked at, by name.
    package let inputs: [String: String]
    package let outcome: String
    /// One sentence for a person.
    package let because: String

    package init(
        decision: String, rule: String, version: Int = 1, inputs: [String: String], outcome: String, because: String
    ) {
        self.decision = decision
        self.rule = rule
        self.version = version
        self.inputs = inputs
        self.outcome = outcome
        self.because = because
    }
}
