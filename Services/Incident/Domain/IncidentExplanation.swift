import Foundation
import Records

extension Incident {
    package static func explanation(of fact: Fact) -> Explanation? {
        switch fact {
        case .prioritised(let assessment): assessment.why
        case .assigned(_, _, let why): why
        case .serviceLevelsAgreed(_, let why): why
        case .escalated(_, let why): why
        case .sighted(let sighting): sighting.explanation
        case .opened(let opening): opening.explanation
        case .monitoringGapFound(let gap): gap.why
        default: nil
        }
    }

    package static func explanation(
        of fact: Fact, after before: Incident?, by provenance: Provenance, at instant: Date
    ) -> Explanation? {
        if let told = explanation(of: fact) { return told }
        guard let before, provenance.isAutomatic, let move = AutomaticMove(fact, of: before) else { return nil }
        return Explanation(
            decision: move.decision, rule: provenance.command, version: move.version,
            inputs: move.inputs.merging(["state": before.state.rawValue, "at": instant.inWhy]) { $1 },
            outcome: move.outcome, because: provenance.reason ?? move.because)
    }
}

extension Provenance {
    /// The suite itself, or what it makes of something that a person said.
    fileprivate var isAutomatic: Bool { actor.kind != .person || reason != nil }
}

/// What the suite did to an incident without anybody asking for it, and what it looked at.
private struct AutomaticMove {
    let decision: String
    var version = 1
    let inputs: [String: String]
    let outcome: String
    let because: String

    private init(_ decision: String, _ inputs: [String: String], _ outcome: String, _ because: String) {
        (self.decision, self.inputs, self.outcome, self.because) = (decision, inputs, outcome, because)
    }

    init?(_ fact: Incident.Fact, of before: Incident) {
        switch fact {
        case .workStarted(let person):
            self.init("take-up", before.family, person.text, "It goes on with its parent.")
        case .held(let hold):
            let inputs = ["reason": hold.reason.rawValue].merging(before.family) { $1 }
            self.init("hold", inputs, "on hold", "It stands still with its parent.")
        case .resumed: self.init("resume", before.waiting, "in progress", "What it waited for is over.")
        case .resolved(let resolution):
            let inputs = ["code": resolution.code.rawValue].merging(before.family) { $1 }
            self.init("resolution", inputs, "resolved", resolution.notes)
        case .reopened(let reason): self.init("reopening", before.ended, "in progress", reason)
        case .closed: self.init("auto-close", before.ended, "closed", "Nobody reopened it in time.")
        case .cancelled(let reason, let survivor):
            self.init("merge", ["survivor": survivor?.text ?? ""], "cancelled", reason)
        default: self.init(belonging: fact, of: before)
        }
    }

    private init?(belonging fact: Incident.Fact, of before: Incident) {
        switch fact {
        case .thresholdPassed(let passing): self.init(passing)
        case .workaroundOffered(let workaround):
            let inputs = [
                "knownError": workaround.number, "edition": String(workaround.edition),
                "cause": before.cause?.item?.text ?? "",
            ]
            self.init(
                "workaround", inputs, "offered", "\(workaround.number) is known to help with its cause or counts it.")
        case .linked(let problem): self.init("problem", ["problem": problem.text], "linked", "The problem counts it.")
        case .joinedParent(let parent):
            self.init("parent", ["parent": parent.number], "joined", "Its parent goes on as \(parent.number).")
        case .leftParent(let reason): self.init("parent", before.family, "left", reason)
        case .affectedAdded(let person):
            self.init(
                "affected", ["person": person.text], "counted", "Another incident that hurts them goes on as this one.")
        default: return nil
        }
    }

    private init(_ passing: ThresholdPassing) {
        let inputs = [
            "kind": passing.clock.kind.rawValue, "measure": passing.clock.measure.rawValue,
            "target": passing.clock.target, "run": String(passing.clock.run), "policy": passing.policy.text,
            "threshold": passing.threshold, "cycle": String(passing.cycle), "passedAt": passing.passedAt.inWhy,
            "dueAt": passing.dueAt?.inWhy ?? "", "retroactive": String(passing.retroactive),
        ]
        self.init("service level", inputs, passing.threshold, "A service level clock has reached it.")
        version = passing.policy.version
    }
}

extension Incident {
    fileprivate var family: [String: String] {
        ["parent": parent?.number ?? "", "situation": situationNumber ?? "", "firing": String(firingAlerts)]
    }

    fileprivate var waiting: [String: String] {
        [
            "reason": hold?.reason.rawValue ?? "", "until": hold?.until?.inWhy ?? "",
            "change": hold?.change?.text ?? "", "problem": problem?.text ?? "", "parent": parent?.number ?? "",
        ]
    }

    /// What a reopening or a close looks at: since when it is resolved, and the calendars whose days are counted.
    fileprivate var ended: [String: String] {
        [
            "resolvedAt": resolvedAt?.inWhy ?? "", "code": resolution?.code.rawValue ?? "",
            "calendars": (agreed ?? []).flatMap(\.calendars).map(\.text).joined(separator: ", "),
            "parent": parent?.number ?? "", "situation": situationNumber ?? "",
        ]
    }

    private var situationNumber: String? {
        if case .situation(_, let number) = origin { number } else { nil }
    }
}

extension UUID {
    fileprivate var text: String { uuidString.lowercased() }
}

extension VersionPin {
    fileprivate var text: String { "\(id.text) version \(version)" }
}

extension Incident.Sighting {
    fileprivate var explanation: Explanation { cause.explanation }
}

extension Incident.Opening {
    fileprivate var explanation: Explanation? {
        switch origin {
        case .situation(_, let number):
            Explanation(
                decision: "opening", rule: "one incident per situation",
                inputs: ["situation": number, "cause": cause?.name ?? ""], outcome: "opened",
                because: "Monitoring sees trouble that no open incident stands for.")
        case .report: nil
        }
    }
}

extension Incident.Cause {
    fileprivate var explanation: Explanation {
        Explanation(
            decision: "cause", rule: "event management's situation",
            inputs: ["item": item?.uuidString.lowercased() ?? ""],
            outcome: name, because: because)
    }
}
