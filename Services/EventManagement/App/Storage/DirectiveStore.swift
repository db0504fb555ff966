import Contracts
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// Directives of one kind in their table, with what lists filter and sort by beside what all of them have.
protocol KeptDirective: DirectiveTerms {
    static var table: String { get }
    var columns: [(name: String, value: SQL)] { get }

    /// All that hold, made ready for use.
    associatedtype Book: Sendable
    static func book(in tx: Transaction) throws -> Book
}

/// Directives of one kind, one row each.
struct DirectiveStore<Terms: KeptDirective>: RecordTable {
    static var table: String { Terms.table }

    /// Those that have not ended.
    func kept(in tx: Transaction) throws -> [Directive<Terms>] {
        try tx.query("SELECT version, record FROM \(unsafe: Self.table) WHERE state = 'kept' ORDER BY id") {
            try Self.kept($0).record
        }
    }

    func save(_ kept: Kept<Directive<Terms>>, in tx: Transaction) throws {
        let directive = kept.record
        let columns: [(name: String, value: SQL)] =
            [
                ("version", "\(kept.version)"), ("state", "\(directive.state)"),
                ("record", "\(try RecordColumn.encode(directive))"),
            ] + directive.terms.columns
        let names = columns.map { SQL(unsafe: $0.name) }.joined(separator: ", ")
        let changes = columns.map { SQL(unsafe: "\($0.name) = excluded.\($0.name)") }.joined(separator: ", ")
        try tx.execute(
            """
            INSERT INTO \(unsafe: Self.table) (id, created_at, \(names))
            VALUES (\(directive.id), \(directive.createdAt), \(columns.map(\.value).joined(separator: ", ")))
            ON CONFLICT (id) DO UPDATE SET \(changes)
            """)
    }

    /// Nobody else needs to know; alerts say what was done to them.
    func announcement(
        of kept: Kept<Directive<Terms>>, facts: [String], in tx: Transaction
    ) throws -> (any Announcement)? { nil }
}

typealias RuleStore = DirectiveStore<AlertRuleTerms>
typealias SilenceStore = DirectiveStore<SilenceTerms>
typealias InhibitionStore = DirectiveStore<InhibitionTerms>

extension AlertRuleTerms: KeptDirective {
    static let table = "alert_rule"
    var columns: [(name: String, value: SQL)] { [("name", "\(name)"), ("place", "\(order)")] }

    static func book(in tx: Transaction) throws -> RuleBook { RuleBook(try RuleStore().kept(in: tx)) }
}

extension InhibitionTerms: KeptDirective {
    static let table = "inhibition"
    var columns: [(name: String, value: SQL)] { [("name", "\(name)")] }

    static func book(in tx: Transaction) throws -> InhibitionBook {
        InhibitionBook(try InhibitionStore().kept(in: tx))
    }
}

extension SilenceTerms: KeptDirective {
    static let table = "silence"
    var columns: [(name: String, value: SQL)] {
        [
            ("starts_at", "\(start)"), ("ends_at", "\(end)"), ("is_weekly", "\(weekly != nil)"),
            ("comment", "\(comment)"),
        ]
    }

    static func book(in tx: Transaction) throws -> SilenceBook {
        SilenceBook(try SilenceStore().live(at: tx.now, in: tx))
    }
}

extension SilenceStore {
    /// Those that may still mute something.
    func live(at now: Date, in tx: Transaction) throws -> [Silence] {
        try tx.query(
            """
            SELECT version, record FROM silence
            WHERE state = 'kept' AND (ends_at IS NULL OR ends_at > \(now)) ORDER BY id
            """
        ) { try Self.kept($0).record }
    }
}
