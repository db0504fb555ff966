import Foundation
import Records

extension Incident {
    /// One step up its ladder: to a team that knows more, or to people who may decide more.
    package struct Escalation: Codable, Equatable, Sendable {
        package enum Kind: String, Codable, CaseIterable, Sendable {
            /// To competence: another team takes over.
            case functional
            /// To authority: somebody is informed and helps or decides.
            case hierarchical
        }

        package let kind: Kind
        /// The rule that did it; nil when a person did.
        package let rule: String?
        package let team: UUID?
        package let informs: [UUID]
        package let reason: String

        package init(kind: Kind, rule: String?, team: UUID?, informs: [UUID], reason: String) {
            self.kind = kind
            self.rule = rule
            self.team = team
            self.informs = informs
            self.reason = reason
        }
    }

    /// A step that was taken.
    package struct EscalationStep: Codable, Equatable, Sendable {
        /// Counted from 1, over both kinds.
        package let level: Int
        package let at: Date
        package let escalation: Escalation
    }

    /// More steps than these are not kept with it; the journal has all.
    package static let mostSteps = 50

    /// Somebody works on it or should: what stands still or has ended is not escalated.
    package var mayEscalate: Bool { state == .new || state == .assigned || state == .inProgress }

    /// A functional escalation hands it over too.
    func escalated(_ escalation: Escalation, why: Explanation?) throws(Rejection) -> [Fact] {
        guard escalation.kind != .functional || escalation.team != team else {
            throw Rejection("\(number) is with that team already.", code: "same_team")
        }
        let handOver = escalation.kind == .functional && escalation.team != nil
        return [.escalated(escalation: escalation, why: why)]
            + (handOver ? [.assigned(team: escalation.team, person: nil, why: why)] : [])
    }
}

extension EscalationRule {
    package var kind: Incident.Escalation.Kind { to == nil ? .hierarchical : .functional }

    /// What it does, with the reason as people and the journal read it.
    package func escalation(because: String) -> Incident.Escalation {
        Incident.Escalation(kind: kind, rule: name, team: to, informs: inform, reason: because)
    }
}
