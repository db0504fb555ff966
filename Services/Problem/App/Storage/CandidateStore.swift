import Foundation
import Messaging
import Postgres
import ProblemDomain
import Records

/// Recurrence candidates in the table `candidate`.
struct CandidateStore: RecordTable {
    static let table = "candidate"

    /// The candidate for this cause that awaits a decision, locked until the transaction ends.
    func open(cause: UUID, in tx: Transaction) throws -> Kept<Candidate>? {
        try tx.first(
            "SELECT version, record FROM candidate WHERE cause_item = \(cause) AND state = 'raised' FOR UPDATE",
            Self.kept)
    }

    /// The id that a number or id from outside stands for. Throws `NotFound`.
    func id(of key: String, in tx: Transaction) throws -> UUID {
        let given = UUID(uuidString: key)
        let found: UUID? = try tx.first(
            "SELECT id FROM candidate WHERE id = \(given) OR number = \(key.uppercased())"
        ) { try $0.value("id") }
        guard let found else { throw NotFound("candidate", key) }
        return found
    }

    /// The record that a number or id from outside stands for, without a lock. Throws `NotFound`.
    func read(_ key: String, in tx: Transaction) throws -> Kept<Candidate> {
        let given = UUID(uuidString: key)
        let found = try tx.first(
            "SELECT version, record FROM candidate WHERE id = \(given) OR number = \(key.uppercased())", Self.kept)
        guard let found else { throw NotFound("candidate", key) }
        return found
    }

    func save(_ kept: Kept<Candidate>, in tx: Transaction) throws {
        let candidate = kept.record
        try tx.execute(
            """
            INSERT INTO candidate
                (id, version, number, state, cause_item, evidence_count, problem, raised_at, record)
            VALUES (
                \(candidate.id), \(kept.version), \(candidate.number), \(candidate.state), \(candidate.causeItem),
                \(candidate.evidenceCount), \(candidate.problem?.id), \(candidate.raisedAt),
                \(try RecordColumn.encode(candidate))
            )
            ON CONFLICT (id) DO UPDATE SET
                version = excluded.version, state = excluded.state, evidence_count = excluded.evidence_count,
                problem = excluded.problem, record = excluded.record
            """)
    }
}
