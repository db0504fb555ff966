import TestSupport
import Testing

@testable import Postgres

@Suite struct BatcherTests {
    struct Item: Sendable {
        let id: Int
        let note: String
    }

    private func withThings(_ body: (Database) async throws -> Void) async throws {
        try await withDatabase { database in
            try await database.transaction { tx in
                try tx.execute(
                    "CREATE TABLE thing (id bigint CONSTRAINT one_thing_per_id PRIMARY KEY, note text NOT NULL)")
            }
            try await body(database)
        }
    }

    private func batcher(
        on database: Database, lanes: Int = 2, beforeFlush: @escaping @Sendable ([Item]) -> Void = { _ in }
    ) -> Batcher<Item, String> {
        Batcher(database: database, lanes: lanes) { items, tx in
            beforeFlush(items)
            let notes: [String] = try tx.query(
                """
                INSERT INTO thing (id, note)
                SELECT id, note FROM unnest(\(items.map(\.id)), \(items.map(\.note))) AS new (id, note)
                RETURNING note
                """
            ) { try $0.value("note") }
            return notes
        }
    }

    private func submitAll(
        _ items: [Item], to batcher: Batcher<Item, String>
    ) async -> [(Item, Result<String, any Error>)] {
        await withTaskGroup(of: (Item, Result<String, any Error>).self) { group in
            for item in items { group.addTask { (item, await Result { try await batcher.submit(item) }) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
    }

    private func count(_ database: Database) async throws -> Int? {
        try await database.transaction { try $0.first("SELECT count(*) AS n FROM thing") { try $0.value("n") } }
    }

    @Test func `two hundred at once, each with its own answer`() async throws {
        try await withThings { database in
            let items = (0..<200).map { Item(id: $0, note: "note \($0)") }
            for (item, outcome) in await submitAll(items, to: batcher(on: database)) {
                let note = try outcome.get()
                #expect(note == item.note)
            }
            #expect(try await count(database) == 200)
        }
    }

    @Test func `what arrives during a flush goes together in the next`() async throws {
        try await withThings { database in
            let (gate, flushes) = (Gate(), Counter())
            let batcher = batcher(on: database, lanes: 1) { _ in if flushes.next() == 1 { gate.wait() } }
            let first = Task { try await batcher.submit(Item(id: 0, note: "first")) }
            try await eventually { gate.hasArrival }
            let items = (1...200).map { Item(id: $0, note: "") }
            let rest = Task { await submitAll(items, to: batcher) }
            try await eventually { batcher.waiting == 200 }
            gate.open()
            #expect(try await first.value == "first")
            #expect(await rest.value.count == 200)
            #expect(flushes.value == 2)
        }
    }

    @Test func `of each pair of duplicates one succeeds and the other gets the refusal`() async throws {
        try await withThings { database in
            let items = (0..<200).map { Item(id: $0 / 2, note: "note \($0 / 2)") }
            var successes: Set<Int> = []
            var refusals: Set<Int> = []
            for (item, outcome) in await submitAll(items, to: batcher(on: database)) {
                switch outcome {
                case .success(let note):
                    #expect(note == item.note)
                    #expect(successes.insert(item.id).inserted)
                case .failure(let error):
                    #expect((error as? DatabaseError)?.violates("one_thing_per_id") == true)
                    #expect(refusals.insert(item.id).inserted)
                }
            }
            let written = try await count(database)
            #expect(successes.count == 100 && refusals.count == 100 && written == 100)
        }
    }

    @Test func `items submitted together stand or fall together`() async throws {
        try await withThings { database in
            let batcher = batcher(on: database)
            #expect(try await batcher.submit([]).isEmpty)
            let pair = [Item(id: 1, note: "a"), Item(id: 2, note: "b")]
            #expect(try await batcher.submit(pair) == ["a", "b"])
            let error = try await failure(of: {
                try await batcher.submit([Item(id: 3, note: "c"), Item(id: 1, note: "d")])
            })
            #expect(error.isUniqueViolation)
            #expect(try await count(database) == 2)
        }
    }

    @Test func `when the database is in trouble all callers of the flush hear of it, without more attempts`()
        async throws
    {
        try await withThings { database in
            let (gate, flushes) = (Gate(), Counter())
            let batcher = Batcher<Int, Int>(database: database, lanes: 1) { items, tx in
                if flushes.next() == 1 {
                    gate.wait()
                } else {
                    try tx.execute("SELECT pg_terminate_backend(pg_backend_pid())")
                }
                return items
            }
            let first = Task { try await batcher.submit(0) }
            try await eventually { gate.hasArrival }
            let rest = (1...10).map { number in Task { try await batcher.submit(number) } }
            try await eventually { batcher.waiting == 10 }
            gate.open()
            #expect(try await first.value == 0)
            for task in rest {
                let error = try await failure(of: { try await task.value })
                #expect(error.kind == .connectionLost)
            }
            #expect(flushes.value == 2)
        }
    }

    @Test func `a flush that answers too little is a mistake of ours, not a crash`() async throws {
        try await withThings { database in
            let batcher = Batcher<Int, Int>(database: database) { _, _ in [] }
            let error = try await failure(of: { try await batcher.submit(1) })
            #expect(error.kind == .misuse)
        }
    }
}
