import DeskDomain
import Foundation
import Messaging
import Records

/// A saved view as the API shows it.
struct SavedViewView: Codable, Sendable {
    let id: UUID
    let name: String
    let list: String
    let query: String
    let columns: [String]
    let sharing: SavedView.Sharing
    let teams: [UUID]
    let position: Int
    let owner: UUID
    let state: SavedView.State
    let definedAt: Date
    let version: Int

    init(_ kept: Kept<SavedView>) {
        let (view, details) = (kept.record, kept.record.details)
        id = view.id
        name = details.name
        list = details.list
        query = details.query
        columns = details.columns
        sharing = details.sharing
        teams = details.teams
        position = details.position
        owner = view.owner
        state = view.state
        definedAt = view.definedAt
        version = kept.version
    }
}

/// What `POST /api/v1/views` takes.
struct NewSavedView: Codable, Sendable {
    let name: String
    let list: String
    let query: String?
    let columns: [String]?
    let sharing: SavedView.Sharing?
    let teams: [UUID]?
    let position: Int?

    var details: SavedView.Details {
        get throws(Invalid) {
            try SavedView.Details(
                name: name, list: list, query: query ?? "", columns: columns ?? [], sharing: sharing ?? .me,
                teams: teams ?? [], position: position ?? 0)
        }
    }
}

/// What `PATCH /api/v1/views/{id}` takes: what is left out stays.
struct SavedViewRevision: Codable, Sendable {
    let name: String?
    let list: String?
    let query: String?
    let columns: [String]?
    let sharing: SavedView.Sharing?
    let teams: [UUID]?
    let position: Int?

    func revising(_ details: SavedView.Details) throws(Invalid) -> SavedView.Details {
        let sharing = sharing ?? details.sharing
        return try SavedView.Details(
            name: name ?? details.name, list: list ?? details.list, query: query ?? details.query,
            columns: columns ?? details.columns, sharing: sharing,
            teams: teams ?? (sharing == .teams ? details.teams : []), position: position ?? details.position)
    }
}
