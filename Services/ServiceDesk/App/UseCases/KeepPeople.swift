import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// People are defined and moved; the suite is never left without an administrator.
struct KeepPeople: Sendable {
    private let ledger = Ledger(PersonStore())

    /// Throws `Invalid` naming `teams` for one that is not there.
    func define(
        _ details: Person.Details, roles: [Role], teams: [UUID], customRoles: [UUID] = [],
        by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<Person> {
        try checkUse(of: customRoles, before: [], in: tx)
        try checkActive(teams, field: "teams", in: tx)
        try BelongingCheck(of: nil, before: nil).check(details, in: tx)
        let defined = Person.Fact.defined(details: details, roles: roles, teams: teams)
        let more: [Person.Fact] = customRoles.isEmpty ? [] : [.customRolesChanged(roles: customRoles)]
        return try ledger.open(UUID.v7(at: tx.now), with: [defined] + more, by: provenance, in: tx)
    }

    /// Changes what is given and keeps the rest.
    func revise(
        _ id: UUID, expecting version: Int, by provenance: Provenance, in tx: Transaction,
        _ revise: (Person.Details) throws -> Person.Details
    ) throws -> Kept<Person> {
        guard let kept = try ledger.store.find(id, in: tx) else {
            throw NotFound(Person.kind, id.uuidString.lowercased())
        }
        let details = try revise(kept.record.details)
        try BelongingCheck(of: id, before: kept.record.details).check(details, in: tx)
        return try ledger.perform(.revise(details), on: id, by: provenance, expecting: version, in: tx)
    }

    /// Throws `Rejection` when the last administrator would go, `Invalid` naming `team` for one that is not there.
    func perform(
        _ command: Person.Command, on id: UUID, expecting version: Int?, by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<Person> {
        if case .joinTeam(let team) = command { try checkActive([team], field: "team", in: tx) }
        let administered = try ledger.store.find(id, in: tx)?.record.administers ?? false
        let moved = try ledger.perform(command, on: id, by: provenance, expecting: version, in: tx)
        if moved.record.state == .inactive { try SessionStore.endAll(of: id, in: tx) }
        if administered, !moved.record.administers, try !ledger.store.isAdministered(without: id, in: tx) {
            throw Rejection(
                "\(moved.record.details.name) is the last administrator: make somebody else one first.",
                code: "last_administrator")
        }
        return moved
    }

    /// Gives other roles; nil leaves those that administrators made as they are.
    func changeRoles(
        _ roles: [Role], custom: [UUID]?, of id: UUID, expecting version: Int?, by provenance: Provenance,
        in tx: Transaction
    ) throws -> Kept<Person> {
        let kept = try perform(.changeRoles(roles), on: id, expecting: version, by: provenance, in: tx)
        guard let custom else { return kept }
        try checkUse(of: custom, before: kept.record.customRoles, in: tx)
        return try ledger.perform(.changeCustomRoles(custom), on: id, by: provenance, in: tx)
    }

    private func checkUse(of roles: [UUID], before: [UUID], in tx: Transaction) throws {
        let inUse = try RoleDefinitionStore().grants(of: roles, in: tx)
        guard let stranger = roles.first(where: { inUse[$0] == nil && !before.contains($0) }) else { return }
        throw Invalid(
            "There is no active role \(stranger.uuidString.lowercased()).", field: "customRoles", code: "unknown_role")
    }

    private func checkActive(_ teams: [UUID], field: String, in tx: Transaction) throws {
        let active = try TeamStore().active(teams, in: tx)
        guard let stranger = teams.first(where: { !active.contains($0) }) else { return }
        throw Invalid(
            "There is no active team \(stranger.uuidString.lowercased()).", field: field, code: "unknown_team")
    }
}

extension Person {
    fileprivate var administers: Bool { state == .active && roles.contains(.administrator) }
}
