import Foundation
import Postgres

/// One-time links that decide an approval without sign-in, found by the digest of their secret.
struct ApprovalLinkStore {
    struct Link: Sendable {
        let approval: UUID
        let request: UUID
        let person: UUID
    }

    func add(_ secret: OneTimeSecret, _ link: Link, until end: Date, in tx: Transaction) throws {
        try sweep(in: tx)
        try tx.execute(
            """
            INSERT INTO approval_link (digest, approval, request, person, expires_at)
            VALUES (sha256(\(secret.bytes)), \(link.approval), \(link.request), \(link.person), \(end))
            """)
    }

    /// What an unused secret that has not run out stands for; with `lock` nobody else uses it meanwhile.
    func find(_ secret: OneTimeSecret, lock: Bool = false, in tx: Transaction) throws -> Link? {
        let locking: SQL = lock ? " FOR UPDATE" : ""
        return try tx.first(
            """
            SELECT approval, request, person FROM approval_link
            WHERE digest = sha256(\(secret.bytes)) AND used_at IS NULL AND expires_at > \(try tx.now)\(locking)
            """
        ) {
            Link(
                approval: try $0.value("approval"), request: try $0.value("request"), person: try $0.value("person"))
        }
    }

    func use(_ secret: OneTimeSecret, in tx: Transaction) throws {
        try tx.execute("UPDATE approval_link SET used_at = \(try tx.now) WHERE digest = sha256(\(secret.bytes))")
    }

    /// Drops some that ran out a while ago, so that the table stays small.
    private func sweep(in tx: Transaction) throws {
        try tx.execute(
            """
            DELETE FROM approval_link WHERE digest IN (
                SELECT digest FROM approval_link WHERE expires_at < \(try tx.now.addingTimeInterval(-30 * 86_400))
                ORDER BY expires_at LIMIT 50 FOR UPDATE SKIP LOCKED
            )
            """)
    }
}
