import AMQP
import Contracts
import Foundation
import Messaging
import Postgres
import Records
import TestSupport

/// A small record, with just enough life to test the machinery.
struct Lamp: Lifecycle {
    enum Command: Sendable, Equatable { case press, smash, nothing }
    enum Fact: Codable, Equatable, Sendable { case made(name: String), lit, dark }

    static let kind = "lamp"
    let id: UUID
    let name: String
    var isLit = false
    var changedAt: Date

    func deciding(_ command: Command, at now: Date) throws(Rejection) -> [Fact] {
        switch command {
        case .press: [isLit ? .dark : .lit]
        case .smash: throw Rejection("Lamp \(name) is not to be smashed.")
        case .nothing: []
        }
    }

    func applying(_ fact: Fact, at instant: Date) -> Lamp {
        var lamp = self
        lamp.isLit = fact == .lit
        lamp.changedAt = instant
        return lamp
    }

    static func beginning(_ id: UUID, with fact: Fact, at instant: Date) -> Lamp? {
        guard case .made(let name) = fact else { return nil }
        return Lamp(id: id, name: name, changedAt: instant)
    }
}

struct LampStore: RecordStore {
    static let migration = Migration(
        name: "lamp", sql: "CREATE TABLE lamp (id uuid PRIMARY KEY, version integer NOT NULL, record jsonb NOT NULL)")

    func find(_ id: UUID, in tx: Transaction) throws -> Kept<Lamp>? {
        try tx.first("SELECT version, record FROM lamp WHERE id = \(id) FOR UPDATE", Self.decode)
    }

    func save(_ kept: Kept<Lamp>, in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO lamp (id, version, record) VALUES (\(kept.record.id), \(kept.version), \(try RecordColumn.encode(kept.record)))
            ON CONFLICT (id) DO UPDATE SET version = excluded.version, record = excluded.record
            """)
    }

    func page(after: UUID?, limit: Int, in tx: Transaction) throws -> [Kept<Lamp>] {
        try tx.query(
            "SELECT version, record FROM lamp WHERE \(after) IS NULL OR id > \(after) ORDER BY id LIMIT \(limit)",
            Self.decode)
    }

    func announcement(of kept: Kept<Lamp>, facts: [String], in tx: Transaction) throws -> (any Announcement)? {
        TeamAnnounced(record: kept.record.id, facts: facts, name: kept.record.name, active: kept.record.isLit)
    }

    private static func decode(_ row: Row) throws -> Kept<Lamp> {
        Kept(record: try RecordColumn.decode(Lamp.self, row.value("record")), version: try row.value("version"))
    }
}

let lamps = Ledger(LampStore())
let tester = Provenance(actor: .service("tests"), command: "test", correlation: "c-1")

/// A database with Messaging's tables and the lamp's.
func withTables<R>(_ body: (Database) async throws -> R) async throws -> R {
    try await TestDatabase.run(MessagingTables.migrations + [LampStore.migration], body)
}

/// A database and a broker, as the desk has them.
func withDesk<R>(_ body: (Database, TestBroker) async throws -> R) async throws -> R {
    try await withTables { database in try await TestBroker.run { broker in try await body(database, broker) } }
}

func aTeam(_ record: UUID = .v7(), _ name: String = "Network") -> TeamAnnounced {
    TeamAnnounced(record: record, facts: ["defined"], name: name, active: true)
}
