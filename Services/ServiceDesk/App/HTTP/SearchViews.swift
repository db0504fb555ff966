import Chassis
import DeskDomain
import Foundation
import Records

/// A record that was found. Requesters are not told who works on it.
struct RecordHit: Codable, Sendable {
    let kind: RecordKind
    let id: UUID
    let number: String
    let title: String
    let state: String
    let open: Bool
    let priority: Int?
    let requester: UUID?
    let organisation: UUID?
    let team: UUID?
    let assignee: UUID?
    let services: [UUID]
    let openedAt: Date
    let promisedAt: Date?
    let updatedAt: Date

    init(_ head: RecordHead, for reader: Principal) {
        kind = head.reference.kind
        id = head.reference.id
        number = head.number
        title = head.title(for: reader)
        state = head.state
        open = head.isOpen
        priority = head.priority
        requester = head.requester
        organisation = head.organisation
        team = reader.isStaff ? head.team : nil
        assignee = reader.isStaff ? head.assignee : nil
        services = head.services
        openedAt = head.openedAt
        promisedAt = head.promisedAt
        updatedAt = head.updatedAt
    }
}

/// How many heads were made again.
struct Rebuilt: Codable, Sendable {
    let heads: Int
}

/// A person or a business service that was found.
struct NamedHit: Codable, Sendable {
    let id: UUID
    let name: String
}

/// What a search found.
struct SearchAnswer: Codable, Sendable {
    let items: [RecordHit]
    let people: [NamedHit]
    let services: [NamedHit]
    /// Whether some titles are only spelt alike.
    let fuzzy: Bool
    /// For the parameter `cursor` of the next request; null at the end, and when the best are shown.
    let next: String?

    init(
        items: [RecordHit], people: [NamedHit] = [], services: [NamedHit] = [], fuzzy: Bool = false, next: String? = nil
    ) {
        self.items = items
        self.people = people
        self.services = services
        self.fuzzy = fuzzy
        self.next = next
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(items, forKey: .items)
        try container.encode(people, forKey: .people)
        try container.encode(services, forKey: .services)
        try container.encode(fuzzy, forKey: .fuzzy)
        try container.encode(next, forKey: .next)
    }
}
