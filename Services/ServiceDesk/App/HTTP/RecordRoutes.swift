import Chassis
import Foundation
import Messaging
import Postgres
import Records

extension API {
    /// What happened to a record, and why the suite decided as it did: `…/journal` and `…/why`. `seen` throws `NotFound` for
    /// a record that this caller may not see.
    mutating func history<Record: Lifecycle>(
        of type: Record.Type, at path: String, for access: Access, seen sight: Sight? = nil, in database: Database,
        seen: @escaping @Sendable (UUID, Principal, Transaction) throws -> Void = { _, _, _ in }
    ) {
        let kind = Record.kind
        get("\(path)/journal", "Read the journal of a \(kind)", for: access, answers: JournalAnswer.self) { call in
            let (id, caller) = (try call.uuid("id"), try call.principal)
            return .ok(
                try await database.transaction { tx in
                    try sight?.check(id, as: id.uuidString.lowercased(), by: call.principal, in: tx)
                    try Record.require(id, in: tx)
                    try seen(id, caller, tx)
                    return try RecordHistory.journal(of: id, in: tx)
                })
        }
        get("\(path)/why", "Read what was decided about a \(kind) and why", for: access, answers: WhyAnswer.self) {
            call in
            let (id, caller) = (try call.uuid("id"), try call.principal)
            return .ok(
                try await database.transaction { tx in
                    try sight?.check(id, as: id.uuidString.lowercased(), by: call.principal, in: tx)
                    try Record.require(id, in: tx)
                    try seen(id, caller, tx)
                    return try RecordHistory.why(type, id, in: tx)
                })
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
