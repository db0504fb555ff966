import Foundation
import Postgres

/// Counts failed sign-ins by name and by address, for all copies of the desk together.
///
/// Every attempt costs a share of the window and passing time pays it back: at most `limit` at once, then one per share.
/// The cost is charged before the password is looked at, so attempts at the same instant are counted too.
struct SignInDebts {
    enum Kind: String { case name, address }

    /// How long a full debt takes to be paid.
    let window: Duration

    /// Charges one attempt. Answers nil, or how long to wait when the debt is full.
    func charge(_ kind: Kind, _ key: String, limit: Int, in tx: Transaction) throws -> Duration? {
        let now = try tx.now
        let share = seconds / Double(limit)
        let latest = now.addingTimeInterval(seconds)
        let charged = try tx.execute(
            """
            INSERT INTO sign_in_debt AS debt (kind, digest, paid_at)
            VALUES (\(kind), sha256(\(Data(key.utf8))), \(now.addingTimeInterval(share)))
            ON CONFLICT (kind, digest) DO UPDATE SET
                paid_at = greatest(debt.paid_at, \(now)) + \(share) * interval '1 second'
            WHERE greatest(debt.paid_at, \(now)) + \(share) * interval '1 second' <= \(latest)
            """)
        guard charged == 0 else { return nil }
        let paid: Date? = try tx.first(
            "SELECT paid_at FROM sign_in_debt WHERE kind = \(kind) AND digest = sha256(\(Data(key.utf8)))"
        ) { try $0.value("paid_at") }
        return .seconds(max(1, (paid ?? latest).addingTimeInterval(share).timeIntervalSince(latest).rounded(.up)))
    }

    /// Takes the charge of a good sign-in back.
    func refund(_ kind: Kind, _ key: String, limit: Int, in tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE sign_in_debt SET paid_at = paid_at - \(seconds / Double(limit)) * interval '1 second'
            WHERE kind = \(kind) AND digest = sha256(\(Data(key.utf8)))
            """)
    }

    /// Forgets a name's failures once its owner has signed in.
    static func forgetName(_ key: String, in tx: Transaction) throws {
        try tx.execute("DELETE FROM sign_in_debt WHERE kind = \(Kind.name) AND digest = sha256(\(Data(key.utf8)))")
    }

    /// Drops some debts that are paid, so that the table stays small.
    func sweep(in tx: Transaction) throws {
        try tx.execute(
            """
            DELETE FROM sign_in_debt
            WHERE (kind, digest) IN (
                SELECT kind, digest FROM sign_in_debt WHERE paid_at < \(try tx.now) LIMIT 50 FOR UPDATE SKIP LOCKED
            )
            """)
    }

    private var seconds: Double { Double(window.components.seconds) }
}
