import Chassis
import Foundation
import Postgres
import Records

extension API {
    /// The past of one kind of record: its journal, and why the suite decided what it decided.
    mutating func addHistory<Record: Lifecycle>(
        of type: Record.Type, under path: String, seen sight: Sight, in database: Database,
        id: @escaping @Sendable (String, Transaction) throws -> UUID
    ) {
        get(
            path + "/journal", "Everything that happened to it, oldest first", for: .may(.problemsRead),
            answers: JournalAnswer.self
        ) {
            call in
            let key = try call.path("number")
            return .ok(
                try await database.transaction { tx in
                    let record = try id(key, tx)
                    try sight.check(record, as: key, by: call.principal, in: tx)
                    return try RecordHistory.journal(of: record, in: tx)
                })
        }
        get(
            path + "/why", "What was decided automatically, and why, newest first", for: .may(.problemsRead),
            answers: WhyAnswer.self
        ) {
            call in
            let key = try call.path("number")
            return .ok(
                try await database.transaction { tx in
                    let record = try id(key, tx)
                    try sight.check(record, as: key, by: call.principal, in: tx)
                    return try RecordHistory.why(type, record, in: tx)
                })
        }
    }
}
