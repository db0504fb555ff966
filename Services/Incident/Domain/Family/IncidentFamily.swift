import Foundation
import Records

extension Incident {
    /// The incident that stands for this one: what happens to it happens here too.
    package struct Parent: Codable, Equatable, Sendable {
        package let id: UUID
        package let number: String

        package init(id: UUID, number: String) {
            self.id = id
            self.number = number
        }
    }

    /// What a child does now because of where its parent stands; nil when there is nothing to follow.
    ///
    /// It rests on how both stand, not on what was said in between: told twice, late or out of order, it comes out the same.
    package func following(_ parent: Incident) -> Command? {
        guard self.parent?.id == parent.id else { return nil }
        switch (parent.state, state) {
        case (.cancelled, .new), (.cancelled, .assigned), (.cancelled, .inProgress), (.cancelled, .onHold):
            return .leave(reason: "\(parent.number) was cancelled.")
        case (.resolved, _) where state.isOpen, (.closed, _) where state.isOpen:
            return parent.resolution.map { .resolve($0.passed(from: parent)) }
        case (_, .resolved) where parent.state.isOpen && resolution?.parent == parent.id:
            return .reopen(reason: "\(parent.number) was reopened.")
        case (.onHold, .assigned), (.onHold, .inProgress):
            return parent.hold.flatMap { $0.passed(from: parent) }.map { .hold($0) }
        case (.inProgress, .onHold) where hold?.parent == parent.id: return .resume
        case (.inProgress, .new), (.inProgress, .assigned):
            return (assignee ?? parent.assignee).map { .startWork(by: $0) }
        default: return nil
        }
    }

    /// Where it stands as far as its children care; each is followed once, so that what a child does by itself afterwards stays.
    ///
    /// Being closed is no other standing than being resolved: it closes no child, but a child that is late is still resolved.
    package var standing: String {
        let followed = state == .closed ? State.resolved : state
        return "\(followed.rawValue) \(reopenCount)"
    }

    /// Families have two levels, so that no incident ever comes to follow itself.
    package func joining(_ parent: Incident, hasChildren: Bool) throws(Rejection) -> Command {
        guard parent.id != id else { throw Rejection("\(number) cannot be its own parent.", code: "itself") }
        guard !hasChildren else {
            throw Rejection("\(number) has children of its own.", code: "has_children")
        }
        guard parent.parent == nil else {
            throw Rejection(
                "\(parent.number) is itself a child of \(parent.parent?.number ?? "another").", code: "parent_is_child")
        }
        guard parent.state.isOpen || parent.state == .resolved else {
            throw Rejection("\(parent.number) has ended.", code: "parent_ended")
        }
        return .join(Parent(id: parent.id, number: parent.number))
    }
}

extension Incident.Resolution {
    fileprivate func passed(from parent: Incident) -> Incident.Resolution {
        Incident.Resolution(code: code, notes: "Restored with \(parent.number): \(notes)", parent: parent.id)
    }
}

extension Incident.Hold {
    /// Waiting for the parent's caller holds no child: it has a caller of its own.
    fileprivate func passed(from parent: Incident) -> Incident.Hold? {
        reason == .caller
            ? nil : Incident.Hold(reason: reason, note: "As \(parent.number).", until: nil, parent: parent.id)
    }
}
