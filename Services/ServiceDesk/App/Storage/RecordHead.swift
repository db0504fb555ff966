import Chassis
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
    /// What people read who are neither staff nor the requester; nil when they may read the title.
    let publicTitle: String?
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
    /// How many people it hurts; `affected` may name fewer.
    let affectedCount: Int
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
        reference: RecordReference, number: String, title: String, publicTitle: String? = nil, state: String,
        isOpen: Bool, priority: Int? = nil, requester: UUID? = nil, organisation: UUID? = nil, affected: [UUID] = [],
        affectedCount: Int? = nil, team: UUID? = nil,
        assignee: UUID? = nil, services: [UUID] = [], readers: Readers, openedAt: Date, promisedAt: Date? = nil,
        updatedAt: Date, sequence: Int
    ) {
        self.reference = reference
        self.number = number
        self.title = title
        self.publicTitle = publicTitle
        self.state = state
        self.isOpen = isOpen
        self.priority = priority
        self.requester = requester
        self.organisation = organisation
        self.affected = affected
        self.affectedCount = affectedCount ?? affected.count
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
    /// The title as this reader may read it: the words of monitoring and of other people are not for requesters.
    func title(for reader: Principal) -> String {
        reader.isStaff || requester == reader.id ? title : publicTitle ?? title
    }

    /// With the title that is for this reader.
    func titled(for reader: Principal) -> RecordHead {
        RecordHead(
            reference: reference, number: number, title: title(for: reader), publicTitle: publicTitle, state: state,
            isOpen: isOpen, priority: priority, requester: requester, organisation: organisation, affected: affected,
            affectedCount: affectedCount, team: team, assignee: assignee, services: services, readers: readers,
            openedAt: openedAt, promisedAt: promisedAt, updatedAt: updatedAt, sequence: sequence)
    }

    /// The columns that `init(_ row:)` reads.
    static let columns: SQL = """
        record_head.kind, record_head.id, record_head.number, record_head.title, record_head.state, record_head.is_open,
        record_head.priority, record_head.requester, record_head.organisation, record_head.affected, record_head.team,
        record_head.assignee, record_head.services, record_head.readers, record_head.audience, record_head.opened_at,
        record_head.promised_at, record_head.updated_at, record_head.sequence, record_head.public_title,
        record_head.affected_count
        """

    init(_ row: Row) throws {
        let kind: String = try row.value("kind")
        guard let known = RecordKind(rawValue: kind) else {
            throw DatabaseError(kind: .undecodable, message: "record_head has the unknown kind \(kind).")
        }
        let readers: String = try row.value("readers")
        self.init(
            reference: RecordReference(kind: known, id: try row.value("id")), number: try row.value("number"),
            title: try row.value("title"), publicTitle: try row.value("public_title"), state: try row.value("state"),
            isOpen: try row.value("is_open"),
            priority: try row.value("priority"), requester: try row.value("requester"),
            organisation: try row.value("organisation"), affected: try row.value("affected"),
            affectedCount: try row.value("affected_count"),
            team: try row.value("team"), assignee: try row.value("assignee"), services: try row.value("services"),
            readers: readers == "audience"
                ? .audience(try row.value("audience")) : readers == "parties" ? .parties : .staff,
            openedAt: try row.value("opened_at"), promisedAt: try row.value("promised_at"),
            updatedAt: try row.value("updated_at"), sequence: try row.value("sequence"))
    }
}
