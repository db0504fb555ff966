import DeskDomain
import Foundation
import Postgres

/// What the desk knows of a record of any service: enough to find it, to list it and to decide who may see it.
struct RecordHead: Equatable, Sendable {
    /// Whom a record is for, beside staff.
    enum Readers: Equatable, Sendable {
        /// Nobody: problems, known errors, changes, contacts, drafts.
        case staff
        /// The requester and whoever is affected.
        case parties
        /// Everybody of these organisations; everybody at all when there are none.
        case audience([UUID])

        var word: String {
            switch self {
            case .staff: "staff"
            case .parties: "parties"
            case .audience: "audience"
            }
        }

        var organisations: [UUID] {
            guard case .audience(let organisations) = self else { return [] }
            return organisations
        }
    }

    let reference: RecordReference
    let number: String
    let title: String
    /// Its owner's word.
    let state: String
    /// Whether somebody still has something to do.
    let isOpen: Bool
    /// 1 … 5; nil for kinds without one.
    let priority: Int?
    let requester: UUID?
    /// The customer it belongs to; nil asks `RecordHeads.note` to take the requester's.
    let organisation: UUID?
    /// People it concerns beside the requester.
    let affected: [UUID]
    let team: UUID?
    let assignee: UUID?
    let services: [UUID]
    let readers: Readers
    let openedAt: Date
    /// When the requester was told it would be done.
    let promisedAt: Date?
    let updatedAt: Date
    /// The record's version.
    let sequence: Int

    init(
        reference: RecordReference, number: String, title: String, state: String, isOpen: Bool, priority: Int? = nil,
        requester: UUID? = nil, organisation: UUID? = nil, affected: [UUID] = [], team: UUID? = nil,
        assignee: UUID? = nil, services: [UUID] = [], readers: Readers, openedAt: Date, promisedAt: Date? = nil,
        updatedAt: Date, sequence: Int
    ) {
        self.reference = reference
        self.number = number
        self.title = title
        self.state = state
        self.isOpen = isOpen
        self.priority = priority
        self.requester = requester
        self.organisation = organisation
        self.affected = affected
        self.team = team
        self.assignee = assignee
        self.services = services
        self.readers = readers
        self.openedAt = openedAt
        self.promisedAt = promisedAt
        self.updatedAt = updatedAt
        self.sequence = sequence
    }
}

extension RecordHead {
    /// The columns that `init(_ row:)` reads.
    static let columns: SQL = """
        record_head.kind, record_head.id, record_head.number, record_head.title, record_head.state, record_head.is_open,
        record_head.priority, record_head.requester, record_head.organisation, record_head.affected, record_head.team,
        record_head.assignee, record_head.services, record_head.readers, record_head.audience, record_head.opened_at,
        record_head.promised_at, record_head.updated_at, record_head.sequence
        """

    init(_ row: Row) throws {
        let kind: String = try row.value("kind")
        guard let known = RecordKind(rawValue: kind) else {
            throw DatabaseError(kind: .undecodable, message: "record_head has the unknown kind \(kind).")
        }
        let readers: String = try row.value("readers")
        self.init(
            reference: RecordReference(kind: known, id: try row.value("id")), number: try row.value("number"),
            title: try row.value("title"), state: try row.value("state"), isOpen: try row.value("is_open"),
            priority: try row.value("priority"), requester: try row.value("requester"),
            organisation: try row.value("organisation"), affected: try row.value("affected"),
            team: try row.value("team"), assignee: try row.value("assignee"), services: try row.value("services"),
            readers: readers == "audience"
                ? .audience(try row.value("audience")) : readers == "parties" ? .parties : .staff,
            openedAt: try row.value("opened_at"), promisedAt: try row.value("promised_at"),
            updatedAt: try row.value("updated_at"), sequence: try row.value("sequence"))
    }
}
