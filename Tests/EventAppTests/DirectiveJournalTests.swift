import Chassis
import Contracts
import EventDomain
import Foundation
import Postgres
import Records
import TestSupport
import Testing

@testable import EventApp
@testable import Messaging

/// Journals from before rules, silences and inhibitions had one lifecycle.
@Suite struct DirectiveJournalTests {
    /// Facts as the code before wrote them: the compiler's own JSON of an enum.
    private enum OldFact<Terms: Codable & Sendable>: Codable, Sendable {
        case created(terms: Terms)
        case amended(terms: Terms)
        case retired
        case ended
    }

    private static let noon = Date(timeIntervalSince1970: 1_795_687_200)

    private func text(_ value: some Encodable) throws -> String {
        String(decoding: try WireJSON.encoder.encode(value), as: UTF8.self)
    }

    private func isSame<Terms: KeptDirective>(_ terms: Terms, endedBy over: OldFact<Terms>) throws {
        let pairs: [(OldFact<Terms>, Directive<Terms>.Fact)] = [
            (.created(terms: terms), .created(terms: terms)), (.amended(terms: terms), .amended(terms: terms)),
            (over, .ended),
        ]
        for (old, new) in pairs {
            #expect(try text(old) == text(new))
            #expect(FactName.of(old) == FactName.of(new))
            let read = try WireJSON.decoder.decode(Directive<Terms>.Fact.self, from: Data(text(old).utf8))
            #expect(read == new)
        }
    }

    private static let rule = AlertRuleTerms(
        name: "Noise", order: 1, conditions: [LabelMatcher(name: "env", value: "lab")], effects: .init(drops: true))

    @Test func `facts are written and read as before, by the word of their kind`() throws {
        try isSame(Self.rule, endedBy: .retired)
        try isSame(
            SilenceTerms(
                matchers: [LabelMatcher(name: "env", value: "lab")], start: Self.noon, end: nil, weekly: nil,
                comment: "Disks", author: "Ada"), endedBy: .ended)
        try isSame(
            InhibitionTerms(name: "Rack", sources: [], targets: [], equal: ["rack"]), endedBy: .ended)
    }

    @Test(arguments: [#"{"ended":{}}"#, #"{"created":{}}"#, #"{"lost":{}}"#, "{}"])
    func `what is no fact of a rule is not read as one`(text: String) {
        #expect(throws: DecodingError.self) {
            try WireJSON.decoder.decode(AlertRule.Fact.self, from: Data(text.utf8))
        }
    }

    @Test func `a rule that was retired before folds to its row`() async throws {
        struct OldRow: Encodable {
            let id: UUID
            let state = "retired"
            let terms: AlertRuleTerms
            let createdAt: Date
        }
        let before = Array(EventApp.migrationsInOrder.prefix { $0.name != DirectiveTables.migrations[0].name })
        try await TestDatabase.run(before) { database in
            let id = UUID.v7()
            let by = Provenance(actor: .service("tests"), command: "test", correlation: "c-1")
            try await database.transaction { tx in
                let now = try tx.now
                let facts: [OldFact<AlertRuleTerms>] = [.created(terms: Self.rule), .retired]
                var lines: [JournalLine] = []
                for fact in facts {
                    lines.append(
                        try JournalLine(
                            fact, kind: AlertRule.kind, record: id, sequence: lines.count + 1, at: now, by: by,
                            after: lines.last?.hash ?? Data()))
                }
                try Journal.append(lines, in: tx)
                try tx.execute(
                    """
                    INSERT INTO alert_rule (id, version, state, name, place, created_at, record)
                    VALUES (\(id), 2, 'retired', 'Noise', 1, \(now),
                        \(try RecordColumn.encode(OldRow(id: id, terms: Self.rule, createdAt: now))))
                    """)
            }
            _ = try await Migrator.apply(EventApp.migrationsInOrder, to: database)
            #expect(try await Verification(RuleStore()).report(of: "event", in: database).mismatches == [])
            let rule = try await database.transaction { tx in try RuleStore().existing(id, in: tx).record }
            #expect(rule.state == .ended && rule.state.rawValue == "retired" && rule.endedAt != nil)
        }
    }
}
