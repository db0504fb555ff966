import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres

struct AffectedBody: Codable, Sendable {
    let person: UUID
}

/// People who said that an incident hurts them, the first fifty by name.
struct AffectedAnswer: Codable, Sendable {
    struct Person: Codable, Sendable {
        let id: UUID
        let name: String?
    }

    let count: Int
    let people: [Person]

    init(_ incident: Incident, _ names: [UUID: String]) {
        count = incident.affectedCount
        people = Self.first(of: incident).map { Person(id: $0, name: names[$0]) }
    }

    static func names(of incident: Incident, in tx: Transaction) throws -> [UUID: String] {
        try Projection<PersonAnnounced>().find(first(of: incident), in: tx).mapValues(\.name)
    }

    private static func first(of incident: Incident) -> [UUID] {
        Array(((incident.reportedFor.map { [$0] } ?? []) + (incident.affected ?? [])).prefix(50))
    }
}
