import Foundation
import IncidentDomain
import Messaging
import Records

/// What the journal of a major incident tells the timeline.
struct MajorTimeline: Sendable {
    let names: TimelineNames

    func lines(_ journal: [JournalLine]) throws -> [TimelineLine] {
        var (lines, notes) = ([TimelineLine](), [UUID: TimelineLine]())
        for entry in journal {
            let fact = try entry.fact(of: MajorIncident.self)
            guard case .annotated(let note) = fact else {
                lines += told(fact, entry)
                continue
            }
            // The newest of one address counts; without a text it is taken out.
            notes[note.id] = note.text.map {
                TimelineLine(
                    "note", at: note.at, from: .note, ["text": $0], by: names.actor(of: entry), annotation: note.id)
            }
        }
        return lines + notes.values
    }

    private func line(_ entry: JournalLine, _ kind: String, _ values: [String: String] = [:]) -> TimelineLine {
        TimelineLine("major.\(kind)", at: entry.at, from: .major, values, by: names.actor(of: entry))
    }

    private func told(_ fact: MajorIncident.Fact, _ entry: JournalLine) -> [TimelineLine] {
        switch fact {
        case .proposed(let proposal): [line(entry, "proposed", ["because": proposal.grounds.why.because])]
        case .proposedAgain(let grounds): [line(entry, "proposed", ["because": grounds.why.because])]
        case .worsened(let grounds): [line(entry, "worsened", ["because": grounds.why.because])]
        case .accepted(let acceptance): accepted(acceptance, entry)
        case .rejected(let reason): [line(entry, "rejected", ["reason": reason])]
        case .lapsed(let reason): [line(entry, "lapsed", ["reason": reason])]
        case .planChanged(let plan): [line(entry, "planChanged", ["minutes": String(plan.cadence)])]
        case .restored: [line(entry, "restored")]
        case .reopened: [line(entry, "reopened")]
        case .reviewed: [line(entry, "reviewed")]
        case .closed: [line(entry, "closed")]
        case .demoted(let reason): [line(entry, "demoted", ["reason": reason])]
        case .roleTaken(let role, let person, let from, let note): [handedOver(role, person, from, note, entry)]
        case .roleLeft(let role, let person, let note):
            [
                line(
                    entry, "roleLeft",
                    ["role": role.rawValue, "from": names.person(person) ?? "", "note": note ?? ""])
            ]
        case .updatePublished(let update):
            [
                line(
                    entry, "updatePublished",
                    [
                        "audience": update.audience.rawValue, "progress": update.progress.rawValue,
                        "text": update.text,
                    ])
            ]
        case .updateMissed(let audience, _): [line(entry, "updateMissed", ["audience": audience.rawValue])]
        case .annotated: []
        }
    }

    private func accepted(_ acceptance: MajorIncident.Acceptance, _ entry: JournalLine) -> [TimelineLine] {
        [line(entry, "accepted", ["minutes": String(acceptance.plan.cadence)])]
            + acceptance.holders.map { holder in
                line(entry, "roleFirst", ["role": holder.role.rawValue, "to": names.person(holder.person) ?? ""])
            }
    }

    private func handedOver(
        _ role: MajorIncidentRole, _ person: UUID, _ from: UUID?, _ note: String?, _ entry: JournalLine
    ) -> TimelineLine {
        var values = ["role": role.rawValue, "to": names.person(person) ?? ""]
        guard let from else { return line(entry, "roleFirst", values) }
        values["from"] = names.person(from) ?? ""
        values["note"] = note ?? ""
        return line(entry, "roleTaken", values)
    }
}
