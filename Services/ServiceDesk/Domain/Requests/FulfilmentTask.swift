import Foundation
import Records

/// One piece of the work on a request.
package struct FulfilmentTask: Codable, Equatable, Sendable {
    package enum State: String, Codable, CaseIterable, Sendable {
        /// Something else comes first.
        case blocked
        case open
        case inProgress = "in_progress"
        case done, skipped, failed
    }

    package let id: UUID
    package let key: String
    package let title: String
    package let after: [String]
    package let mandatory: Bool
    package internal(set) var team: UUID?
    package internal(set) var assignee: UUID?
    package internal(set) var state: State
    package internal(set) var note: String?
    package internal(set) var startedAt: Date?
    package internal(set) var endedAt: Date?

    package init(id: UUID, key: String, title: String, team: UUID?, after: [String] = [], mandatory: Bool = true) {
        self.id = id
        self.key = key
        self.title = title
        self.after = after
        self.mandatory = mandatory
        self.team = team
        self.state = .blocked
    }

    /// Whether what comes after it may go on.
    package var isOver: Bool { state == .done || state == .skipped || (state == .failed && !mandatory) }
    /// Whether somebody still has to see to it.
    package var isPending: Bool { state == .blocked || state == .open || state == .inProgress }
}

extension [FulfilmentTask] {
    /// Tasks whose predecessors are over become open.
    func released() -> [FulfilmentTask] {
        let over = Set(filter(\.isOver).map(\.key))
        return map { task in
            guard task.state == .blocked, over.isSuperset(of: task.after) else { return task }
            var open = task
            open.state = .open
            return open
        }
    }

    /// What is left of a request that is over.
    func dropped(_ reason: String, at instant: Date) -> [FulfilmentTask] {
        map { task in
            guard task.isPending else { return task }
            var dropped = task
            (dropped.state, dropped.note, dropped.endedAt) = (.skipped, reason, instant)
            return dropped
        }
    }

    /// Whether all that must be done is, and nothing else is left.
    package var areComplete: Bool {
        !isEmpty && allSatisfy { $0.mandatory ? $0.state == .done : !$0.isPending }
    }
}
