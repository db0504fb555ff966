import CLibPQ
import Foundation

extension Connection {
    private static let maximumAttempts = 5

    /// BEGIN, the body, COMMIT; serialization failures and deadlocks run the body again, up to five times in all.
    func transaction<R>(
        until deadline: ContinuousClock.Instant, _ body: (Transaction) throws -> R
    ) throws -> R {
        var attempt = 1
        while true {
            try begin(until: deadline)
            let transaction = Transaction(on: self)
            do {
                let value = try body(transaction)
                try commit(after: transaction.failure)
                transaction.runAfterCommit()
                return value
            } catch {
                let isWorthRepeating = isWorthRepeating((error as? DatabaseError) ?? transaction.failure)
                rollBack()
                guard isWorthRepeating, attempt < Self.maximumAttempts else { throw error }
                Thread.sleep(forTimeInterval: .random(in: 0...0.005) * Double(1 << attempt))
                attempt += 1
            }
        }
    }

    private func isWorthRepeating(_ error: DatabaseError?) -> Bool {
        error?.isConflict == true || hasOutdatedStatements
    }

    /// A connection that turns out broken here is replaced: nothing was done on it yet.
    private func begin(until deadline: ContinuousClock.Instant) throws(DatabaseError) {
        while true {
            try ensureConnected(until: deadline)
            do {
                try script("BEGIN ISOLATION LEVEL READ COMMITTED")
                return
            } catch {
                close()
                guard error.kind == .connectionLost, ContinuousClock.now < deadline else { throw error }
            }
        }
    }

    private func commit(after failure: DatabaseError?) throws(DatabaseError) {
        switch PQtransactionStatus(handle) {
        case PQTRANS_INTRANS: break
        case PQTRANS_INERROR, PQTRANS_UNKNOWN:
            throw failure ?? DatabaseError(kind: .connectionLost, message: "The connection broke before the commit.")
        default: throw DatabaseError(kind: .misuse, message: "A body may not end its own transaction.")
        }
        do {
            try script("COMMIT")
        } catch  where error.kind == .connectionLost {
            throw DatabaseError(kind: .ambiguousCommit, message: "The connection broke during the commit.")
        }
    }

    /// Leaves the connection idle and usable, or closed.
    private func rollBack() {
        let outdated = hasOutdatedStatements
        switch PQtransactionStatus(handle) {
        case PQTRANS_IDLE: break
        case PQTRANS_INTRANS, PQTRANS_INERROR:
            do { try script("ROLLBACK") } catch { close() }
        default: close()
        }
        if outdated { forgetStatements() }
    }
}
