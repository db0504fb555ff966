import Chassis
import DeskDomain
import Foundation
import HTTPTypes
import Messaging
import Postgres
import Records

/// An identity provider keeps people: by the same rules as everybody who does.
struct ProvisionPeople {
    let root: String
    let people: UpsertPerson
    private let store = ProvisionedStore()

    init(root: String, by provider: Provisioner) {
        self.root = root
        people = UpsertPerson(by: provider.provenance, granting: Granting(by: provider.owner))
    }

    /// What a list can be asked for.
    struct Wanted: Sendable {
        let filter: SCIMFilter
        /// Counted from 1.
        let start: Int
        let count: Int
    }

    static let filters = ["username", "externalid", "id", "emails.value", "displayname"]

    func list(_ wanted: Wanted, in tx: Transaction) throws -> JSONValue {
        let condition = try Self.condition(wanted.filter)
        let total: Int =
            try tx.first("SELECT count(*) AS people FROM \(Self.source) WHERE \(condition)") { try $0.value("people") }
            ?? 0
        let page = try tx.query(
            """
            SELECT person.record, person.version FROM \(Self.source) WHERE \(condition)
            ORDER BY person.defined_at, person.id LIMIT \(wanted.count) OFFSET \(wanted.start - 1)
            """, PersonStore.kept)
        return SCIM.list(try resources(page, in: tx), total: total, from: wanted.start)
    }

    func read(_ id: UUID, in tx: Transaction) throws -> (Kept<Person>, JSONValue) {
        let kept = try present(id, in: tx)
        return (kept, try resources([kept], in: tx)[0])
    }

    func create(_ user: SCIMUser, in tx: Transaction) throws -> (Kept<Person>, JSONValue) {
        guard let userName = user.userName, !userName.isEmpty else {
            throw SCIMRefusal.badValue("userName is missing.")
        }
        let entry = entry(of: user, signInName: userName)
        let kept: Kept<Person>
        if let known = try PersonStore().signing(in: userName, in: tx) {
            guard try store.marks(.person, of: [known.record.id], in: tx)[known.record.id]?.isDeleted == true else {
                throw SCIMRefusal(
                    status: .conflict, type: "uniqueness", detail: "Somebody signs in as \(userName) already.")
            }
            var again = entry
            again.isActive = user.isActive ?? true
            kept = try people.revise(known, to: again, in: tx)
        } else {
            kept = try people.define(entry, in: tx)
        }
        try store.mark(.person, kept.record.id, externalID: user.externalID, isDeleted: false, in: tx)
        return (kept, try resources([kept], in: tx)[0])
    }

    /// Changes what is said; a whole resource says all of it, but what a provider leaves out is not taken away.
    func revise(_ id: UUID, to user: SCIMUser, in tx: Transaction) throws -> (Kept<Person>, JSONValue) {
        let known = try present(id, in: tx)
        let entry = entry(of: user, signInName: user.userName ?? known.record.details.signInName)
        let kept = try people.revise(known, to: entry, in: tx)
        let before = try store.marks(.person, of: [id], in: tx)[id]?.externalID
        let external = user.externalID.map { $0.isEmpty ? nil : $0 } ?? before
        try store.mark(.person, id, externalID: external, isDeleted: false, in: tx)
        return (kept, try resources([kept], in: tx)[0])
    }

    /// People are never erased by a provider: they are deactivated, and it sees them no more.
    func delete(_ id: UUID, in tx: Transaction) throws {
        let known = try present(id, in: tx)
        var entry = PersonEntry(signInName: known.record.details.signInName)
        entry.isActive = false
        _ = try people.revise(known, to: entry, in: tx)
        try store.mark(.person, id, externalID: nil, isDeleted: true, in: tx)
    }

    private func present(_ id: UUID, in tx: Transaction) throws -> Kept<Person> {
        guard let kept = try PersonStore().find(id, in: tx),
            try store.marks(.person, of: [id], in: tx)[id]?.isDeleted != true
        else { throw SCIMRefusal.missing }
        return kept
    }

    private func entry(of user: SCIMUser, signInName: String) -> PersonEntry {
        var entry = PersonEntry(signInName: signInName)
        entry.name = user.shownName
        entry.mail = user.mail.flatMap { $0.isEmpty ? nil : $0 }
        entry.language = user.spoken
        entry.zone = user.knownZone
        entry.isActive = user.isActive
        return entry
    }

    private func resources(_ people: [Kept<Person>], in tx: Transaction) throws -> [JSONValue] {
        let marks = try store.marks(.person, of: people.map(\.record.id), in: tx)
        let teams = Set(people.flatMap(\.record.teams)).sorted { $0.uuidString < $1.uuidString }
        let names = Dictionary(
            try tx.query("SELECT id, name FROM team WHERE id = ANY(\(teams))") {
                (try $0.value("id") as UUID, try $0.value("name") as String)
            }
        ) { $1 }
        return people.map { SCIMUser.resource($0, mark: marks[$0.record.id], teams: names, root: root) }
    }

    private static let source: SQL =
        "person LEFT JOIN provisioned ON provisioned.kind = 'person' AND provisioned.id = person.id"

    private static func condition(_ filter: SCIMFilter) throws -> SQL {
        var condition: SQL = "provisioned.is_deleted IS NOT TRUE"
        for (attribute, value) in filter.equals {
            switch attribute {
            case "username": condition = "\(condition) AND person.sign_in_key = \(Person.signInKey(value))"
            case "externalid": condition = "\(condition) AND provisioned.external_id = \(value)"
            case "id": condition = "\(condition) AND person.id::text = \(value.lowercased())"
            case "displayname": condition = "\(condition) AND person.name = \(value)"
            default:
                condition = "\(condition) AND lower(person.record->'details'->>'mail') = \(value.lowercased())"
            }
        }
        return condition
    }
}
