import Contracts
import Crypto
import Foundation
import Records

/// One fact in the life of a record: what happened, when, through whom and why, chained to the line before.
package struct JournalLine: Sendable, Equatable {
    package let kind: String
    package let record: UUID
    /// 1, 2, 3 … without gaps.
    package let sequence: Int
    package let at: Date
    package let provenance: Provenance
    package let name: String
    /// The fact as JSON, byte for byte what the hash was made of.
    package let fact: String
    package let hash: Data

    package init(
        kind: String, record: UUID, sequence: Int, at: Date, provenance: Provenance, name: String, fact: String,
        hash: Data
    ) {
        self.kind = kind
        self.record = record
        self.sequence = sequence
        self.at = at
        self.provenance = provenance
        self.name = name
        self.fact = fact
        self.hash = hash
    }

    /// A line that follows the one with this hash; the first follows no bytes.
    init<Fact: Codable>(
        _ fact: Fact, kind: String, record: UUID, sequence: Int, at: Date, by provenance: Provenance,
        after previous: Data
    ) throws {
        let text = String(decoding: try WireJSON.encoder.encode(fact), as: UTF8.self)
        let name = FactName.of(fact)
        self.init(
            kind: kind, record: record, sequence: sequence, at: at, provenance: provenance, name: name, fact: text,
            hash: Self.hash(
                kind: kind, record: record, sequence: sequence, at: at, provenance: provenance, fact: text,
                after: previous))
    }

    /// Whether this line is unchanged and follows the line with that hash.
    package func follows(_ previous: Data) -> Bool {
        hash
            == Self.hash(
                kind: kind, record: record, sequence: sequence, at: at, provenance: provenance, fact: fact,
                after: previous)
    }

    /// SHA-256 over the previous hash and every field, each with its length before it, so that no two lines read the same.
    private static func hash(
        kind: String, record: UUID, sequence: Int, at: Date, provenance: Provenance, fact: String, after previous: Data
    ) -> Data {
        var sha = SHA256()
        sha.update(data: previous)
        let fields = [
            kind, record.uuidString, String(sequence), WireTime.text(at), provenance.actor.description,
            provenance.command, provenance.reason ?? "", provenance.correlation, provenance.causation?.uuidString ?? "",
            fact,
        ]
        for field in fields {
            sha.update(data: Data("\(field.utf8.count):\(field)".utf8))
        }
        return Data(sha.finalize())
    }
}

/// The name of a fact: the case of its enum, as it stands in its JSON.
package enum FactName {
    package static func of(_ fact: some Any) -> String {
        Mirror(reflecting: fact).children.first?.label ?? "\(fact)"
    }
}
