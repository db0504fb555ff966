import Contracts
import Foundation
import IncidentDomain
import Records

extension IncidentAnnounced {
    /// What others are told whenever an incident changes.
    init(_ incident: Incident, facts: [String], at now: Date? = nil) {
        self.init(
            record: incident.id, facts: facts, number: incident.number, state: IncidentState(incident.state),
            summary: incident.summary, priority: incident.priority.rawValue,
            impact: incident.assessment?.impact.rawValue ?? 3, urgency: incident.assessment?.urgency.rawValue ?? 3,
            services: Array(incident.services.prefix(50)), causeItem: incident.cause?.item,
            situation: incident.situation,
            problem: incident.problem, team: incident.team, assignee: incident.assignee, requester: incident.requester,
            openedAt: incident.openedAt, resolvedAt: incident.resolvedAt, closedAt: incident.closedAt,
            reopenCount: incident.reopenCount, affectedCount: incident.affectedCount,
            affected: incident.affected.map { Array($0.prefix(50)) }, updatedAt: now, parent: incident.parent?.id,
            category: incident.category?.text, question: incident.hold?.question)
    }
}

extension Incident.Hold {
    /// What the caller is asked; nil when it is on hold for something else.
    fileprivate var question: AnnouncedQuestion? {
        guard reason == .caller, let note, let askedBy else { return nil }
        return AnnouncedQuestion(text: note, askedBy: askedBy)
    }
}

extension IncidentState {
    /// Exhaustive, so that a new state does not build until somebody decides what others hear.
    init(_ state: Incident.State) {
        self =
            switch state {
            case .new: .new
            case .assigned: .assigned
            case .inProgress: .inProgress
            case .onHold: .onHold
            case .resolved: .resolved
            case .closed: .closed
            case .cancelled: .cancelled
            }
    }
}
