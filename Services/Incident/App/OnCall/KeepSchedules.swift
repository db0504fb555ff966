import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// Schedules are defined, amended and excepted; after each change, and every night, their time ahead is looked at for gaps.
struct KeepSchedules: Sendable {
    private let ledger = Ledger(OnCallStore())
    private let checks = CoverageChecks()

    func define(
        _ name: String, team: UUID?, _ plan: OnCallPlan, by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<OnCallSchedule> {
        let plan = try checked(plan, team: team, in: tx)
        let kept = try ledger.open(
            UUID.v7(at: try tx.now), with: [.defined(name: name, team: team, plan: plan)], by: provenance, in: tx)
        try checks.look(at: kept, by: provenance, in: tx)
        return kept
    }

    func amend(
        _ id: UUID, _ name: String, team: UUID?, _ plan: OnCallPlan, expecting version: Int?, by provenance: Provenance,
        in tx: Transaction
    ) throws -> Kept<OnCallSchedule> {
        let plan = try checked(plan, team: team, in: tx)
        return try perform(
            .amend(name: name, team: team, zone: plan.zone, layers: plan.layers), on: id, expecting: version,
            by: provenance, in: tx)
    }

    func perform(
        _ command: OnCallSchedule.Command, on id: UUID, expecting version: Int? = nil, by provenance: Provenance,
        in tx: Transaction
    ) throws -> Kept<OnCallSchedule> {
        if case .except(let exceptions) = command {
            try People.check(exceptions.flatMap(\.people), field: "by", in: tx)
        }
        let kept = try ledger.perform(command, on: id, by: provenance, expecting: version, in: tx)
        try checks.look(at: kept, by: provenance, in: tx)
        return kept
    }

    func takeOver(
        _ id: UUID, by person: UUID, until: Date?, by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<OnCallSchedule> {
        let kept = try ledger.find(id, expecting: nil, in: tx)
        let exception = OnCallException.takeover(
            of: kept.record, by: person, from: try tx.now, until: until?.wholeSecond)
        guard let exception else { throw Rejection("There is no such time zone any more.", code: "unknown_zone") }
        return try perform(.except([exception]), on: id, by: provenance, in: tx)
    }

    /// A plan that makes sense here. Throws `Invalid` with the field at fault.
    func checked(_ plan: OnCallPlan, team: UUID?, in tx: Transaction) throws -> OnCallPlan {
        if let team, try Projection<TeamAnnounced>().find(team, in: tx) == nil {
            throw Invalid("There is no team with this id.", field: "team", code: "unknown_team")
        }
        let plan = try plan.checked()
        try People.check(
            plan.layers.flatMap { $0.turns.flatMap(\.self) } + plan.exceptions.flatMap(\.people), field: "layers",
            in: tx)
        return plan
    }
}

extension OnCallException {
    fileprivate var people: [UUID] { [by] + (instead.map { [$0] } ?? []) }
}
