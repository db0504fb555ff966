import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// Edited rules as the API serves them.
protocol ServedRules: EditedRules {
    /// `the priority matrix`
    static var title: String { get }

    /// Throws `Invalid` when they name a team or a person that is not there.
    func checkReferences(in tx: Transaction) throws

    /// What their holding from now on sets off.
    func hold(in tx: Transaction) throws
}

extension ServedRules {
    func checkReferences(in tx: Transaction) throws {}
    func hold(in tx: Transaction) throws {}
}

extension PriorityMatrix: ServedRules {
    static let title = "the priority matrix"
}

extension IncidentCategories: ServedRules {
    static let title = "the tree of categories"
}

extension EscalationRules: ServedRules {
    static let title = "the escalation rules"

    func checkReferences(in tx: Transaction) throws {
        try Teams.check(rules.flatMap { $0.teams + [$0.to].compactMap(\.self) }, field: "rules", in: tx)
        try People.check(rules.flatMap(\.inform), field: "rules", in: tx)
    }

    /// Each open incident is looked at by the new rules.
    func hold(in tx: Transaction) throws { try EscalateIncidents.lookAtAll(in: tx) }
}

extension AssignmentRules: ServedRules {
    static let title = "the assignment rules"

    func checkReferences(in tx: Transaction) throws {
        try Teams.check(rules.map(\.team), field: "rules", in: tx)
        try People.check(skills.flatMap(\.people), field: "skills", in: tx)
    }
}

/// Teams as last heard of.
enum Teams {
    /// Throws `Invalid` unless all are in use.
    static func check(_ teams: [UUID], field: String, in tx: Transaction) throws {
        let known = try Projection<TeamAnnounced>().find(Array(Set(teams)), in: tx)
        for team in Set(teams) where known[team]?.active != true {
            throw Invalid("\(team.uuidString.lowercased()) is no active team.", field: field, code: "unknown_team")
        }
    }
}
