import Contracts
import Foundation
import Postgres
import Records

/// The one way a record changes: lock, decide, apply, then row, journal lines and outbox in the caller's transaction.
package struct Ledger<Store: RecordStore>: Sendable {
    package typealias Record = Store.Record

    /// Facts for one record; `kept` is nil for one that begins.
    package struct Change: Sendable {
        package let id: UUID
        package let kept: Kept<Record>?
        package let facts: [Record.Fact]

        package init(id: UUID, kept: Kept<Record>?, facts: [Record.Fact]) {
            self.id = id
            self.kept = kept
            self.facts = facts
        }
    }

    package let store: Store

    package init(_ store: Store) {
        self.store = store
    }

    /// Begins a record with its first facts.
    @discardableResult
    package func open(
        _ id: UUID, with facts: [Record.Fact], by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<Record> {
        try write(Change(id: id, kept: nil, facts: facts), by: provenance, in: tx)
    }

    /// Asks a record to move. No facts: nothing is written and the record is answered as it stands.
    ///
    /// Throws `NotFound`, `StaleVersion` when `version` is not the current one, or the record's `Rejection`.
    @discardableResult
    package func perform(
        _ command: Record.Command, on id: UUID, by provenance: Provenance, expecting version: Int? = nil,
        in tx: Transaction
    ) throws -> Kept<Record> {
        let kept = try find(id, expecting: version, in: tx)
        return try add(try kept.record.deciding(command, at: tx.now), to: kept, by: provenance, in: tx)
    }

    /// The record, locked. Throws `NotFound`, and `StaleVersion` when `version` is not the current one.
    package func find(_ id: UUID, expecting version: Int?, in tx: Transaction) throws -> Kept<Record> {
        guard let kept = try store.find(id, in: tx) else { throw NotFound(Record.kind, id.uuidString.lowercased()) }
        if let version, version != kept.version {
            let since = try Journal.lines(of: id, after: version, in: tx).map(\.name)
            throw StaleVersion(expected: version, current: kept.version, since: since)
        }
        return kept
    }

    /// Adds facts that were decided elsewhere to a record that the caller has locked.
    @discardableResult
    package func add(
        _ facts: [Record.Fact], to kept: Kept<Record>, by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<Record> {
        guard !facts.isEmpty else { return kept }
        return try write(Change(id: kept.record.id, kept: kept, facts: facts), by: provenance, in: tx)
    }

    private func write(_ change: Change, by provenance: Provenance, in tx: Transaction) throws -> Kept<Record> {
        let kept = try addMany([change], by: provenance, in: tx)[0]
        if let message = try store.announcement(of: kept, facts: change.facts.map { FactName.of($0) }, in: tx) {
            try Outbox.announce(message, sequence: kept.version, by: provenance, in: tx)
        }
        return kept
    }

    /// Changes many locked records in a few statements. Announces nothing: high-volume facts travel in batches of their own.
    @discardableResult
    package func addMany(_ changes: [Change], by provenance: Provenance, in tx: Transaction) throws -> [Kept<Record>] {
        let now = try tx.now
        let heads = try Journal.heads(of: changes.compactMap { $0.kept?.record.id }, in: tx)
        var lines: [JournalLine] = []
        let kept = try changes.map { change in
            try applied(change, at: now, by: provenance, after: heads[change.id] ?? Data(), lines: &lines)
        }
        try store.saveMany(kept, in: tx)
        try Journal.append(lines, in: tx)
        return kept
    }

    private func applied(
        _ change: Change, at now: Date, by provenance: Provenance, after head: Data, lines: inout [JournalLine]
    ) throws -> Kept<Record> {
        var record = change.kept?.record
        var version = change.kept?.version ?? 0
        var previous = head
        for fact in change.facts {
            record = record.map { $0.applying(fact, at: now) } ?? Record.beginning(change.id, with: fact, at: now)
            version += 1
            let line = try JournalLine(
                fact, kind: Record.kind, record: change.id, sequence: version, at: now, by: provenance, after: previous)
            lines.append(line)
            previous = line.hash
        }
        guard let record else {
            throw Rejection(
                "A \(Record.kind) cannot begin with \(change.facts.map { FactName.of($0) }).", code: "no_beginning")
        }
        return Kept(record: record, version: version)
    }
}
