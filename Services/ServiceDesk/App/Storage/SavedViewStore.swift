import Chassis
import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Saved views, one row each.
struct SavedViewStore: RecordTable {
    static let table = "saved_view"

    func save(_ kept: Kept<SavedView>, in tx: Transaction) throws {
        let (view, details) = (kept.record, kept.record.details)
        try tx.execute(
            """
            INSERT INTO saved_view
                (id, version, owner, name, list, sharing, teams, place, state, defined_at, record)
            VALUES (
                \(view.id), \(kept.version), \(view.owner), \(details.name), \(details.list), \(details.sharing),
                \(details.teams), \(details.position), \(view.state), \(view.definedAt),
                \(try RecordColumn.encode(view))
            )
            ON CONFLICT (id) DO UPDATE SET
                version = excluded.version, name = excluded.name, list = excluded.list, sharing = excluded.sharing,
                teams = excluded.teams, place = excluded.place, state = excluded.state, record = excluded.record
            """)
    }

    /// Views are the desk's own business.
    func announcement(of kept: Kept<SavedView>, facts: [String], in tx: Transaction) throws -> (any Announcement)? {
        nil
    }
}

/// What lists of views can be asked for.
enum SavedViewLists {
    static let listing = Listing(
        sorts: [
            Listing.Column("position", "to_char(place, 'FM00000') || lower(name)", .text),
            Listing.Column("definedAt", "defined_at", .date),
        ],
        standard: "position", filters: [.any("list", "list", .text, "Only those of these lists")])

    /// Those the reader made, and those shared with them.
    static func page(_ wanted: Wanted, for reader: Principal, in tx: Transaction) throws -> Page<SavedViewView> {
        let shown: SQL = """
            state = 'active' AND (owner = \(reader.id) OR sharing = 'everyone'
                OR (sharing = 'teams' AND teams && \(reader.teams)))
            """
        return try wanted.read("record, version", from: "saved_view", where: shown, in: tx) {
            SavedViewView(try SavedViewStore.kept($0))
        }
    }
}
