import ChangeDomain
import Foundation
import Postgres

/// An id with the name it has now; no name when its owner has not announced it yet.
struct Named: Codable, Sendable {
    let id: UUID
    let name: String?
}

/// The names of all ids in an answer, read once.
struct Names {
    private let names: [UUID: String]

    init(
        items: [UUID] = [], services: [UUID] = [], people: [UUID] = [], teams: [UUID] = [], _ reader: NameReader,
        in tx: Transaction
    ) throws {
        var names = Dictionary(uniqueKeysWithValues: try reader.items.heads(of: items, in: tx).map { ($0.id, $0.name) })
        names.merge(try reader.directory.services(services, in: tx)) { first, _ in first }
        names.merge(try reader.directory.people(people, in: tx)) { first, _ in first }
        names.merge(try reader.directory.teams(teams, in: tx)) { first, _ in first }
        self.names = names
    }

    func callAsFunction(_ id: UUID) -> Named { Named(id: id, name: names[id]) }
    func callAsFunction(_ id: UUID?) -> Named? { id.map { self($0) } }
    func callAsFunction(_ ids: [UUID]) -> [Named] { ids.map { self($0) } }
}

/// Where names come from.
struct NameReader {
    let items: ItemStore
    let directory: Directory
}
