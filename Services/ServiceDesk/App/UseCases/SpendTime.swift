import Chassis
import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Staff write down how long they worked on a record.
struct SpendTime: Sendable {
    private let store = TimeSpentStore()

    func spend(
        _ body: NewTimeSpent, on reference: RecordReference, by person: Principal, _ provenance: Provenance,
        in tx: Transaction
    ) throws -> TimeSpentView {
        _ = try RecordSight().find(reference, for: person, in: tx)
        let now = try tx.now
        let spell = try Conversation.TimeSpent(
            id: UUID.v7(at: now), person: person.id, minutes: body.minutes, activity: body.activity, note: body.note,
            workedAt: body.workedAt ?? now, now: now)
        try store.insert(spell, on: reference, in: tx)
        try Conversations().perform(.spend(spell), on: reference, by: provenance, in: tx)
        return TimeSpentView((spell, now))
    }

    func withdraw(
        _ id: UUID, on reference: RecordReference, by person: Principal, _ provenance: Provenance, in tx: Transaction
    ) throws {
        let all = try MergedFamily(reference, for: person, in: tx).references
        guard let reference = try all.first(where: { try store.find(id, of: $0, in: tx) != nil }),
            let spell = try store.find(id, of: reference, in: tx)
        else { throw NotFound("time spent", id.uuidString.lowercased()) }
        try Conversations().perform(.withdrawTime(spell, by: person.id), on: reference, by: provenance, in: tx)
        try store.delete(id, in: tx)
    }
}
