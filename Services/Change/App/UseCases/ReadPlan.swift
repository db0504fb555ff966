import ChangeDomain
import Foundation
import Postgres
import Records

/// What a person writes about a change becomes a plan: names are looked up, texts and times are checked.
struct ReadPlan {
    let items: ItemStore
    let directory: Directory

    /// More would not fit into what others are told of a change.
    private static let most = 200

    /// The plan with what the revision says; what it leaves out stays.
    func plan(_ revision: ChangeRevisionBody, over plan: Change.Plan, in tx: Transaction) throws -> Change.Plan {
        var plan = plan
        if let type = revision.type { plan.type = type }
        if let summary = revision.summary { plan.summary = try Wording.line(summary, field: "summary") }
        if let description = revision.description {
            plan.description = try Wording.text(description, field: "description")
        }
        if let risk = revision.risk { plan.risk = try Wording.text(risk, field: "risk") }
        if let key = revision.assignee { plan.assignee = try directory.findPerson(key, field: "assignee", in: tx) }
        if let key = revision.team { plan.team = try directory.findTeam(key, field: "team", in: tx) }
        if let keys = revision.scope { plan.scope = try scope(keys, in: tx) }
        if let impacts = revision.expectedImpact { plan.expectedImpact = try expectedImpact(impacts, in: tx) }
        if let window = revision.window { plan.window = try window.period() }
        return plan
    }

    private func scope(_ keys: [String], in tx: Transaction) throws -> [UUID] {
        try require(keys.count <= Self.most, "Name at most \(Self.most) configuration items.", "scope")
        let heads = try items.heads(keyed: keys, in: tx).filter { $0.state == .active }
        let found = try KnownNames(heads.map { ($0.id, $0.name) }).find(
            keys, kind: "configuration item", field: "scope")
        return found.reduce(into: []) { scope, id in
            if !scope.contains(id) { scope.append(id) }
        }
    }

    private func expectedImpact(_ impacts: [ImpactBody], in tx: Transaction) throws -> [ExpectedImpact] {
        try require(impacts.count <= Self.most, "Name at most \(Self.most) business services.", "expectedImpact")
        let services = try directory.findServices(impacts.map(\.service), field: "expectedImpact", in: tx)
        try require(Set(services).count == services.count, "Declare each business service once.", "expectedImpact")
        return zip(services, impacts).map { ExpectedImpact($0, $1.impact) }
    }

    private func require(_ holds: Bool, _ message: String, _ field: String) throws(Invalid) {
        guard holds else { throw Invalid(message, field: field) }
    }
}
