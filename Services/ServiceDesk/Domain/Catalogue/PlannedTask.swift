import Foundation
import Records

/// One piece of the work that fulfils an item; those it comes after must be finished first.
package struct PlannedTask: Codable, Equatable, Sendable {
    package let key: String
    package let title: String
    package let team: UUID
    package let after: [String]
    package let mandatory: Bool

    package init(key: String, title: String, team: UUID, after: [String] = [], mandatory: Bool = true) {
        self.key = key
        self.title = title
        self.team = team
        self.after = after
        self.mandatory = mandatory
    }

    static func checked(_ plan: [PlannedTask], at path: String) throws(Invalid) -> [PlannedTask] {
        try Wording.bounded(plan.count, field: path, atMost: 40)
        let keys = Set(plan.map(\.key))
        var checked: [PlannedTask] = []
        var seen: Set<String> = []
        for (index, task) in plan.enumerated() {
            let place = "\(path).\(index)"
            let key = try Wording.key(task.key, field: "\(place).key")
            guard seen.insert(key).inserted else {
                throw Invalid("Another task has this key.", field: "\(place).key", code: "repeated")
            }
            if let stranger = task.after.first(where: { !keys.contains($0) }) {
                throw Invalid(
                    "There is no task “\(stranger.prefix(40))”.", field: "\(place).after", code: "unknown_task")
            }
            checked.append(
                PlannedTask(
                    key: key, title: try Wording.line(task.title, field: "\(place).title"), team: task.team,
                    after: task.after, mandatory: task.mandatory))
        }
        try refuseCycles(checked, at: path)
        return checked
    }

    /// Takes away whatever has nothing left before it; what remains waits for itself.
    private static func refuseCycles(_ plan: [PlannedTask], at path: String) throws(Invalid) {
        var waiting = plan
        var done: Set<String> = []
        while !waiting.isEmpty {
            let ready = waiting.filter { done.isSuperset(of: $0.after) }
            guard !ready.isEmpty else {
                throw Invalid(
                    "These tasks wait for each other: \(waiting.map(\.key).joined(separator: ", ")).", field: path,
                    code: "cycle")
            }
            done.formUnion(ready.map(\.key))
            waiting.removeAll { done.contains($0.key) }
        }
    }
}
