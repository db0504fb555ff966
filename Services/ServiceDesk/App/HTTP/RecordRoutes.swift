import Chassis
import Foundation
import Messaging
import Postgres
import Records

/// Throws `NotFound` for a record that this caller may not see.
typealias SightCheck = @Sendable (UUID, Principal, Transaction) throws -> Void

extension API {
    /// What happened to a record, and why the suite decided as it did: `…/journal` and `…/why`.
    mutating func history<Record: Lifecycle>(
        of type: Record.Type, at path: String, for access: Access, in database: Database,
        seen: @escaping SightCheck = { _, _, _ in }
    ) {
        let look: @Sendable (Call, Transaction) throws -> UUID = { call, tx in
            let id = try call.uuid("id")
            try Record.require(id, in: tx)
            try seen(id, call.principal, tx)
            return id
        }
        get("\(path)/journal", "Read the journal of a \(type.kind)", for: access, answers: JournalAnswer.self) { call in
            .ok(try await database.transaction { try RecordHistory.journal(of: look(call, $0), in: $0) })
        }
        get(
            "\(path)/why", "Read what was decided about a \(type.kind) and why", for: access, answers: WhyAnswer.self
        ) { call in
            .ok(try await database.transaction { try RecordHistory.why(type, look(call, $0), in: $0) })
        }
    }
}

extension Lifecycle {
    /// Throws `NotFound` unless there is such a record of this kind: the journal holds records of all kinds.
    fileprivate static func require(_ id: UUID, in tx: Transaction) throws {
        guard try Journal.lines(of: id, in: tx).first?.kind == kind else {
            throw NotFound(kind, id.uuidString.lowercased())
        }
    }
}
