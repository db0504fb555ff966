import Foundation
import IncidentDomain
import Messaging
import Records

/// What the journal of an incident tells the timeline.
struct IncidentTimeline: Sendable {
    let names: TimelineNames

    func lines(_ journal: [JournalLine], of incident: Incident) throws -> [TimelineLine] {
        var (lines, affected, priority) = ([TimelineLine](), incident.reportedFor == nil ? 0 : 1, Priority?.none)
        for entry in journal {
            switch try entry.fact(of: Incident.self) {
            // Who joins is told in steps, not one by one.
            case .affectedAdded:
                affected += 1
                if Self.steps.contains(affected) { lines.append(line(entry, "affected", ["count": String(affected)])) }
            case .prioritised(let assessment) where assessment.priority != priority:
                priority = assessment.priority
                lines.append(
                    line(
                        entry, "prioritised",
                        ["priority": assessment.priority.name, "because": assessment.why.because]))
            case let fact: lines += told(fact, entry)
            }
        }
        return lines
    }

    private static let steps: Set<Int> = [2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_000]

    private func line(_ entry: JournalLine, _ kind: String, _ values: [String: String] = [:]) -> TimelineLine {
        TimelineLine("incident.\(kind)", at: entry.at, from: .incident, values, by: names.actor(of: entry))
    }

    private func told(_ fact: Incident.Fact, _ entry: JournalLine) -> [TimelineLine] {
        switch fact {
        case .opened(let opening): [line(entry, "opened", ["number": opening.number, "summary": opening.summary])]
        case .priorityOverridden(let new):
            [line(entry, "priorityOverridden", ["priority": new.priority.name, "because": new.reason])]
        case .assigned(let team, let person, _): [line(entry, "assigned", ["to": receiver(team, person)])]
        case .workStarted(let person): [line(entry, "workStarted", ["to": names.person(person) ?? ""])]
        case .held(let hold): [line(entry, "held", ["reason": hold.reason.rawValue])]
        case .resumed: [line(entry, "resumed")]
        case .resolved(let resolution): [line(entry, "resolved", ["notes": resolution.notes])]
        case .reopened(let reason): [line(entry, "reopened", ["reason": reason])]
        case .closed: [line(entry, "closed")]
        case .cancelled(let reason, _): [line(entry, "cancelled", ["reason": reason])]
        case .noted(let text): [line(entry, "noted", ["text": text])]
        case .harmFlagged(let flag): [line(entry, "flagged", ["flag": flag?.rawValue ?? "–"])]
        default: seen(fact, entry)
        }
    }

    private func seen(_ fact: Incident.Fact, _ entry: JournalLine) -> [TimelineLine] {
        switch fact {
        case .sighted(let sighting):
            [line(entry, "sighted", ["alerts": String(sighting.firingAlerts), "cause": sighting.cause.name])]
        case .monitoringGapFound(let gap): [line(entry, "gap", ["people": String(gap.people)])]
        case .workaroundOffered(let workaround): [line(entry, "workaround", ["number": workaround.number])]
        case .thresholdPassed(let passing):
            [
                line(
                    entry, "threshold",
                    ["measure": passing.clock.measure.rawValue, "threshold": passing.threshold])
            ]
        default: []
        }
    }

    private func receiver(_ team: UUID?, _ person: UUID?) -> String {
        let who = [names.person(person), team.flatMap { names.teams[$0] }].compactMap(\.self)
        return who.isEmpty ? "–" : who.joined(separator: ", ")
    }
}
