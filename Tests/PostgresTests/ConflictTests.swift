import Testing

@testable import Postgres

@Suite struct ConflictTests {
    private static let schema = """
        CREATE TABLE account (id int PRIMARY KEY, balance int NOT NULL);
        INSERT INTO account VALUES (1, 0), (2, 0);
        """

    private func balances(_ database: Database) async throws -> [Int] {
        try await database.transaction {
            try $0.query("SELECT balance FROM account ORDER BY id") { try $0.value("balance") }
        }
    }

    @Test func `a serialization failure is repeated until it succeeds`() async throws {
        try await withTestDatabase { test in
            let configuration = try test.configuration()
            let database = Database(configuration, logger: .quiet)
            try await database.transaction { try $0.executeScript(Self.schema) }
            let attempts = Counter()
            let called = Counter()
            try await database.transaction { tx in
                tx.afterCommit { called.next() }
                try tx.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                try tx.execute("SELECT balance FROM account")
                if attempts.next() < 3 {
                    let rival = Connection(configuration, logger: .quiet)
                    try rival.ensureConnected(until: .now)
                    try rival.script("UPDATE account SET balance = balance + 1 WHERE id = 1")
                }
                try tx.execute("UPDATE account SET balance = balance + 10 WHERE id = 1")
            }
            #expect(attempts.value == 3)
            #expect(called.value == 1)
            #expect(try await balances(database) == [12, 0])
            await database.shutdown()
        }
    }

    @Test func `a conflict that never ends is reported after five attempts`() async throws {
        try await withDatabase { database in
            let attempts = Counter()
            let error = try await failure(of: {
                try await database.transaction { tx in
                    attempts.next()
                    try tx.executeScript("DO $$ BEGIN RAISE SQLSTATE '40001'; END $$")
                }
            })
            #expect(error.sqlState == "40001")
            #expect(error.isTransient)
            #expect(attempts.value == 5)
        }
    }

    @Test func `of two transactions in a deadlock both succeed`() async throws {
        try await withDatabase { database in
            try await database.transaction { try $0.executeScript(Self.schema) }
            let holding = [Gate(), Gate()]
            let attempts = Counter()
            @Sendable func move(from own: Int, to other: Int) async throws {
                let first = Counter()
                try await database.transaction { tx in
                    attempts.next()
                    try tx.execute("SET LOCAL deadlock_timeout = '20ms'")
                    try tx.execute("UPDATE account SET balance = balance - 1 WHERE id = \(own)")
                    if first.next() == 1 {
                        holding[other - 1].open()
                        holding[own - 1].wait()
                    }
                    try tx.execute("UPDATE account SET balance = balance + 1 WHERE id = \(other)")
                }
            }
            async let one: Void = move(from: 1, to: 2)
            async let two: Void = move(from: 2, to: 1)
            _ = try await (one, two)
            #expect(attempts.value > 2)
            #expect(try await balances(database) == [0, 0])
        }
    }
}
