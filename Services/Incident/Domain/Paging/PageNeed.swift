import Foundation
import Records

/// What an incident asks of its pages.
extension OnCallPage {
    package enum Need: Equatable, Sendable {
        /// That somebody is called, or goes on being called.
        case call
        /// That it begins anew: it was reopened.
        case callAgain
        /// That the page that lives ends.
        case end(End)
        case nothing
    }

    /// Of the page that wants it taken up.
    ///
    /// - Parameter worker: who has just done something on it; nil for machines, and for those whom it hurts: what they say is no work.
    /// - Parameter isReopened: whether this very change has reopened it.
    package static func need(
        of incident: Incident, worker: UUID?, isReopened: Bool, live: OnCallPage?
    ) -> Need {
        if let end = ending(of: incident.state) { return .end(end) }
        guard incident.state == .inProgress else { return .call }
        // Nobody has it, such as what was handed to another team; a child goes on with its parent.
        guard let holder = incident.assignee else { return incident.parent == nil ? .call : .nothing }
        let isCalledAgain = live?.calling.reopenCount == incident.reopenCount
        // Whoever has it and reopens it knows.
        if isReopened && !isCalledAgain && worker != holder { return .callAgain }
        return worker == nil ? .nothing : .end(.takenUp)
    }

    /// Of the page that wants somebody with authority: it rings on while people work, unless that they do is the answer.
    package func need(of incident: Incident) -> Need {
        if let end = Self.ending(of: incident.state) { return .end(end) }
        return incident.acknowledgedAt.map { $0 >= calledAt } == true ? .end(.takenUp) : .nothing
    }

    /// Why nobody is called while an incident stands so; nil while somebody may be.
    private static func ending(of state: Incident.State) -> End? {
        switch state {
        case .new, .assigned, .inProgress: nil
        case .onHold: .onHold
        case .resolved: .resolved
        case .closed, .cancelled: .withdrawn
        }
    }
}
