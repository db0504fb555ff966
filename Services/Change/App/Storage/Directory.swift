import Contracts
import Foundation
import Messaging
import Postgres
import Records

/// People, teams and business services as the desk has announced them: names for ids, and ids for names.
struct Directory {
    private let knownServices = Projection<ServiceAnnounced>()
    private let knownPeople = Projection<PersonAnnounced>()
    private let knownTeams = Projection<TeamAnnounced>()

    func services(_ ids: [UUID], in tx: Transaction) throws -> [UUID: String] {
        try knownServices.find(ids, in: tx).mapValues(\.name)
    }

    func people(_ ids: [UUID], in tx: Transaction) throws -> [UUID: String] {
        try knownPeople.find(ids, in: tx).mapValues(\.name)
    }

    func teams(_ ids: [UUID], in tx: Transaction) throws -> [UUID: String] {
        try knownTeams.find(ids, in: tx).mapValues(\.name)
    }

    /// Ids of the active business services, by name.
    func activeServices(in tx: Transaction) throws -> [String: UUID] {
        let active = try knownServices.all(in: tx).filter(\.active)
        return Dictionary(active.map { ($0.name, $0.record) }) { first, _ in first }
    }

    /// The active services with these ids or names, in that order. Throws `Invalid` at `field` naming those there are none of.
    func findServices(_ keys: [String], field: String, in tx: Transaction) throws -> [UUID] {
        try find(ServiceAnnounced.self, keys, kind: "business service", field: field, in: tx)
    }

    /// The active person with this id or name.
    func findPerson(_ key: String, field: String, in tx: Transaction) throws -> UUID? {
        try find(PersonAnnounced.self, [key], kind: "person", field: field, in: tx).first
    }

    /// The active team with this id or name.
    func findTeam(_ key: String, field: String, in tx: Transaction) throws -> UUID? {
        try find(TeamAnnounced.self, [key], kind: "team", field: field, in: tx).first
    }

    private func find<M: Announcement>(
        _ type: M.Type, _ keys: [String], kind: String, field: String, in tx: Transaction
    ) throws -> [UUID] {
        guard !keys.isEmpty else { return [] }
        let known = try tx.query(
            """
            SELECT record, state ->> 'name' AS name FROM reference_state
            WHERE subject = \(M.subject) AND (state ->> 'active')::boolean
                AND (record = ANY(\(keys.compactMap { UUID(uuidString: $0) }))
                    OR lower(state ->> 'name') = ANY(ARRAY(SELECT lower(key) FROM unnest(\(keys)) AS given (key))))
            """
        ) { (id: try $0.value("record") as UUID, name: try $0.value("name") as String) }
        return try KnownNames(known).find(keys, kind: kind, field: field)
    }
}

/// Things that a caller may mean by id or by name; case does not count.
struct KnownNames {
    private let ids: [String: Set<UUID>]

    init(_ known: [(id: UUID, name: String)]) {
        ids = Dictionary(grouping: known) { $0.name.lowercased() }.mapValues { Set($0.map(\.id)) }
            .merging(known.map { ($0.id.uuidString.lowercased(), [$0.id]) }) { named, _ in named }
    }

    func find(_ keys: [String], kind: String, field: String) throws(Invalid) -> [UUID] {
        let unknown = keys.filter { ids[$0.lowercased()] == nil }
        guard unknown.isEmpty else {
            throw Invalid("There is no active \(kind) named \(listed(unknown)).", field: field, code: "unknown_name")
        }
        let unclear = keys.filter { ids[$0.lowercased(), default: []].count > 1 }
        guard unclear.isEmpty else {
            throw Invalid(
                "There is more than one \(kind) named \(listed(unclear)): give the id.", field: field,
                code: "unclear_name")
        }
        return keys.compactMap { ids[$0.lowercased()]?.first }
    }

    private func listed(_ names: [String]) -> String {
        names.prefix(20).map { "“\($0.prefix(100))”" }.joined(separator: ", ")
    }
}
