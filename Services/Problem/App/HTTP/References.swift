import Contracts
import Foundation
import Messaging
import Postgres
import ProblemDomain
import Records

/// Something of another service, with its name as far as it is known here.
struct NamedReference: Codable, Equatable, Sendable {
    let id: UUID
    let name: String?
}

/// A record of this service.
struct NumberedReference: Codable, Equatable, Sendable {
    let id: UUID
    let number: String

    init(_ problem: ProblemReference) {
        id = problem.id
        number = problem.number
    }

    init(_ knownError: KnownErrorReference) {
        id = knownError.id
        number = knownError.number
    }
}

/// An incident that is evidence of a candidate or linked to a problem, as it stands now.
struct IncidentReference: Codable, Equatable, Sendable {
    let id: UUID
    let number: String
    let summary: String?
    let state: String?
    let priority: Int?
    /// `evidence`, `recurrence` or `person`: how it came to be linked.
    let origin: String

    /// The newest fifty of these, in the order given.
    static func list(
        _ incidents: [(id: UUID, number: String, origin: IncidentLink.Origin)], in tx: Transaction
    ) throws
        -> [IncidentReference]
    {
        let newest = incidents.prefix(50)
        let known = try IncidentHistory().find(newest.map(\.id), in: tx)
        return newest.map { incident in
            let entry = known[incident.id]
            return IncidentReference(
                id: incident.id, number: incident.number, summary: entry?.summary, state: entry?.state,
                priority: entry?.priority.rawValue, origin: incident.origin.rawValue)
        }
    }
}

/// Names of what other services own, from their announcements.
enum Names {
    static func item(_ id: UUID?, in tx: Transaction) throws -> NamedReference? {
        try id.map { NamedReference(id: $0, name: try Projection<ConfigurationItemAnnounced>().find($0, in: tx)?.name) }
    }

    static func team(_ id: UUID?, in tx: Transaction) throws -> NamedReference? {
        try id.map { NamedReference(id: $0, name: try Projection<TeamAnnounced>().find($0, in: tx)?.name) }
    }

    static func person(_ id: UUID?, in tx: Transaction) throws -> NamedReference? {
        try id.map { NamedReference(id: $0, name: try Projection<PersonAnnounced>().find($0, in: tx)?.name) }
    }

    /// The name as a column of a list, without a query per row.
    static func column<Message: Announcement>(_ type: Message.Type, of id: SQL, as name: SQL) -> SQL {
        "(SELECT state->>'name' FROM reference_state WHERE subject = \(Message.subject) AND record = \(id)) AS \(name)"
    }
}

extension Row {
    /// A reference from an id column and a name column; nil when there is no id.
    func reference(_ id: String, _ name: String) throws -> NamedReference? {
        let found: UUID? = try value(id)
        return try found.map { NamedReference(id: $0, name: try value(name)) }
    }
}
