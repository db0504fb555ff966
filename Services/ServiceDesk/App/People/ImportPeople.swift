import Chassis
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Takes people from a file: whoever is new is defined, whoever is known is revised, and every line gets its answer.
struct ImportPeople: Sendable {
    /// What became of a line.
    struct Outcome: Codable, Sendable {
        enum Kind: String, Codable, CaseIterable, Sendable { case created, revised, unchanged, refused }

        let line: Int
        let outcome: Kind
        let person: UUID?
        let code: String?
        let field: String?
        let detail: String?
    }

    /// Carries the outcomes out of a transaction that must not be kept.
    struct NotKept: Error { let outcomes: [Outcome] }

    let file: PeopleFile
    let people: UpsertPerson

    /// Every line, each whole or not at all. Throws errors of the database only.
    func outcomes(in tx: Transaction) throws -> [Outcome] {
        var places = Places()
        return try file.lines.map { line in
            try tx.execute("SAVEPOINT line")
            do {
                let outcome = try take(line, &places, in: tx)
                try tx.execute("RELEASE SAVEPOINT line")
                return outcome
            } catch let error as Invalid {
                return try refused(line, error.code, error.field, error.message, in: tx)
            } catch let error as ErrorReply {
                return try refused(line, error.code, error.field, error.detail, in: tx)
            } catch let error as Rejection {
                return try refused(line, error.code, nil, error.message, in: tx)
            }
        }
    }

    private func refused(
        _ line: PeopleFile.Line, _ code: String, _ field: String?, _ detail: String, in tx: Transaction
    ) throws -> Outcome {
        try tx.execute("ROLLBACK TO SAVEPOINT line")
        return Outcome(
            line: line.number, outcome: .refused, person: nil, code: code, field: field, detail: detail)
    }

    private func take(_ line: PeopleFile.Line, _ places: inout Places, in tx: Transaction) throws -> Outcome {
        let entry = try PersonEntry(line, &places, in: tx)
        let (kept, outcome) = try people.take(entry, in: tx)
        return Outcome(
            line: line.number, outcome: outcome, person: kept.record.id, code: nil, field: nil, detail: nil)
    }
}

/// Names of teams, organisations and sites, looked up once a file.
struct Places {
    private var known: [String: UUID?] = [:]

    /// Throws `Invalid` naming the field for a name that nothing active has.
    mutating func id(_ table: SQL, _ kind: String, named name: String, field: String, in tx: Transaction) throws -> UUID
    {
        let key = "\(kind)/\(name.lowercased())"
        let found =
            try known[key]
            ?? tx.first(
                """
                SELECT id FROM \(table) WHERE lower(name) = lower(\(name)) AND state = 'active' ORDER BY id LIMIT 1
                """
            ) { try $0.value("id") }
        known[key] = .some(found)
        guard let found else {
            throw Invalid(
                "There is no active \(kind) named “\(name.prefix(100))”.", field: field, code: "unknown_\(kind)")
        }
        return found
    }
}
