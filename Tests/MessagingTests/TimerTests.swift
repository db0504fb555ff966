import Contracts
import Foundation
import Messaging
import Postgres
import Records
import TestSupport
import Testing

@Suite struct TimerTests {
    @Test func `four copies fire two hundred timers once each, none early`() async throws {
        try await withTables { database in
            var handlers = TimerHandlers()
            handlers.on("light") { owner, _, tx in
                _ = try lamps.open(owner, with: [.made(name: "hall")], by: .timer("light"), in: tx)
            }
            try await database.transaction { tx in
                for _ in 0..<200 { try Timers.arm("light", for: .v7(), at: tx.now - 1, in: tx) }
                try Timers.arm("light", for: .v7(), at: tx.now + 3600, in: tx)
            }
            let runner = TimerRunner(database: database, handlers: handlers, logger: .silent)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 { group.addTask { while try await runner.fireOne() {} } }
                try await group.waitForAll()
            }
            let counts = try await database.transaction { tx in
                try tx.first("SELECT (SELECT count(*) FROM lamp) AS lit, (SELECT count(*) FROM timer) AS armed") {
                    [try $0.value("lit") as Int, try $0.value("armed") as Int]
                }
            }
            #expect(counts == [200, 1])
        }
    }

    @Test func `a copy that runs fires what is due and what becomes due, each once, until it is stopped`() async throws
    {
        try await withTables { database in
            let fired = Counter()
            var handlers = TimerHandlers()
            handlers.on("light") { _, _, tx in tx.afterCommit { _ = fired.next() } }
            try await database.transaction { tx in
                for _ in 0..<40 { try Timers.arm("light", for: .v7(), at: tx.now - 1, in: tx) }
                for late in 1...5 { try Timers.arm("light", for: .v7(), at: tx.now + 0.05 * Double(late), in: tx) }
                try Timers.arm("light", for: .v7(), at: tx.now + 3600, in: tx)
            }
            let runner = TimerRunner(database: database, handlers: handlers, logger: .silent)
            let copy = Task { await runner.run() }
            try await eventually { fired.count >= 45 }
            copy.cancel()
            await copy.value
            #expect(fired.count == 45)
            let left = try await database.transaction {
                try $0.first("SELECT count(*) AS count FROM timer") { try $0.value("count") as Int }
            }
            #expect(left == 1)
        }
    }

    @Test func `a moved timer fires at its new time, a disarmed one never`() async throws {
        try await withTables { database in
            let (moved, disarmed) = (UUID.v7(), UUID.v7())
            let fired = Counter()
            var handlers = TimerHandlers()
            handlers.on("light") { _, _, _ in _ = fired.next() }
            try await database.transaction { tx in
                try Timers.arm("light", for: moved, at: tx.now - 1, in: tx)
                try Timers.arm("light", for: moved, at: tx.now + 600, in: tx)
                try Timers.arm("light", for: disarmed, at: tx.now - 1, in: tx)
                try Timers.disarm("light", for: disarmed, in: tx)
            }
            let runner = TimerRunner(database: database, handlers: handlers, logger: .silent)
            #expect(try await runner.fireOne() == false)
            try await database.transaction {
                _ = try $0.execute("UPDATE clock_shift SET shift = interval '11 minutes'")
            }
            #expect(try await runner.fireOne())
            #expect(fired.count == 1)
        }
    }

    @Test func `whoever holds what timers take first moves one without waiting for its firing`() async throws {
        try await withTables { database in
            let (owner, held) = (UUID.v7(), Signal())
            let take: @Sendable (Transaction) throws -> Void = { tx in
                try tx.execute("SELECT pg_advisory_xact_lock(1)")
            }
            var handlers = TimerHandlers(before: take)
            handlers.on("light") { _, _, tx in try take(tx) }
            try await database.transaction { tx in try Timers.arm("light", for: owner, at: tx.now - 1, in: tx) }
            let runner = TimerRunner(database: database, handlers: handlers, logger: .silent)
            async let holding: Void = database.transaction { tx in
                try take(tx)
                held.raise()
                let waits: SQL = """
                    SELECT EXISTS (
                        SELECT FROM pg_locks JOIN pg_database AS d ON d.oid = pg_locks.database
                        WHERE d.datname = current_database() AND locktype = 'advisory' AND NOT granted
                    ) AS found
                    """
                while try tx.first(waits, { try $0.value("found") as Bool }) != true {}
                try tx.execute("SET LOCAL lock_timeout = '200ms'")
                try Timers.arm("light", for: owner, at: tx.now - 1, in: tx)
            }
            await held.wait(atMost: .seconds(30))
            #expect(try await runner.fireOne())
            try await holding
        }
    }

    @Test func `work that fails is tried again later, and does not hold up the others`() async throws {
        try await withTables { database in
            let done = Counter()
            var handlers = TimerHandlers()
            handlers.on("bad") { _, _, _ in throw Rejection("It cannot be done.") }
            handlers.on("good") { _, _, _ in _ = done.next() }
            try await database.transaction { tx in
                try Timers.arm("bad", for: .v7(), at: tx.now - 2, in: tx)
                try Timers.arm("good", for: .v7(), at: tx.now - 1, in: tx)
            }
            let runner = TimerRunner(database: database, handlers: handlers, logger: .silent)
            while try await runner.fireOne() {}
            #expect(done.count == 1)
            let attempts = try await database.transaction {
                try $0.first("SELECT attempts FROM timer") { try $0.value("attempts") as Int }
            }
            #expect(try #require(attempts) >= 1)
        }
    }
}
