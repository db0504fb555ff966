import Foundation
import Records

/// A list as somebody wants to see it again: which, narrowed and ordered how, with which columns, and for whom.
package struct SavedView: Codable, Equatable, Sendable {
    package enum State: String, Codable, CaseIterable, Sendable { case active, retired }
    package enum Sharing: String, Codable, CaseIterable, Sendable { case me, teams, everyone }

    package let id: UUID
    package let owner: UUID
    package private(set) var details: Details
    package private(set) var state: State
    package let definedAt: Date

    /// What a view shows.
    package struct Details: Codable, Equatable, Sendable {
        package let name: String
        /// The address of the list: `/api/v1/incidents`.
        package let list: String
        /// Filters and sort as they stand in that address: `state=new&sort=-priority`.
        package let query: String
        package let columns: [String]
        package let sharing: Sharing
        /// Whom it is shared with; empty unless it is shared with teams.
        package let teams: [UUID]
        /// Views stand in this order, then by name.
        package let position: Int

        /// Throws `Invalid` naming the field at fault.
        package init(
            name: String, list: String, query: String, columns: [String], sharing: Sharing, teams: [UUID], position: Int
        ) throws(Invalid) {
            self.name = try Wording.line(name, field: "name", atMost: 80)
            self.list = try Self.list(list)
            self.query = try Self.query(query)
            self.columns = try Self.columns(columns)
            self.sharing = sharing
            self.teams = try Self.teams(teams, sharing)
            guard (0...10_000).contains(position) else {
                throw Invalid("Give a number from 0 to 10000.", field: "position", code: "out_of_range")
            }
            self.position = position
        }
    }

    /// Whether somebody in these teams sees it.
    package func isShown(to person: UUID, in teams: [UUID]) -> Bool {
        switch details.sharing {
        case .me: person == owner
        case .teams: person == owner || !Set(details.teams).isDisjoint(with: teams)
        case .everyone: true
        }
    }
}

extension SavedView.Details {
    private static func list(_ text: String) throws(Invalid) -> String {
        guard text.wholeMatch(of: /\/api\/v1(\/[a-z][a-z-]{0,40}){1,3}/) != nil else {
            throw Invalid("Give the address of a list, such as /api/v1/incidents.", field: "list", code: "list_form")
        }
        return text
    }

    /// Only `name=value` pairs in the characters of an address; a cursor would be somebody's place, not a view.
    private static func query(_ text: String) throws(Invalid) -> String {
        guard text.utf8.count <= 2_000 else {
            throw Invalid("Shorten this to 2000 characters.", field: "query", code: "too_long")
        }
        let pairs = text.split(separator: "&", omittingEmptySubsequences: false)
        let isQuery = text.isEmpty || pairs.allSatisfy { $0.wholeMatch(of: /[A-Za-z]{1,40}=[!-%'-<>-~]*/) != nil }
        guard isQuery, !pairs.contains(where: { $0.hasPrefix("cursor=") || $0.hasPrefix("limit=") }) else {
            throw Invalid(
                "Give filters as they stand in an address, without cursor and limit: state=new&sort=-priority.",
                field: "query", code: "query_form")
        }
        return text
    }

    private static func columns(_ columns: [String]) throws(Invalid) -> [String] {
        guard columns.count <= 30, Set(columns).count == columns.count else {
            throw Invalid("Give at most 30 columns, each once.", field: "columns", code: "too_many")
        }
        for (index, column) in columns.enumerated() where column.wholeMatch(of: /[A-Za-z][A-Za-z.]{0,39}/) == nil {
            throw Invalid("This is no name of a column.", field: "columns.\(index)", code: "column_form")
        }
        return columns
    }

    private static func teams(_ teams: [UUID], _ sharing: SavedView.Sharing) throws(Invalid) -> [UUID] {
        guard sharing == .teams else {
            guard teams.isEmpty else {
                throw Invalid("Name teams only when it is shared with teams.", field: "teams", code: "not_shared")
            }
            return []
        }
        guard (1...20).contains(Set(teams).count) else {
            throw Invalid("Name 1 to 20 teams.", field: "teams", code: "teams_needed")
        }
        return Set(teams).sorted { $0.uuidString < $1.uuidString }
    }
}

extension SavedView: Lifecycle {
    package static let kind = "view"

    package enum Command: Equatable, Sendable {
        case revise(Details)
        case retire
    }

    package enum Fact: Codable, Equatable, Sendable {
        case defined(owner: UUID, details: Details)
        case revised(details: Details)
        case retired
    }

    /// The whole lifecycle: each line is one legal move, told twice changes nothing, anything else is rejected.
    package func deciding(_ command: Command, at now: Date) throws(Rejection) -> [Fact] {
        switch (state, command) {
        case (.active, .revise(let details)): details == self.details ? [] : [.revised(details: details)]
        case (.active, .retire): [.retired]
        case (.retired, .retire): []
        case (.retired, .revise): throw Rejection("View \(details.name) is gone: make a new one.", code: "retired")
        }
    }

    package static func beginning(_ id: UUID, with fact: Fact, at instant: Date) -> SavedView? {
        guard case .defined(let owner, let details) = fact else { return nil }
        return SavedView(id: id, owner: owner, details: details, state: .active, definedAt: instant)
    }

    package func applying(_ fact: Fact, at instant: Date) -> SavedView {
        var view = self
        switch fact {
        case .defined(_, let details), .revised(let details): view.details = details
        case .retired: view.state = .retired
        }
        return view
    }
}
