import Contracts
import Foundation
import Messaging
import Postgres
import Records

/// One line of a record's journal, as the API tells it.
package struct JournalView: Codable, Sendable {
    package let sequence: Int
    package let at: Date
    package let actor: String
    package let command: String
    package let reason: String?
    package let fact: String
    /// The fact's content.
    package let details: JSONValue
    package let correlation: String
    /// SHA-256 over this line and the hash of the one before.
    package let hash: String

    init(_ line: JournalLine) throws {
        sequence = line.sequence
        at = line.at
        actor = line.provenance.actor.description
        command = line.provenance.command
        reason = line.provenance.reason
        fact = line.name
        details = try WireJSON.decoder.decode(JSONValue.self, from: Data(line.fact.utf8))
        correlation = line.provenance.correlation
        hash = line.hash.map { String(format: "%02x", $0) }.joined()
    }
}

/// One decision the suite made about a record, with everything it looked at.
package struct WhyView: Codable, Sendable {
    package let at: Date
    package let fact: String
    package let why: Explanation
}

/// All journal lines of a record, oldest first.
package struct JournalAnswer: Codable, Sendable {
    package let items: [JournalView]
}

/// All explained decisions about a record, newest first.
package struct WhyAnswer: Codable, Sendable {
    package let items: [WhyView]
}

/// What can be asked about any record's past, the same for every kind.
package enum RecordHistory {
    package static func journal(of record: UUID, in tx: Transaction) throws -> JournalAnswer {
        JournalAnswer(items: try Journal.lines(of: record, in: tx).map(JournalView.init))
    }

    package static func why<Record: Lifecycle>(
        _ type: Record.Type, _ record: UUID, in tx: Transaction
    ) throws -> WhyAnswer {
        var before: Record?
        let views: [WhyView] = try Journal.lines(of: record, in: tx).compactMap { line in
            let fact = try WireJSON.decoder.decode(Record.Fact.self, from: Data(line.fact.utf8))
            let why = Record.explanation(of: fact, after: before, by: line.provenance, at: line.at)
            before = before?.applying(fact, at: line.at) ?? Record.beginning(record, with: fact, at: line.at)
            return why.map { WhyView(at: line.at, fact: line.name, why: $0) }
        }
        return WhyAnswer(items: views.reversed())
    }
}
