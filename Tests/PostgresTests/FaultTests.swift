import Foundation
import TestSupport
import Testing

@testable import Postgres

@Suite struct FaultTests {
    private func answers(_ database: Database) async throws -> Bool {
        try await database.transaction { try $0.execute("SELECT 1") == 1 }
    }

    @Test func `a statement that takes too long is stopped and the connection stays usable`() async throws {
        try await withDatabase(connections: 1, statementTimeout: .milliseconds(50)) { database in
            let error = try await failure(of: {
                try await database.transaction { try $0.execute("SELECT pg_sleep(60)") }
            })
            #expect(error.sqlState == "57014")
            #expect(error.isTransient)
            #expect(try await answers(database))
        }
    }

    @Test func `a lock that is not given up is not waited for`() async throws {
        try await withDatabase(lockTimeout: .milliseconds(50)) { database in
            try await database.transaction { try $0.execute("CREATE TABLE thing (id int)") }
            let gate = Gate()
            let holder = Task {
                try await database.transaction { tx in
                    try tx.execute("LOCK TABLE thing")
                    gate.wait()
                }
            }
            try await eventually { gate.hasArrival }
            let error = try await failure(of: { try await database.transaction { try $0.execute("LOCK TABLE thing") } })
            gate.open()
            try await holder.value
            #expect(error.sqlState == "55P03")
            #expect(error.isTransient)
        }
    }

    @Test func `idle connections the server has ended are replaced`() async throws {
        try await withTestDatabase { test in
            let database = Database(try test.configuration(connections: 2), logger: .quiet)
            #expect(try await answers(database))
            try await test.administer(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '\(test.name)'")
            #expect(try await answers(database))
            await database.shutdown()
        }
    }

    @Test func `a connection that breaks under a body is an error, and the next transaction works`() async throws {
        try await withDatabase(connections: 1) { database in
            let attempts = Counter()
            let error = try await failure(of: {
                try await database.transaction { tx in
                    attempts.next()
                    try tx.execute("SELECT pg_terminate_backend(pg_backend_pid())")
                    try tx.execute("SELECT 1")
                }
            })
            #expect(error.kind == .connectionLost)
            #expect(error.isTransient)
            #expect(attempts.value == 1)
            #expect(try await answers(database))
        }
    }

    @Test func `a connection that breaks during the commit leaves doubt, and says so`() async throws {
        try await withDatabase(connections: 1) { database in
            try await database.transaction { tx in
                try tx.executeScript(
                    """
                    CREATE TABLE thing (id int);
                    CREATE FUNCTION break_off() RETURNS trigger LANGUAGE plpgsql AS $$
                        BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
                    CREATE CONSTRAINT TRIGGER late AFTER INSERT ON thing DEFERRABLE INITIALLY DEFERRED
                        FOR EACH ROW EXECUTE FUNCTION break_off();
                    """)
            }
            let error = try await failure(of: {
                try await database.transaction { try $0.execute("INSERT INTO thing VALUES (1)") }
            })
            #expect(error.kind == .ambiguousCommit)
            #expect(try await answers(database))
        }
    }

    @Test func `when no connection comes free in time the caller is told`() async throws {
        try await withDatabase(connections: 1, poolWait: .milliseconds(50)) { database in
            #expect(await database.isReachable)
            let gate = Gate()
            let holder = Task { try await database.transaction { _ in gate.wait() } }
            try await eventually { gate.hasArrival }
            let error = try await failure(of: { try await answers(database) })
            #expect(error.kind == .poolExhausted)
            #expect(database.statistics.inUse == 1)
            #expect(database.statistics.waiting == 0)
            gate.open()
            try await holder.value
            #expect(try await answers(database))
        }
    }

    @Test func `a task cancelled in line leaves the line`() async throws {
        try await withDatabase(connections: 1) { database in
            let gate = Gate()
            let holder = Task { try await database.transaction { _ in gate.wait() } }
            try await eventually { gate.hasArrival }
            let waiter = Task { try await answers(database) }
            try await eventually { database.statistics.waiting == 1 }
            waiter.cancel()
            await #expect(throws: CancellationError.self) { try await waiter.value }
            gate.open()
            try await holder.value
        }
    }

    @Test func `many share few connections`() async throws {
        try await withDatabase(connections: 3) { database in
            let sum = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 1...300 {
                    group.addTask {
                        try await database.transaction { try $0.first("SELECT \(number) AS n") { try $0.value("n") } }
                            ?? 0
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(sum == 45_150)
            #expect(database.statistics.connections <= 3)
        }
    }

    @Test func `a database that is away is unreachable, not a crash`() async throws {
        let configuration = try DatabaseConfiguration(
            url: "postgres://nobody:secret@127.0.0.1:1/nowhere", poolWait: .milliseconds(200), applicationName: "tests")
        let database = Database(configuration, logger: .quiet)
        #expect(await !database.isReachable)
        let error = try await failure(of: { try await answers(database) })
        #expect(error.kind == .connectionLost)
        #expect(!"\(error)".contains("secret"))
        await database.shutdown()
    }

    @Test func `shutting down waits for work under way and takes no more`() async throws {
        try await withTestDatabase { test in
            let database = Database(try test.configuration(connections: 2), logger: .quiet)
            let gate = Gate()
            let holder = Task { try await database.transaction { _ in gate.wait() } }
            try await eventually { gate.hasArrival }
            let end = Task { await database.shutdown() }
            try await eventually {
                do { return try await !answers(database) } catch let error as DatabaseError {
                    return error.kind == .shutDown
                }
            }
            gate.open()
            try await holder.value
            await end.value
            #expect(database.statistics.connections == 0)
        }
    }
}
