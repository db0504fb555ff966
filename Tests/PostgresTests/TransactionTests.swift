import Foundation
import Testing

@testable import Postgres

@Suite struct TransactionTests {
    private func withPeople(_ body: (Database) async throws -> Void) async throws {
        try await withDatabase { database in
            try await database.transaction { tx in
                try tx.execute("CREATE TABLE person (name text CONSTRAINT one_of_a_name PRIMARY KEY, age int NOT NULL)")
            }
            try await body(database)
        }
    }

    private func names(_ database: Database) async throws -> [String] {
        try await database.transaction {
            try $0.query("SELECT name FROM person ORDER BY name") { try $0.value("name") }
        }
    }

    @Test func `rows are written in bulk and read back`() async throws {
        try await withPeople { database in
            let count = try await database.transaction { tx in
                try tx.execute("INSERT INTO person (name, age) SELECT * FROM unnest(\(["Ann", "Bo"]), \([30, 40]))")
            }
            #expect(count == 2)
            #expect(try await names(database) == ["Ann", "Bo"])
        }
    }

    @Test func `an injection attempt stays a value`() async throws {
        try await withPeople { database in
            let name = "x'); DROP TABLE person; --"
            try await database.transaction { try $0.execute("INSERT INTO person VALUES (\(name), \(1))") }
            #expect(try await names(database) == [name])
        }
    }

    @Test func `a text PostgreSQL cannot hold is refused`() async throws {
        try await withPeople { database in
            let error = try await failure(of: { try await database.transaction { try $0.execute("SELECT \("a\0b")") } })
            #expect(error.sqlState == "22021")
            #expect(!error.isTransient)
        }
    }

    @Test func `an error carries its code, constraint and table`() async throws {
        try await withPeople { database in
            let error = try await failure(of: {
                try await database.transaction { tx in
                    for _ in 1...2 { try tx.execute("INSERT INTO person VALUES (\("Ann"), \(30))") }
                }
            })
            #expect(error.kind == .server(sqlState: "23505"))
            #expect(error.isUniqueViolation && error.violates("one_of_a_name") && error.table == "person")
            #expect(!error.isTransient)
        }
    }

    @Test func `a body that throws leaves nothing behind`() async throws {
        try await withPeople { database in
            let called = Counter()
            await #expect(throws: NoFailure.self) {
                try await database.transaction { tx in
                    try tx.execute("INSERT INTO person VALUES ('Ann', 30)")
                    tx.afterCommit { called.next() }
                    throw NoFailure()
                }
            }
            let left = try await names(database)
            #expect(left.isEmpty)
            #expect(called.value == 0)
        }
    }

    @Test func `a swallowed refusal still fails the transaction`() async throws {
        try await withPeople { database in
            let error = try await failure(of: {
                try await database.transaction { tx in
                    try tx.execute("INSERT INTO person VALUES ('Ann', 30)")
                    _ = try? tx.execute("INSERT INTO person VALUES ('Bo', NULL)")
                }
            })
            #expect(error.sqlState == "23502")
            #expect(try await names(database).isEmpty)
        }
    }

    @Test func `a body may not end its own transaction`() async throws {
        try await withPeople { database in
            let error = try await failure(of: { try await database.transaction { try $0.execute("COMMIT") } })
            #expect(error.kind == .misuse)
            #expect(try await names(database).isEmpty)
        }
    }

    @Test func `COPY is refused and the pool survives`() async throws {
        try await withPeople { database in
            let error = try await failure(of: {
                try await database.transaction { try $0.execute("COPY person FROM STDIN") }
            })
            #expect(error.kind == .misuse)
            #expect(try await names(database).isEmpty)
        }
    }

    @Test func `what is to follow the commit follows it once`() async throws {
        try await withPeople { database in
            let called = Counter()
            try await database.transaction { tx in tx.afterCommit { called.next() } }
            #expect(called.value == 1)
        }
    }

    @Test func `more statements than the cache holds still work`() async throws {
        try await withDatabase(connections: 1) { database in
            let held: Int? = try await database.transaction { tx in
                for _ in 1...2 {
                    for number in 0..<600 {
                        let same = try tx.first("SELECT \(unsafe: "\(number)") AS n, \(1)") { try $0.value("n") as Int }
                        #expect(same == number)
                    }
                }
                return try tx.first("SELECT count(*) AS held FROM pg_prepared_statements") { try $0.value("held") }
            }
            #expect(held == PreparedStatements.capacity)
        }
    }

    @Test func `a statement outdated by a migration is prepared anew`() async throws {
        try await withPeople { database in
            let read: SQL = "SELECT * FROM person"
            try await database.transaction { _ = try $0.execute(read) }
            try await database.transaction { try $0.execute("ALTER TABLE person ADD COLUMN city text DEFAULT 'Oslo'") }
            try await database.transaction { try $0.execute("INSERT INTO person VALUES ('Ann', 30)") }
            let cities: [String] = try await database.transaction { try $0.query(read) { try $0.value("city") } }
            #expect(cities == ["Oslo"])
        }
    }
}
