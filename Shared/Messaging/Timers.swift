import Contracts
import Foundation
import Logging
import Postgres
import Records

/// Things to do at a time on the database's clock: one timer per kind and owner.
package enum Timers {
    static let changed = Signal()

    /// Sets or moves a timer.
    package static func arm(_ kind: String, for owner: UUID, at due: Date, in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO timer (kind, owner, due_at) VALUES (\(kind), \(owner), \(due))
            ON CONFLICT (kind, owner) DO UPDATE SET due_at = excluded.due_at, attempts = 0, last_error = NULL
            """)
        tx.afterCommit { changed.raise() }
    }

    /// Sets or moves a timer for each of these.
    package static func arm(_ kind: String, for owners: [UUID], at due: Date, in tx: Transaction) throws {
        guard !owners.isEmpty else { return }
        try tx.execute(
            """
            INSERT INTO timer (kind, owner, due_at)
            SELECT DISTINCT \(kind), owner, \(due)::timestamptz FROM unnest(\(owners)) AS o (owner) ORDER BY owner
            ON CONFLICT (kind, owner) DO UPDATE SET due_at = excluded.due_at, attempts = 0, last_error = NULL
            """)
        tx.afterCommit { changed.raise() }
    }

    /// Sets a timer, or leaves the one there is; one that is just being fired counts as none.
    package static func armIfUnset(_ kind: String, for owner: UUID, at due: Date, in tx: Transaction) throws {
        // The lock waits for whoever fires it, so that what is written here is seen by that firing or by the next.
        let isSet = try tx.first("SELECT kind FROM timer WHERE kind = \(kind) AND owner = \(owner) FOR UPDATE") { _ in
            true
        }
        if isSet == nil { try arm(kind, for: owner, at: due, in: tx) }
    }

    /// Removes a timer, if there is one.
    package static func disarm(_ kind: String, for owner: UUID, in tx: Transaction) throws {
        try tx.execute("DELETE FROM timer WHERE kind = \(kind) AND owner = \(owner)")
    }
}

/// What is done when a timer is due, by kind.
package struct TimerHandlers: Sendable {
    package typealias Handler = @Sendable (_ owner: UUID, _ due: Date, _ tx: Transaction) throws -> Void

    fileprivate var handlers: [String: Handler] = [:]
    fileprivate let before: (@Sendable (_ tx: Transaction) throws -> Void)?

    /// What `before` locks is locked before a due timer is: whoever holds that lock and moves a timer would otherwise wait for the
    /// timer's firing, and the firing for the lock.
    package init(before: (@Sendable (_ tx: Transaction) throws -> Void)? = nil) {
        self.before = before
    }

    package mutating func on(_ kind: String, _ handle: @escaping Handler) {
        handlers[kind] = handle
    }
}

extension Provenance {
    /// The clock acts.
    package static func timer(_ kind: String) -> Provenance {
        Provenance(actor: Actor(.timer, kind), command: kind, correlation: UUID.v7().uuidString.lowercased())
    }
}

/// Fires due timers, each once in one transaction with what it does, in whichever copy comes first.
package struct TimerRunner: Sendable {
    /// How many a copy fires at the same time when many are due: a timer waits for its commit, not for the processor.
    private static let lanes = 3
    /// Another copy may have set a timer meanwhile.
    private static let longestWait = Duration.milliseconds(500)

    private let database: Database
    private let handlers: TimerHandlers
    private let logger: Logger

    package init(database: Database, handlers: TimerHandlers, logger: Logger) {
        self.database = database
        self.handlers = handlers
        self.logger = logger
    }

    /// Runs until the task is cancelled.
    package func run() async {
        while !Task.isCancelled {
            do {
                try await fireAllDue()
                await Timers.changed.wait(atMost: try await timeUntilNext())
            } catch {
                logger.warning("Timers wait for the database", metadata: ["error": "\(error)"])
                await Timers.changed.wait(atMost: .seconds(1))
            }
        }
    }

    private func fireAllDue() async throws {
        guard try await fireOne() else { return }
        // What is locked before every timer lets only one be fired at a time.
        let lanes = handlers.before == nil ? Self.lanes : 1
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<lanes {
                group.addTask { while try await fireOne() {} }
            }
            try await group.waitForAll()
        }
    }

    /// Until the next timer is due, so that one wakes up at that instant.
    private func timeUntilNext() async throws -> Duration {
        let kinds = Array(handlers.handlers.keys)
        let seconds = try await database.transaction { tx in
            try tx.first(
                """
                SELECT extract(epoch FROM due_at - dienst_now())::float8 AS seconds FROM timer
                WHERE kind = ANY(\(kinds)) ORDER BY due_at LIMIT 1
                """
            ) { try $0.value("seconds") as Double }
        }
        guard let seconds else { return Self.longestWait }
        // What is due and was not taken is being fired by another copy just now.
        return seconds > 0 ? min(.seconds(seconds), Self.longestWait) : .milliseconds(20)
    }

    /// Fires the timer that has been due longest; answers whether there was one.
    package func fireOne() async throws -> Bool {
        let (handlers, before) = (handlers.handlers, handlers.before)
        var failed: (timer: DueTimer, error: any Error)?
        do {
            return try await database.transaction { tx in
                let kinds = Array(handlers.keys)
                if let before {
                    guard try DueTimer.isAny(of: kinds, in: tx) else { return false }
                    try before(tx)
                }
                guard let timer = try DueTimer.next(of: kinds, in: tx) else { return false }
                do {
                    try handlers[timer.kind]?(timer.owner, timer.due, tx)
                    try Timers.disarmIfUnmoved(timer, in: tx)
                } catch let error as DatabaseError where error.isTransient {
                    throw error
                } catch {
                    throw TimerFailed(timer: timer, cause: error)
                }
                return true
            }
        } catch let error as TimerFailed {
            failed = (error.timer, error.cause)
        }
        if let failed { try await postpone(failed.timer, after: failed.error) }
        return true
    }

    private func postpone(_ timer: DueTimer, after error: any Error) async throws {
        logger.error(
            "A timer could not do its work and is tried again",
            metadata: ["kind": "\(timer.kind)", "owner": "\(timer.owner)", "error": "\(error)"])
        let text = String("\(error)".prefix(500))
        try await database.transaction { tx in
            _ = try tx.execute(
                """
                UPDATE timer
                SET attempts = attempts + 1, last_error = \(text),
                    due_at = dienst_now() + least(power(2, attempts), 300) * interval '1 second'
                WHERE kind = \(timer.kind) AND owner = \(timer.owner) AND due_at = \(timer.due)
                """)
        }
    }
}

private struct TimerFailed: Error {
    let timer: DueTimer
    let cause: any Error
}

struct DueTimer: Sendable {
    let kind: String
    let owner: UUID
    let due: Date

    static func isAny(of kinds: [String], in tx: Transaction) throws -> Bool {
        try tx.first(
            "SELECT EXISTS (SELECT FROM timer WHERE due_at <= dienst_now() AND kind = ANY(\(kinds))) AS found"
        ) { try $0.value("found") } ?? false
    }

    static func next(of kinds: [String], in tx: Transaction) throws -> DueTimer? {
        try tx.first(
            """
            SELECT kind, owner, due_at FROM timer
            WHERE due_at <= dienst_now() AND kind = ANY(\(kinds))
            ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED
            """
        ) { DueTimer(kind: try $0.value("kind"), owner: try $0.value("owner"), due: try $0.value("due_at")) }
    }
}

extension Timers {
    /// Ends a fired timer, unless its own handler has set it anew.
    fileprivate static func disarmIfUnmoved(_ timer: DueTimer, in tx: Transaction) throws {
        try tx.execute(
            "DELETE FROM timer WHERE kind = \(timer.kind) AND owner = \(timer.owner) AND due_at = \(timer.due)")
    }
}
