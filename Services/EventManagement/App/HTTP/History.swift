import Chassis
import Foundation
import Postgres
import Records

/// What every kind of record offers of its past, below its own address.
func addHistory<Record: Lifecycle>(
    to api: inout API, of type: Record.Type, at path: String, for access: Access = .may(.alertsRead),
    in database: Database,
    _ find: @escaping @Sendable (String, Principal, Transaction) throws -> UUID
) {
    let placeholder = path.split(separator: "/").last.map { String($0.dropFirst().dropLast()) } ?? "id"
    api.get("\(path)/journal", "Everything that happened to it", for: access, answers: JournalAnswer.self) { call in
        let key = try call.path(placeholder)
        return .ok(
            try await database.transaction { tx in try RecordHistory.journal(of: find(key, call.principal, tx), in: tx)
            })
    }
    api.get("\(path)/why", "Why the suite decided as it did", for: access, answers: WhyAnswer.self) { call in
        let key = try call.path(placeholder)
        return .ok(
            try await database.transaction { tx in try RecordHistory.why(type, find(key, call.principal, tx), in: tx) })
    }
}
