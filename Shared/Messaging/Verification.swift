import Contracts
import Foundation
import Postgres
import Records

/// What a check of a service's own books found; printed by its `verify` subcommand, one JSON object.
package struct VerificationReport: Codable, Sendable {
    package var service: String
    /// Records checked, by kind.
    package var records: [String: Int] = [:]
    /// One sentence per difference; empty when the books are right.
    package var mismatches: [String] = []
    /// Distinct messages handed to the broker, by subject.
    package var announced: [String: Int] = [:]
    /// Distinct messages applied, by subject.
    package var applied: [String: Int] = [:]
    package var parked = 0
    package var outbox = 0
}

/// Folds every journal, checks its chain, and compares with the row.
package struct Verification: Sendable {
    private let checks: [@Sendable (Database) async throws -> (kind: String, count: Int, mismatches: [String])]

    package init(_ stores: any RecordStore...) {
        checks = stores.map { Self.check($0) }
    }

    package func report(of service: String, in database: Database) async throws -> VerificationReport {
        var report = VerificationReport(service: service)
        for check in checks {
            let found = try await check(database)
            report.records[found.kind] = found.count
            report.mismatches += found.mismatches
        }
        let counts = try await database.transaction { tx in
            (
                announced: try Self.counts(
                    "SELECT subject, count(DISTINCT id) AS count FROM archive GROUP BY subject", in: tx),
                applied: try Self.counts("SELECT subject, count(*) AS count FROM inbox GROUP BY subject", in: tx),
                parked: try tx.first("SELECT count(*) AS count FROM parked_message WHERE state = 'open'") {
                    try $0.value("count") as Int
                },
                outbox: try tx.first("SELECT count(*) AS count FROM outbox") { try $0.value("count") as Int }
            )
        }
        report.announced = counts.announced
        report.applied = counts.applied
        report.parked = counts.parked ?? 0
        report.outbox = counts.outbox ?? 0
        return report
    }

    private static func counts(_ sql: SQL, in tx: Transaction) throws -> [String: Int] {
        Dictionary(
            uniqueKeysWithValues: try tx.query(sql) {
                (try $0.value("subject") as String, try $0.value("count") as Int)
            })
    }

    private static func check<Store: RecordStore>(
        _ store: Store
    ) -> @Sendable (Database) async throws -> (kind: String, count: Int, mismatches: [String]) {
        { database in
            var last: UUID?
            var count = 0
            var mismatches: [String] = []
            while true {
                let after = last
                let page = try await database.transaction { tx in
                    let kept = try store.page(after: after, limit: 500, in: tx)
                    let lines = try Journal.lines(of: kept.map(\.record.id), in: tx)
                    return (kept: kept, faults: try Self.compare(kept, with: lines))
                }
                guard let newest = page.kept.last else { break }
                last = newest.record.id
                count += page.kept.count
                mismatches += page.faults
            }
            return (Store.Record.kind, count, mismatches)
        }
    }

    private static func compare<Record: Lifecycle>(
        _ records: [Kept<Record>], with lines: [JournalLine]
    ) throws -> [String] {
        let journals = Dictionary(grouping: lines, by: \.record)
        return try records.compactMap { kept in try fault(of: kept, with: journals[kept.record.id] ?? []) }
    }

    private static func fault<Record: Lifecycle>(of kept: Kept<Record>, with lines: [JournalLine]) throws -> String? {
        let name = "\(Record.kind) \(kept.record.id.uuidString.lowercased())"
        guard lines.map(\.sequence) == Array(1...max(1, lines.count)), lines.count == kept.version else {
            return "\(name): version \(kept.version), but \(lines.count) journal lines"
        }
        var previous = Data()
        for line in lines {
            guard line.follows(previous) else { return "\(name): journal line \(line.sequence) was altered" }
            previous = line.hash
        }
        let facts = try lines.map { line in
            (fact: try WireJSON.decoder.decode(Record.Fact.self, from: Data(line.fact.utf8)), at: line.at)
        }
        guard let folded = Record.folding(kept.record.id, facts) else {
            return "\(name): its first fact begins nothing"
        }
        guard try RecordColumn.encode(folded).text == RecordColumn.encode(kept.record).text else {
            return "\(name): the row differs from the fold of its journal"
        }
        return nil
    }
}
