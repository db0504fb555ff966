import DeskDomain
import Foundation
import Messaging
import Records

/// What is reported each time.
struct RecurringReport: Codable, Sendable {
    let person: UUID
    let service: UUID?
    let summary: String
    let description: String?
    /// 1 high … 3 low.
    let urgency: Int?

    /// Throws `Invalid` naming the field at fault, below `report`.
    func report() throws(Invalid) -> Template.Report {
        do {
            return try Template.Report(summary: summary, description: description, service: service, urgency: urgency)
        } catch {
            throw Invalid(error.message, field: error.field.map { "report.\($0)" }, code: error.code)
        }
    }
}

/// What is asked for each time.
struct RecurringRequest: Codable, Sendable {
    /// In whose name.
    let person: UUID
    let item: UUID
    /// Who gets it; without it the person.
    let requestedFor: UUID?
    let answers: [String: AnswerValue]

    var order: RecurringRecord.Details.Order { .init(item: item, requestedFor: requestedFor, answers: answers) }
}

/// What `POST /api/v1/recurring-records` takes: a report or a request.
struct NewRecurringRecord: Codable, Sendable {
    let name: String
    let rule: RecurrenceBody
    let report: RecurringReport?
    let request: RecurringRequest?

    func details() throws(Invalid) -> RecurringRecord.Details {
        guard let person = report?.person ?? request?.person else {
            throw Invalid("Give a report or a request.", field: "report", code: "one_of_two")
        }
        return try RecurringRecord.Details(
            name: name, rule: rule.rule(), person: person,
            report: report.map { body throws(Invalid) in try body.report() }, order: request?.order)
    }
}

/// What `PATCH /api/v1/recurring-records/{id}` takes: what is left out stays; rule and report are given whole.
struct RecurringRecordRevision: Codable, Sendable {
    let name: String?
    let rule: RecurrenceBody?
    let report: RecurringReport?
    let request: RecurringRequest?

    func revising(_ details: RecurringRecord.Details) throws(Invalid) -> RecurringRecord.Details {
        try RecurringRecord.Details(
            name: name ?? details.name,
            rule: rule.map { body throws(Invalid) in try body.rule() } ?? details.rule,
            person: report?.person ?? request?.person ?? details.person,
            report: report.map { body throws(Invalid) in try body.report() } ?? (request == nil ? details.report : nil),
            order: request?.order ?? (report == nil ? details.order : nil))
    }
}

struct PreviewBody: Codable, Sendable {
    let rule: RecurrenceBody
}

struct PreviewAnswer: Codable, Sendable {
    let next: [Date]
}

/// A report that comes again, as the API shows it.
struct RecurringRecordView: Codable, Sendable {
    static let shown = 5

    /// The newest time that it came round.
    struct Occurrence: Codable, Sendable {
        let at: Date
        let kind: RecordKind
        let record: UUID
    }

    let id: UUID
    let name: String
    let owner: UUID
    let rule: RecurrenceBody
    let report: RecurringReport?
    let request: RecurringRequest?
    let state: RecurringRecord.State
    /// When it comes round next, five times at most; empty unless active.
    let next: [Date]
    let opened: Int
    let lastOpened: Occurrence?
    let definedAt: Date
    let version: Int

    init(_ kept: Kept<RecurringRecord>) {
        let (record, details) = (kept.record, kept.record.details)
        id = record.id
        name = details.name
        owner = record.owner
        rule = RecurrenceBody(details.rule)
        report = details.report.map {
            RecurringReport(
                person: details.person, service: $0.service, summary: $0.summary, description: $0.description,
                urgency: $0.urgency?.rawValue)
        }
        request = details.order.map {
            RecurringRequest(
                person: details.person, item: $0.item, requestedFor: $0.requestedFor, answers: $0.answers)
        }
        state = record.state
        next = record.nextAt.map { [$0] + details.rule.next(Self.shown - 1, after: $0) } ?? []
        opened = record.opened
        lastOpened = record.lastOpened.map {
            Occurrence(at: $0.at, kind: $0.record.kind, record: $0.record.id)
        }
        definedAt = record.definedAt
        version = kept.version
    }
}
