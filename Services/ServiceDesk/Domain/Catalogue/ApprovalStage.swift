import Foundation
import Records

/// One step of an approval: who is asked, and whether one of them is enough. Stages are asked one after the other.
package struct ApprovalStage: Codable, Equatable, Sendable {
    package enum Rule: String, Codable, CaseIterable, Sendable { case any, all }

    /// In what capacity somebody approves.
    package enum Capacity: String, Codable, CaseIterable, Sendable {
        case manager, serviceOwner, costOwner, person, team
    }

    package struct Approver: Codable, Equatable, Sendable {
        package let by: Capacity
        /// The person or team meant; the others follow from who asks and for what.
        package let id: UUID?

        package init(by: Capacity, id: UUID? = nil) {
            self.by = by
            self.id = id
        }
    }

    package let name: String
    package let rule: Rule
    package let approvers: [Approver]

    package init(name: String, rule: Rule = .all, approvers: [Approver]) {
        self.name = name
        self.rule = rule
        self.approvers = approvers
    }

    static func checked(_ stages: [ApprovalStage], at path: String) throws(Invalid) -> [ApprovalStage] {
        try Wording.bounded(stages.count, field: path, atMost: 5)
        var checked: [ApprovalStage] = []
        for (index, stage) in stages.enumerated() { checked.append(try stage.checked(at: "\(path).\(index)")) }
        return checked
    }

    private func checked(at path: String) throws(Invalid) -> ApprovalStage {
        guard !approvers.isEmpty else {
            throw Invalid("Say who approves.", field: "\(path).approvers", code: "empty")
        }
        try Wording.bounded(approvers.count, field: "\(path).approvers", atMost: 20)
        for (index, approver) in approvers.enumerated() {
            let needsID = approver.by == .person || approver.by == .team
            guard needsID == (approver.id != nil) else {
                throw Invalid(
                    needsID ? "Say which \(approver.by.rawValue)." : "Who this is follows by itself: leave the id out.",
                    field: "\(path).approvers.\(index).id", code: needsID ? "required" : "not_wanted")
            }
        }
        return ApprovalStage(
            name: try Wording.line(name, field: "\(path).name"), rule: rule, approvers: approvers)
    }
}
