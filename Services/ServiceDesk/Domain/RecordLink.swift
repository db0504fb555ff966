import Foundation

/// How one record stands to another, seen from the first.
package enum LinkRelation: String, Codable, CaseIterable, Sendable {
    case parent, child
    case duplicateOf = "duplicate-of"
    case duplicatedBy = "duplicated-by"
    case related
    case causedBy = "caused-by"
    case causes
    case follows
    case followedBy = "followed-by"

    /// The same link seen from the other end.
    package var inverse: LinkRelation {
        switch self {
        case .parent: .child
        case .child: .parent
        case .duplicateOf: .duplicatedBy
        case .duplicatedBy: .duplicateOf
        case .related: .related
        case .causedBy: .causes
        case .causes: .causedBy
        case .follows: .followedBy
        case .followedBy: .follows
        }
    }

    /// Whether links are kept in this direction; the others are kept from their other end.
    package var isKept: Bool {
        switch self {
        case .parent, .duplicateOf, .related, .causedBy, .follows: true
        case .child, .duplicatedBy, .causes, .followedBy: false
        }
    }

    /// Whether nothing may come back to itself along it.
    package var isAcyclic: Bool { self != .related }
}

extension Conversation {
    /// A link as one of its two records shows it.
    package struct Link: Codable, Equatable, Sendable {
        package let id: UUID
        package let relation: LinkRelation
        package let other: RecordReference

        package init(id: UUID, relation: LinkRelation, other: RecordReference) {
            self.id = id
            self.relation = relation
            self.other = other
        }
    }
}
