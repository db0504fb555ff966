import Foundation
import Messaging
import Postgres
import ProblemDomain
import Records

/// Known errors in the table `known_error`.
struct KnownErrorStore: RecordTable {
    static let table = "known_error"

    /// The id that a number or id from outside stands for, and the problem it belongs to. Throws `NotFound`.
    func id(of key: String, in tx: Transaction) throws -> (id: UUID, problem: UUID) {
        let given = UUID(uuidString: key)
        let found = try tx.first(
            "SELECT id, problem FROM known_error WHERE id = \(given) OR number = \(key.uppercased())"
        ) { (id: try $0.value("id") as UUID, problem: try $0.value("problem") as UUID) }
        guard let found else { throw NotFound("known error", key) }
        return found
    }

    /// The record that a number or id from outside stands for, without a lock. Throws `NotFound`.
    func read(_ key: String, in tx: Transaction) throws -> Kept<KnownError> {
        let given = UUID(uuidString: key)
        let found = try tx.first(
            "SELECT version, record FROM known_error WHERE id = \(given) OR number = \(key.uppercased())", Self.kept)
        guard let found else { throw NotFound("known error", key) }
        return found
    }

    func save(_ kept: Kept<KnownError>, in tx: Transaction) throws {
        let error = kept.record
        try tx.execute(
            """
            INSERT INTO known_error
                (id, version, number, state, summary, problem, cause_item, edition, drafted_at, record)
            VALUES (
                \(error.id), \(kept.version), \(error.number), \(error.state), \(error.summary), \(error.problem.id),
                \(error.reach.causeItem), \(error.edition), \(error.draftedAt), \(try RecordColumn.encode(error))
            )
            ON CONFLICT (id) DO UPDATE SET
                version = excluded.version, state = excluded.state, cause_item = excluded.cause_item,
                edition = excluded.edition, record = excluded.record
            """)
    }
}
