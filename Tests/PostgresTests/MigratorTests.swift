import Foundation
import Testing

@testable import Postgres

@Suite struct MigratorTests {
    private static let steps = [
        Migration(
            name: "m0001_create_thing",
            sql: """
                -- Why: things come first. Two statements; a body with dollar quotes.
                CREATE TABLE thing (id int PRIMARY KEY);
                DO $$ BEGIN INSERT INTO thing VALUES (1); END $$;
                """),
        Migration(
            name: "m0002_add_note", sql: "ALTER TABLE thing ADD COLUMN note text; INSERT INTO thing VALUES (2, 'b')"),
    ]

    @Test func `steps are applied in order, each once`() async throws {
        try await withDatabase { database in
            var applied = [try await Migrator.apply([Self.steps[0]], to: database)]
            applied.append(try await Migrator.apply(Self.steps, to: database))
            applied.append(try await Migrator.apply(Self.steps, to: database))
            #expect(applied == [["m0001_create_thing"], ["m0002_add_note"], []])
        }
    }

    @Test func `eight processes starting together apply each step once`() async throws {
        try await withTestDatabase { test in
            let configuration = try test.configuration(connections: 1)
            let applied = try await withThrowingTaskGroup(of: [String].self) { group in
                for _ in 1...8 {
                    group.addTask {
                        let database = Database(configuration, logger: .quiet)
                        let names = try await Migrator.apply(Self.steps, to: database)
                        await database.shutdown()
                        return names
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(applied.sorted() == Self.steps.map(\.name))
        }
    }

    @Test func `a step whose text changed is refused`() async throws {
        try await withDatabase { database in
            _ = try await Migrator.apply(Self.steps, to: database)
            let changed = Migration(name: Self.steps[0].name, sql: Self.steps[0].sql + " ")
            await #expect(throws: MigrationError.changed(name: changed.name)) {
                try await Migrator.apply([changed], to: database)
            }
            await #expect(throws: MigrationError.duplicate(name: changed.name)) {
                try await Migrator.apply([changed, changed], to: database)
            }
        }
    }

    @Test func `a step that fails leaves no trace and those before it stand`() async throws {
        try await withDatabase { database in
            let broken = Migration(name: "m0003_broken", sql: "DELETE FROM thing; SELECT nonsense")
            let error = try await failure(of: { try await Migrator.apply(Self.steps + [broken], to: database) })
            #expect(error.sqlState == "42703")
            let left: Int? = try await database.transaction {
                try $0.first("SELECT count(*) AS n FROM thing") { try $0.value("n") }
            }
            #expect(left == 2)
            #expect(try await Migrator.apply(Self.steps, to: database) == [])
        }
    }

    @Test func `the clock can be moved, and stands still within a transaction`() async throws {
        try await withDatabase { database in
            _ = try await Migrator.apply([], to: database)
            let before = try await database.transaction { try $0.now }
            try await database.transaction { try $0.execute("UPDATE clock_shift SET shift = interval '2 hours'") }
            let (after, again) = try await database.transaction { tx in
                let first = try tx.now
                try tx.execute("SELECT pg_sleep(0.005)")
                return (first, try tx.now)
            }
            #expect(after == again)
            #expect((7_200..<7_260).contains(after.timeIntervalSince(before)))
            let milliseconds = after.timeIntervalSinceReferenceDate * 1_000
            #expect(abs(milliseconds - milliseconds.rounded()) < 0.001)
        }
    }
}
