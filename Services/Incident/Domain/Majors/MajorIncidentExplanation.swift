import Foundation
import Records

extension MajorIncident {
    package static func explanation(of fact: Fact) -> Explanation? {
        switch fact {
        case .proposed(let proposal): proposal.grounds.why
        case .proposedAgain(let grounds), .worsened(let grounds): grounds.why
        case .accepted(let acceptance): acceptance.why
        default: nil
        }
    }

    /// What follows from its incident, or from an update that did not come, nobody decided.
    package static func explanation(
        of fact: Fact, after before: MajorIncident?, by provenance: Provenance, at instant: Date
    ) -> Explanation? {
        if let told = explanation(of: fact) { return told }
        guard let before else { return nil }
        func why(
            _ decision: String, _ outcome: String, _ because: String, _ more: [String: String] = [:]
        ) -> Explanation {
            let inputs = ["state": before.state.rawValue, "incident": before.incidentNumber, "at": instant.inWhy]
            return Explanation(
                decision: decision, rule: provenance.command, inputs: inputs.merging(more) { $1 }, outcome: outcome,
                because: because)
        }
        return switch fact {
        case .lapsed(let reason): why("lapse", "lapsed", reason)
        case .restored: why("restoration", "restored", "\(before.incidentNumber) was resolved.")
        case .reopened: why("reopening", "accepted", "\(before.incidentNumber) is open again.")
        case .updateMissed(let audience, let due):
            why(
                "update", "missed", "No update came in time.",
                ["audience": audience.rawValue, "due": due.inWhy, "cadence": String(before.plan.cadence)])
        default: nil
        }
    }
}

extension Date {
    /// As explanations keep instants.
    var inWhy: String { ISO8601Format(.init(includingFractionalSeconds: true)) }
}
