import Foundation
import Records

extension ServiceRequest {
    /// What follows for a request when somebody works on one of its tasks; the last one done fulfils it.
    func deciding(_ command: TaskCommand, on id: UUID, at now: Date) throws(Rejection) -> [Fact] {
        guard let task = tasks.first(where: { $0.id == id }) else {
            throw Rejection("\(order.number) has no such task.", code: "unknown_task")
        }
        if case .assign(let team, let assignee) = command, state.isOpen {
            guard task.team != team || task.assignee != assignee else { return [] }
            return [.taskAssigned(task: id, team: team, assignee: assignee)]
        }
        guard state == .submitted || state == .approved || state == .inFulfilment else {
            throw refusal(.work(command, on: id))
        }
        guard let fact = try fact(of: command, on: task) else { return [] }
        let facts = state == .inFulfilment ? [fact] : [.begun, fact]
        let after = facts.reduce(self) { $0.applying($1, at: now) }
        return after.tasks.areComplete ? facts + [.fulfilled(note: nil)] : facts
    }

    private func fact(of command: TaskCommand, on task: FulfilmentTask) throws(Rejection) -> Fact? {
        switch (task.state, command) {
        case (.open, .start(let person)): return .taskStarted(task: task.id, by: person)
        case (.inProgress, .start), (.done, .finish), (.open, .retry): return nil
        case (.open, .finish(let note)), (.inProgress, .finish(let note)): return .taskDone(task: task.id, note: note)
        case (.open, .skip(let reason)), (.inProgress, .skip(let reason)), (.blocked, .skip(let reason)):
            guard !task.mandatory else {
                throw Rejection("“\(task.title)” must be done; it cannot be skipped.", code: "mandatory_task")
            }
            return .taskSkipped(task: task.id, reason: reason)
        case (.open, .fail(let reason)), (.inProgress, .fail(let reason)):
            return .taskFailed(task: task.id, reason: reason)
        case (.failed, .retry): return .taskRetried(task: task.id)
        default:
            throw Rejection(
                "“\(task.title)” is \(task.state.rawValue): it cannot \(command.name) now.", code: "invalid_transition")
        }
    }

    mutating func change(_ id: UUID, _ change: (inout FulfilmentTask) -> Void) {
        guard let index = tasks.firstIndex(where: { $0.id == id }) else { return }
        change(&tasks[index])
    }
}
