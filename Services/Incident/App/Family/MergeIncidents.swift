import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// An incident goes on as another: it ends, and whoever it hurts, whatever stands below it and what is left to do go on with the survivor.
///
/// The desk says so of two that people told twice, event management of two whose situations have one cause.
struct MergeIncidents: Sendable {
    let incidents: Incidents

    /// What has ended meanwhile stays as it is, and what was resolved is closed. Without a survivor here it only ends.
    func merge(
        _ id: UUID, into survivor: UUID?, because reason: String, by provenance: Provenance, in tx: Transaction
    ) throws {
        var found: [UUID: Incident] = [:]
        for id in Set([id, survivor].compactMap(\.self)).sorted(by: { $0.uuidString < $1.uuidString }) {
            found[id] = try incidents.store.find(id, in: tx)?.record
        }
        guard let merged = found[id], merged.state != .closed, merged.state != .cancelled else { return }
        var provenance = provenance
        provenance.reason = provenance.reason ?? reason
        let end = merged.state == .resolved ? Incident.Command.close : .cancel(reason: reason, into: survivor)
        try incidents.perform(end, on: id, by: provenance, in: tx)
        guard let kept = survivor.flatMap({ found[$0] }), kept.id != id else { return }
        try moveChildren(of: merged, to: kept, because: reason, by: provenance, in: tx)
        try movePeople(of: merged, to: kept, by: provenance, in: tx)
        try moveTasks(of: merged, to: kept, by: provenance, in: tx)
    }

    /// They become children of whatever stands for the survivor; the survivor itself may have been one of them.
    private func moveChildren(
        of merged: Incident, to kept: Incident, because reason: String, by provenance: Provenance, in tx: Transaction
    ) throws {
        let above = kept.parent?.id == merged.id ? nil : kept.parent
        let parent = above ?? Incident.Parent(id: kept.id, number: kept.number)
        let children = try incidents.store.children(of: merged.id, in: tx).map(\.record.id)
        for child in children where child == parent.id {
            try incidents.perform(.leave(reason: reason), on: child, by: provenance, in: tx)
        }
        let others = children.filter { $0 != parent.id }
        for child in others {
            try incidents.perform(.join(parent), on: child, by: provenance, in: tx)
            try LeadChildren.joined(child, in: tx)
        }
        // Many children make a major incident.
        if !others.isEmpty, let standing = try incidents.store.find(parent.id, in: tx)?.record {
            try incidents.majors.follow(standing, by: provenance, in: tx)
        }
    }

    private func movePeople(
        of merged: Incident, to kept: Incident, by provenance: Provenance, in tx: Transaction
    ) throws {
        let people = [merged.reportedFor].compactMap(\.self) + (merged.affected ?? [])
        guard kept.state.isOpen, !people.isEmpty else { return }
        try incidents.perform(.addAffected(people), on: kept.id, by: provenance, in: tx)
    }

    /// What is left to do is to be done there, by whoever has it.
    private func moveTasks(
        of merged: Incident, to kept: Incident, by provenance: Provenance, in tx: Transaction
    ) throws {
        guard kept.state.isOpen else { return }
        for task in merged.openTasks.prefix(Incident.mostTasks - (kept.tasks ?? []).count) {
            try incidents.perform(.addTask(task), on: kept.id, by: provenance, in: tx)
        }
    }
}
