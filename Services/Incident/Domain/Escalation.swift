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

        /// How those it is for hear of it.
        package enum Telling: String, Codable, CaseIterable, Sendable {
            /// In the inbox and by mail.
            case notice
            /// They are called too, until somebody answers: whoever is on call for the team, or the people themselves.
            case call
        }

        /// Nobody is called by name but these many.
        package static let mostCalled = 20

        package let kind: Kind
        /// Nil before it is taken: then its priority says.
        package let tell: Telling?
        /// The rule that did it; nil when a person did.
        package let rule: String?
        package let team: UUID?
        package let informs: [UUID]
        package let reason: String

        package init(
            kind: Kind, tell: Telling? = nil, rule: String?, team: UUID?, informs: [UUID], reason: String
        ) {
            self.kind = kind
            self.tell = tell
            self.rule = rule
            self.team = team
            self.informs = informs
            self.reason = reason
        }

        /// Throws `Invalid` for more than may be called.
        package static func checkCalled(_ people: [UUID], _ tell: Telling?, _ field: String) throws(Invalid) {
            guard tell == .notice || people.count <= mostCalled else {
                throw Invalid(
                    "At most \(mostCalled) people are called; more are told by notice.", field: field, code: "too_many")
            }
        }

        /// What nobody has said otherwise of calls for P1 and P2.
        fileprivate func told(at priority: Priority) -> Escalation {
            let tell = tell ?? (priority.rawValue <= 2 ? .call : .notice)
            return Escalation(kind: kind, tell: tell, rule: rule, team: team, informs: informs, reason: reason)
        }
    }

    /// A step that was taken.
    package struct EscalationStep: Codable, Equatable, Sendable {
        /// Counted from 1, over both kinds.
        package let level: Int
        package let at: Date
        package let escalation: Escalation
    }

    /// Whether somebody works on it: to be named by a rule or by somebody else is not to have taken it up.
    package var isTakenUp: Bool { state == .inProgress && assignee != nil }

    /// The step that was taken at this very instant and calls somebody; nil for none.
    package func calls(at instant: Date) -> EscalationStep? {
        escalations?.last.flatMap { $0.at == instant && $0.escalation.tell == .call ? $0 : nil }
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
        return [.escalated(escalation: escalation.told(at: priority), why: why)]
            + (handOver ? [.assigned(team: escalation.team, person: nil, why: why)] : [])
    }
}

extension EscalationRule {
    package var kind: Incident.Escalation.Kind { to == nil ? .hierarchical : .functional }

    /// What it does, with the reason as people and the journal read it.
    package func escalation(because: String) -> Incident.Escalation {
        Incident.Escalation(kind: kind, tell: tell, rule: name, team: to, informs: inform, reason: because)
    }
}
