import Foundation
import Postgres

/// How many outages each team works on at the same time.
enum TeamCapacities {
    static let allowed = 1...50

    static func all(in tx: Transaction) throws -> [UUID: Int] {
        let rows = try tx.query("SELECT team, capacity FROM team_capacity") { row in
            (try row.value("team") as UUID, try row.value("capacity") as Int)
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    /// Nil goes back to one.
    static func set(_ capacity: Int?, for team: UUID, by person: UUID, in tx: Transaction) throws {
        guard let capacity else {
            try tx.execute("DELETE FROM team_capacity WHERE team = \(team)")
            return
        }
        try tx.execute(
            """
            INSERT INTO team_capacity (team, capacity, set_by, set_at)
            VALUES (\(team), \(capacity), \(person), \(try tx.now))
            ON CONFLICT (team) DO UPDATE SET
                capacity = excluded.capacity, set_by = excluded.set_by, set_at = excluded.set_at
            """)
    }
}
