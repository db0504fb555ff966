import Foundation
import Postgres

/// Who said that an incident hurts them too.
struct MeTooStore {
    /// Notes it; answers whether that is new.
    func add(_ person: UUID, to incident: UUID, in tx: Transaction) throws -> Bool {
        let isNew = try tx.execute(
            """
            INSERT INTO me_too (incident, person, said_at) VALUES (\(incident), \(person), \(try tx.now))
            ON CONFLICT DO NOTHING
            """)
        guard isNew > 0 else { return false }
        try tx.execute(
            """
            UPDATE record_head SET affected = array_append(affected, \(person)), affected_count = affected_count + 1
            WHERE kind = 'incident' AND id = \(incident) AND NOT affected @> \([person])
            """)
        return true
    }

    func people(of incident: UUID, in tx: Transaction) throws -> [UUID] {
        try tx.query("SELECT person FROM me_too WHERE incident = \(incident) ORDER BY said_at, person") {
            try $0.value("person")
        }
    }
}
