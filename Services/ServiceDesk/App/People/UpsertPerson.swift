import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Brings a person to what somewhere else says, by the same rules as everything that is done to people.
struct UpsertPerson {
    let provenance: Provenance
    let granting: Granting
    private let people = KeepPeople()

    init(by provenance: Provenance, granting: Granting) {
        self.provenance = provenance
        self.granting = granting
    }

    /// Defines or revises whoever signs in by the entry's name. Throws `Invalid` or `Rejection`; then some of it may be written.
    func take(_ entry: PersonEntry, in tx: Transaction) throws -> (Kept<Person>, ImportPeople.Outcome.Kind) {
        if let known = try PersonStore().signing(in: entry.signInName, in: tx) {
            let revised = try revise(known, to: entry, in: tx)
            return (revised, revised.version == known.version ? .unchanged : .revised)
        }
        return (try define(entry, in: tx), .created)
    }

    func define(_ entry: PersonEntry, in tx: Transaction) throws -> Kept<Person> {
        let details = try Person.Details(
            name: entry.name ?? entry.signInName, signInName: entry.signInName, mail: entry.mail,
            organisation: entry.organisation, site: entry.site, manager: entry.manager, language: entry.language,
            zone: entry.zone)
        let roles = try Person.ordered(entry.roles ?? [.requester])
        try granting.check(roles: roles, custom: [], in: tx)
        let kept = try people.define(
            details, roles: roles, teams: Person.distinct(entry.teams ?? []),
            by: provenance, in: tx)
        guard entry.isActive == false else { return kept }
        return try people.perform(.deactivate, on: kept.record.id, expecting: nil, by: provenance, in: tx)
    }

    func revise(_ known: Kept<Person>, to entry: PersonEntry, in tx: Transaction) throws -> Kept<Person> {
        let id = known.record.id
        var kept = known
        try granting.check(changing: known.record, in: tx)
        if let roles = entry.roles { try granting.check(roles: roles, custom: [], in: tx) }
        if entry.isActive == true { kept = try perform(.reactivate, on: id, in: tx) }
        let now = kept.record.details
        let details = try Person.Details(
            name: entry.name ?? now.name, signInName: entry.signInName, mail: entry.mail ?? now.mail,
            organisation: entry.organisation ?? now.organisation, site: entry.site ?? now.site,
            manager: entry.manager ?? now.manager, costOwner: now.costOwner, language: entry.language ?? now.language,
            zone: entry.zone ?? now.zone, vip: now.vip)
        if details != now {
            kept = try people.revise(id, expecting: kept.version, by: provenance, in: tx) { _ in details }
        }
        if let roles = entry.roles { kept = try perform(.changeRoles(Person.ordered(roles)), on: id, in: tx) }
        if let teams = entry.teams { kept = try move(kept, to: Person.distinct(teams), in: tx) }
        if entry.isActive == false { kept = try perform(.deactivate, on: id, in: tx) }
        return kept
    }

    private func move(_ kept: Kept<Person>, to teams: [UUID], in tx: Transaction) throws -> Kept<Person> {
        var kept = kept
        for team in kept.record.teams where !teams.contains(team) {
            kept = try perform(.leaveTeam(team), on: kept.record.id, in: tx)
        }
        for team in teams where !kept.record.teams.contains(team) {
            kept = try perform(.joinTeam(team), on: kept.record.id, in: tx)
        }
        return kept
    }

    private func perform(_ command: Person.Command, on id: UUID, in tx: Transaction) throws -> Kept<Person> {
        try people.perform(command, on: id, expecting: nil, by: provenance, in: tx)
    }
}
