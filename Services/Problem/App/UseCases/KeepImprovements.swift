import Contracts
import Foundation
import Messaging
import Postgres
import ProblemDomain
import Records

/// The improvement register: people put things into it, and the desk what came of wishes.
struct KeepImprovements: Sendable {
    let improvements = Ledger(ImprovementStore())

    /// What a person wants to see better.
    struct Idea: Sendable {
        let title: String
        let description: String?
        let horizon: Improvement.Horizon
        let owner: UUID?
    }

    func register(_ idea: Idea, by provenance: Provenance, in tx: Transaction) throws -> Kept<Improvement> {
        try Assignees.check(team: nil, person: idea.owner, in: tx)
        let registration = Improvement.Registration(
            number: try Numbers.next(.improvement, in: tx), title: idea.title, description: idea.description,
            horizon: idea.horizon, owner: idea.owner, source: nil)
        return try improvements.open(
            UUID.v7(at: try tx.now), with: [.registered(registration: registration)], by: provenance, in: tx)
    }

    /// With the id the sender gave it; told twice, it is there once.
    func register(_ asked: RegisterImprovement, _ received: Received, in tx: Transaction) throws {
        guard try improvements.store.find(asked.record, in: tx) == nil else { return }
        let source = Improvement.Source(
            kind: asked.source.kind, id: asked.source.record, number: asked.source.number)
        let registration = Improvement.Registration(
            number: try Numbers.next(.improvement, in: tx), title: asked.title, description: asked.description,
            horizon: Improvement.Horizon(rawValue: asked.horizon) ?? .long, owner: asked.owner, source: source)
        var provenance = received.provenance
        provenance.actor = .person(asked.registeredBy)
        try improvements.open(asked.record, with: [.registered(registration: registration)], by: provenance, in: tx)
    }

    func perform(
        _ command: Improvement.Command, on id: UUID, expecting version: Int?, by provenance: Provenance,
        in tx: Transaction
    ) throws -> Kept<Improvement> {
        if case .assign(let owner) = command { try Assignees.check(team: nil, person: owner, in: tx) }
        return try improvements.perform(command, on: id, by: provenance, expecting: version, in: tx)
    }
}
