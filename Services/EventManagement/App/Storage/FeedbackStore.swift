import Contracts
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// What people taught correlation, in the table `correlation_feedback`.
struct FeedbackStore {
    /// The newest verdicts; older ones are forgotten.
    private static let most = 1000

    func read(in tx: Transaction) throws -> CorrelationFeedback {
        let verdicts = try tx.query(
            "SELECT verdict, cause, other FROM correlation_feedback ORDER BY id DESC LIMIT \(FeedbackStore.most)"
        ) {
            (
                try $0.value("verdict") as CorrelationFeedback.Verdict, try $0.value("cause") as UUID,
                try $0.value("other") as UUID
            )
        }
        var feedback = CorrelationFeedback()
        for (verdict, cause, other) in verdicts.reversed() { feedback.add(verdict, cause, other) }
        return feedback
    }

    /// Two situations with these causes belong together, or apart. Says nothing where a cause is not known.
    func note(
        _ verdict: CorrelationFeedback.Verdict, _ cause: UUID?, _ other: UUID?, of situation: UUID,
        by provenance: Provenance, in tx: Transaction
    ) throws {
        guard let cause, let other, cause != other else { return }
        let now = try tx.now
        try tx.execute(
            """
            INSERT INTO correlation_feedback (id, verdict, cause, other, situation, person, said_at)
            VALUES (
                \(UUID.v7(at: now)), \(verdict), \(cause), \(other), \(situation), \(provenance.actor.description), \(now)
            )
            """)
    }
}
