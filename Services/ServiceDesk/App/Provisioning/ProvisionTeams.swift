import Chassis
import DeskDomain
import Foundation
import HTTPTypes
import Messaging
import Postgres
import Records

/// An identity provider keeps teams, which it calls groups, and who is in them.
struct ProvisionTeams {
    let root: String
    let provenance: Provenance
    private let store = ProvisionedStore()
    private let teams = KeepDefinitions<TeamDetails>()

    static let schema = "urn:ietf:params:scim:schemas:core:2.0:Group"
    static let filters = ["displayname", "externalid", "id"]

    init(root: String, by provider: Provisioner) {
        self.root = root
        provenance = provider.provenance
    }

    func list(_ wanted: ProvisionPeople.Wanted, in tx: Transaction) throws -> JSONValue {
        let condition = Self.condition(wanted.filter)
        let total: Int =
            try tx.first("SELECT count(*) AS teams FROM \(Self.source) WHERE \(condition)") { try $0.value("teams") }
            ?? 0
        let teams = try tx.query(
            """
            SELECT team.record, team.version FROM \(Self.source) WHERE \(condition)
            ORDER BY team.name, team.id LIMIT \(wanted.count) OFFSET \(wanted.start - 1)
            """, TeamStore.kept)
        return SCIM.list(try teams.map { try resource($0, in: tx) }, total: total, from: wanted.start)
    }

    func read(_ id: UUID, in tx: Transaction) throws -> (Kept<Team>, JSONValue) {
        let kept = try present(id, in: tx)
        return (kept, try resource(kept, in: tx))
    }

    func create(_ body: JSONValue, in tx: Transaction) throws -> (Kept<Team>, JSONValue) {
        guard case .text(let name)? = body["displayName"] else { throw SCIMRefusal.badValue("displayName is missing.") }
        let kept = try teams.define(Team.Details(name: name), by: provenance, in: tx)
        try note(body["externalId"], of: kept.record.id, in: tx)
        if let members = body["members"] { try join(Self.ids(members), kept.record.id, in: tx) }
        return (kept, try resource(kept, in: tx))
    }

    /// Name and members as a whole resource says them.
    func replace(_ id: UUID, with body: JSONValue, in tx: Transaction) throws -> (Kept<Team>, JSONValue) {
        var kept = try present(id, in: tx)
        if case .text(let name)? = body["displayName"] { kept = try rename(kept, name, in: tx) }
        try note(body["externalId"], of: id, in: tx)
        try replaceMembers(of: id, with: Self.ids(body["members"] ?? []), in: tx)
        return (kept, try resource(kept, in: tx))
    }

    func patch(_ id: UUID, with patch: SCIMPatch, in tx: Transaction) throws -> (Kept<Team>, JSONValue) {
        var kept = try present(id, in: tx)
        for operation in patch.operations { kept = try take(operation, kept, in: tx) }
        return (kept, try resource(kept, in: tx))
    }

    /// A group that a provider deletes has no members and takes no work any more.
    func delete(_ id: UUID, in tx: Transaction) throws {
        let kept = try present(id, in: tx)
        try replaceMembers(of: id, with: [], in: tx)
        _ = try teams.perform(.deactivate, on: kept.record.id, expecting: nil, by: provenance, in: tx)
        try store.mark(.team, id, externalID: nil, isDeleted: true, in: tx)
    }

    private func take(_ operation: SCIMPatch.Operation, _ kept: Kept<Team>, in tx: Transaction) throws -> Kept<Team> {
        let id = kept.record.id
        let path = (operation.path ?? "").lowercased()
        switch (operation.verb, path, operation.value) {
        case (.add, "members", let members): try join(Self.ids(members), id, in: tx)
        case (.replace, "members", let members): try replaceMembers(of: id, with: Self.ids(members), in: tx)
        case (.remove, "members", .null): try replaceMembers(of: id, with: [], in: tx)
        case (.remove, "members", let members): try leave(Self.ids(members), id, in: tx)
        case (.remove, let path, _) where path.hasPrefix("members["): try leave([Self.member(in: path)], id, in: tx)
        case (_, "displayname", .text(let name)): return try rename(kept, name, in: tx)
        case (_, "externalid", let value): try note(value, of: id, in: tx)
        case (_, "", .object(let members)):
            var kept = kept
            for (name, value) in members {
                kept = try take(SCIMPatch.Operation(verb: operation.verb, path: name, value: value), kept, in: tx)
            }
            return kept
        default: break
        }
        return kept
    }

    private func rename(_ kept: Kept<Team>, _ name: String, in tx: Transaction) throws -> Kept<Team> {
        guard name != kept.record.details.name else { return kept }
        let details = try Team.Details(name: name, description: kept.record.details.description)
        return try teams.perform(
            .revise(details), on: kept.record.id, expecting: kept.version, by: provenance, in: tx)
    }

    private func note(_ external: JSONValue?, of id: UUID, in tx: Transaction) throws {
        guard case .text(let text)? = external else { return }
        try store.mark(.team, id, externalID: text, isDeleted: false, in: tx)
    }

    private func present(_ id: UUID, in tx: Transaction) throws -> Kept<Team> {
        guard let kept = try TeamStore().find(id, in: tx), kept.record.state == .active,
            try store.marks(.team, of: [id], in: tx)[id]?.isDeleted != true
        else { throw SCIMRefusal.missing }
        return kept
    }
}

/// Members.
extension ProvisionTeams {
    private func replaceMembers(of team: UUID, with people: [UUID], in tx: Transaction) throws {
        let members = try members(of: team, in: tx).map(\.id)
        try leave(members.filter { !people.contains($0) }, team, in: tx)
        try join(people.filter { !members.contains($0) }, team, in: tx)
    }

    private func join(_ people: [UUID], _ team: UUID, in tx: Transaction) throws {
        for person in people { try move(person, .joinTeam(team), in: tx) }
    }

    private func leave(_ people: [UUID], _ team: UUID, in tx: Transaction) throws {
        for person in people { try move(person, .leaveTeam(team), in: tx) }
    }

    private func move(_ person: UUID, _ command: Person.Command, in tx: Transaction) throws {
        guard try PersonStore().read(person, in: tx) != nil else {
            throw SCIMRefusal.badValue("There is no member \(person.uuidString.lowercased()).")
        }
        _ = try KeepPeople().perform(command, on: person, expecting: nil, by: provenance, in: tx)
    }

    private func members(of team: UUID, in tx: Transaction) throws -> [(id: UUID, name: String)] {
        try tx.query("SELECT id, name FROM person WHERE teams @> ARRAY[\(team)]::uuid[] ORDER BY name, id") {
            (try $0.value("id"), try $0.value("name"))
        }
    }

    private static func ids(_ members: JSONValue) throws(SCIMRefusal) -> [UUID] {
        let list = if case .list(let list) = members { list } else { [members] }
        var ids: [UUID] = []
        for member in list {
            guard case .text(let text)? = member["value"], let id = UUID(uuidString: text) else {
                throw .badValue("A member has a value, which is the id of a user.")
            }
            ids.append(id)
        }
        return ids
    }

    /// `members[value eq "…"]`.
    private static func member(in path: String) throws(SCIMRefusal) -> UUID {
        guard let match = path.wholeMatch(of: /members\[\s*value\s+eq\s+"([0-9a-f-]{36})"\s*\]/),
            let id = UUID(uuidString: String(match.1))
        else { throw .badPath("Name a member as members[value eq \"id\"].") }
        return id
    }

    private func resource(_ kept: Kept<Team>, in tx: Transaction) throws -> JSONValue {
        let id = kept.record.id.uuidString.lowercased()
        let mark = try store.marks(.team, of: [kept.record.id], in: tx)[kept.record.id]
        var members: [String: JSONValue] = [
            "schemas": [.text(Self.schema)], "id": .text(id), "displayName": .text(kept.record.details.name),
            "members": .list(
                try self.members(of: kept.record.id, in: tx).map { member in
                    [
                        "value": .text(member.id.uuidString.lowercased()), "display": .text(member.name),
                        "type": "User",
                    ]
                }),
            "meta": [
                "resourceType": "Group", "location": .text("\(root)/Groups/\(id)"),
                "version": .text("W/\"\(kept.version)\""),
            ],
        ]
        if let external = mark?.externalID { members["externalId"] = .text(external) }
        return .object(members)
    }

    private static let source: SQL =
        "team LEFT JOIN provisioned ON provisioned.kind = 'team' AND provisioned.id = team.id"

    private static func condition(_ filter: SCIMFilter) -> SQL {
        var condition: SQL = "team.state = 'active' AND provisioned.is_deleted IS NOT TRUE"
        for (attribute, value) in filter.equals {
            switch attribute {
            case "displayname": condition = "\(condition) AND lower(team.name) = lower(\(value))"
            case "externalid": condition = "\(condition) AND provisioned.external_id = \(value)"
            default: condition = "\(condition) AND team.id::text = \(value.lowercased())"
            }
        }
        return condition
    }
}
