import Chassis
import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Reports and requests that the calendar makes: each time once, in the transaction of its timer.
struct KeepRecurringRecords: Sendable {
    static let timer = "recurrence"
    let hours: WorkingHours
    private let ledger = Ledger(RecurringRecordStore())

    init(hours: WorkingHours) {
        self.hours = hours
    }

    func define(
        _ details: RecurringRecord.Details, owner: UUID, by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<RecurringRecord> {
        try check(details, in: tx)
        let next = try details.rule.next(1, after: tx.now).first
        guard next != nil else {
            throw Invalid("By this rule it never comes.", field: "rule", code: "never")
        }
        let kept = try ledger.open(
            UUID.v7(at: tx.now), with: [.defined(owner: owner, details: details, next: next)], by: provenance, in: tx)
        return try timed(kept, in: tx)
    }

    /// Changes what is given and keeps the rest.
    func revise(
        _ id: UUID, expecting version: Int, by provenance: Provenance, in tx: Transaction,
        _ revise: (RecurringRecord.Details) throws -> RecurringRecord.Details
    ) throws -> Kept<RecurringRecord> {
        guard let kept = try ledger.store.find(id, in: tx) else {
            throw NotFound(RecurringRecord.kind, id.uuidString.lowercased())
        }
        let details = try revise(kept.record.details)
        try check(details, in: tx)
        return try perform(.revise(details), on: id, expecting: version, by: provenance, in: tx)
    }

    func perform(
        _ command: RecurringRecord.Command, on id: UUID, expecting version: Int?, by provenance: Provenance,
        in tx: Transaction
    ) throws -> Kept<RecurringRecord> {
        try timed(ledger.perform(command, on: id, by: provenance, expecting: version, in: tx), in: tx)
    }

    /// Makes the report that is due. When it cannot be made any more, such as for somebody who has left, it pauses and says why.
    func comeRound(_ id: UUID, in tx: Transaction) throws {
        guard let record = try ledger.store.find(id, in: tx)?.record, record.state == .active,
            let due = record.nextAt, try due <= tx.now
        else { return }
        var provenance = Provenance.timer(Self.timer)
        provenance.reason = record.details.name
        let command: RecurringRecord.Command
        do {
            try check(record.details, in: tx)
            command = .occur(try make(record, by: provenance, in: tx))
        } catch let invalid as Invalid {
            provenance.reason = invalid.message
            command = .pause
        }
        _ = try perform(command, on: id, expecting: nil, by: provenance, in: tx)
    }

    private func make(
        _ record: RecurringRecord, by provenance: Provenance, in tx: Transaction
    ) throws -> RecordReference {
        if let order = record.details.order {
            let kept = try SubmitRequest(hours: hours).submit(
                wish(order, of: record), as: asker(record.details.person, in: tx), by: provenance, in: tx)
            return RecordReference(kind: .request, id: kept.record.id)
        }
        guard let report = record.details.report else {
            throw Invalid("There is nothing to report.", field: "report", code: "one_of_two")
        }
        let call = RecordContacts.Call(
            channel: .schedule, person: record.details.person, service: report.service, summary: report.summary,
            description: report.description, urgency: report.urgency?.rawValue)
        let contact = try RecordContacts().record(call, agent: record.owner, by: provenance, in: tx)
        return RecordReference(kind: .incident, id: contact.record.report.incident)
    }

    private func wish(_ order: RecurringRecord.Details.Order, of record: RecurringRecord? = nil) -> SubmitRequest.Wish {
        SubmitRequest.Wish(
            item: order.item, edition: nil, requestedFor: order.requestedFor, answers: order.answers,
            recurrence: record.map { .init(id: $0.id, name: $0.details.name) })
    }

    private func asker(_ person: UUID, in tx: Transaction) throws -> Principal {
        guard let asker = try Readers.principal(person, in: tx) else {
            throw InUse.unknown("person", person, field: "request.person")
        }
        return asker
    }

    private func timed(_ kept: Kept<RecurringRecord>, in tx: Transaction) throws -> Kept<RecurringRecord> {
        if let next = kept.record.nextAt {
            try Timers.arm(Self.timer, for: kept.record.id, at: next, in: tx)
        } else {
            try Timers.disarm(Self.timer, for: kept.record.id, in: tx)
        }
        return kept
    }

    /// Said when it is defined, not only when it comes round.
    private func check(_ details: RecurringRecord.Details, in tx: Transaction) throws {
        if let order = details.order { try check(order, of: details.person, in: tx) }
        guard let report = details.report else { return }
        guard try !PersonStore().active([details.person], in: tx).isEmpty else {
            throw InUse.unknown("person", details.person, field: "report.person")
        }
        guard let service = report.service else { return }
        guard try ServiceStore().read(service, in: tx)?.record.state == .active else {
            throw Invalid(
                "There is no active service \(service.uuidString.lowercased()).", field: "report.service",
                code: "unknown_service")
        }
    }

    /// As the person asks in whose name it is made: what they may not have is not asked for either.
    private func check(_ order: RecurringRecord.Details.Order, of person: UUID, in tx: Transaction) throws {
        do {
            let asker = try asker(person, in: tx)
            let asked = try SubmitRequest(hours: hours).checked(wish(order), as: asker, in: tx)
            if let file = asked.checking.form.named(.file, in: asked.answers).first {
                throw Invalid("A file is sent once: leave this empty.", field: file.field, code: "file_not_recurring")
            }
        } catch let invalid as Invalid where invalid.field?.hasPrefix("request.") == false {
            throw Invalid(
                invalid.message, field: invalid.field.map { "request.\($0)" }, code: invalid.code)
        }
    }
}
