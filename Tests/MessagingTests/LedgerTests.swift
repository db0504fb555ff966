import Contracts
import Foundation
import Messaging
import Postgres
import Records
import TestSupport
import Testing

@Suite struct LedgerTests {
    @Test func `a change writes row, journal and outbox together`() async throws {
        try await withTables { database in
            let id = UUID.v7()
            try await database.transaction { tx in
                _ = try lamps.open(id, with: [.made(name: "hall")], by: tester, in: tx)
                _ = try lamps.perform(.press, on: id, by: tester, in: tx)
            }
            let (kept, lines, waiting) = try await database.transaction { tx in
                (
                    try lamps.store.find(id, in: tx), try Journal.lines(of: id, in: tx),
                    try tx.query("SELECT sequence FROM outbox ORDER BY seq") { try $0.value("sequence") as Int }
                )
            }
            #expect(kept?.version == 2)
            #expect(kept?.record.isLit == true)
            #expect(lines.map(\.name) == ["made", "lit"])
            #expect(waiting == [1, 2])
        }
    }

    @Test func `a command without facts writes nothing`() async throws {
        try await withTables { database in
            let kept = try await database.transaction { tx in
                let made = try lamps.open(.v7(), with: [.made(name: "hall")], by: tester, in: tx)
                return try lamps.perform(.nothing, on: made.record.id, by: tester, in: tx)
            }
            #expect(kept.version == 1)
        }
    }

    @Test func `a stale version is told what it has not seen`() async throws {
        try await withTables { database in
            let id = UUID.v7()
            try await database.transaction { tx in
                _ = try lamps.open(id, with: [.made(name: "hall"), .lit], by: tester, in: tx)
            }
            await #expect(throws: StaleVersion(expected: 1, current: 2, since: ["lit"])) {
                _ = try await database.transaction {
                    try lamps.perform(.press, on: id, by: tester, expecting: 1, in: $0)
                }
            }
        }
    }

    @Test func `a rejection leaves nothing behind`() async throws {
        try await withTables { database in
            let id = UUID.v7()
            await #expect(throws: Rejection.self) {
                _ = try await database.transaction { tx in
                    _ = try lamps.open(id, with: [.made(name: "hall")], by: tester, in: tx)
                    return try lamps.perform(.smash, on: id, by: tester, in: tx)
                }
            }
            let left = try await database.transaction { try lamps.store.find(id, in: $0) }
            #expect(left == nil)
        }
    }

    @Test func `twenty writers at once leave a journal without gaps`() async throws {
        try await withTables { database in
            let id = UUID.v7()
            try await database.transaction { _ = try lamps.open(id, with: [.made(name: "hall")], by: tester, in: $0) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        _ = try await database.transaction { try lamps.perform(.press, on: id, by: tester, in: $0) }
                    }
                }
                try await group.waitForAll()
            }
            let lines = try await database.transaction { try Journal.lines(of: id, in: $0) }
            #expect(lines.map(\.sequence) == Array(1...21))
        }
    }

    @Test func `verify finds the books right, and every way of cooking them`() async throws {
        try await withTables { database in
            let id = UUID.v7()
            try await database.transaction { tx in
                _ = try lamps.open(id, with: [.made(name: "hall"), .lit, .dark], by: tester, in: tx)
            }
            let verification = Verification(LampStore())
            #expect(try await verification.report(of: "desk", in: database).mismatches == [])
            let cooked: [SQL] = [
                "UPDATE lamp SET record = jsonb_set(record, '{name}', '\"attic\"')",
                "UPDATE lamp SET version = 4",
                "ALTER TABLE journal DISABLE TRIGGER USER; UPDATE journal SET reason = 'because' WHERE sequence = 2",
            ]
            for statement in cooked {
                try await database.executeOutsideTransaction(statement.text)
                #expect(try await verification.report(of: "desk", in: database).mismatches.count == 1)
            }
        }
    }

    @Test func `the journal cannot be changed`() async throws {
        try await withTables { database in
            try await database.transaction {
                _ = try lamps.open(.v7(), with: [.made(name: "hall")], by: tester, in: $0)
            }
            await #expect(throws: DatabaseError.self) {
                try await database.transaction { _ = try $0.execute("DELETE FROM journal") }
            }
        }
    }
}
