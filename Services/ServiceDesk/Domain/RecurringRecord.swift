import Foundation
import Records

/// A report or a request that is made again and again by the calendar, each time once.
package struct RecurringRecord: Codable, Equatable, Sendable {
    package static let kind = "recurring-record"

    package enum State: String, Codable, CaseIterable, Sendable { case active, paused, ended }

    package let id: UUID
    /// In whose name it reports.
    package let owner: UUID
    package private(set) var details: Details
    package private(set) var state: State
    /// When it reports next; nil unless active.
    package private(set) var nextAt: Date?
    package private(set) var opened = 0
    package private(set) var lastOpened: Occurrence?
    package let definedAt: Date

    /// One time that it came round, and the record that came of it.
    package struct Occurrence: Codable, Equatable, Sendable {
        package let at: Date
        package let record: RecordReference
    }

    /// When it comes round and what is reported then.
    package struct Details: Codable, Equatable, Sendable {
        package let name: String
        package let rule: Recurrence
        package let person: UUID
        /// What goes wrong each time; nil when something is asked for instead.
        package let report: Template.Report?
        /// What is asked for each time.
        package let order: Order?

        /// An item of the catalogue and what its form is answered with.
        package struct Order: Codable, Equatable, Sendable {
            package let item: UUID
            /// Who gets it; nil for who asks.
            package let requestedFor: UUID?
            package let answers: [String: AnswerValue]

            package init(item: UUID, requestedFor: UUID? = nil, answers: [String: AnswerValue]) {
                self.item = item
                self.requestedFor = requestedFor
                self.answers = answers
            }
        }

        /// Throws `Invalid` naming the field at fault, also unless exactly one of `report` and `order` is given.
        package init(
            name: String, rule: Recurrence, person: UUID, report: Template.Report? = nil, order: Order? = nil
        ) throws(Invalid) {
            guard (report == nil) != (order == nil) else {
                throw Invalid("Give a report or a request, and not both.", field: "report", code: "one_of_two")
            }
            self.name = try Wording.line(name, field: "name", atMost: 80)
            self.rule = rule
            self.person = person
            self.report = report
            self.order = order
        }
    }
}

extension RecurringRecord: Lifecycle {
    package enum Command: Equatable, Sendable {
        case revise(Details)
        case pause
        case resume
        case end
        /// It has come round, and this record was made.
        case occur(RecordReference)
    }

    package enum Fact: Codable, Equatable, Sendable {
        case defined(owner: UUID, details: Details, next: Date?)
        case revised(details: Details, next: Date?)
        case paused
        case resumed(next: Date)
        case occurred(occurrence: Occurrence, next: Date?)
        case ended
    }

    /// The whole lifecycle: each line is one legal move, told twice changes nothing, anything else is rejected.
    package func deciding(_ command: Command, at now: Date) throws(Rejection) -> [Fact] {
        switch (state, command) {
        case (.ended, .end): []
        case (.ended, _): throw Rejection("\(details.name) has ended: define a new one.", code: "ended")
        case (_, .end): [.ended]
        case (_, .revise(let details)): revised(details, at: now)
        case (.active, .pause): [.paused]
        case (.active, .resume), (.paused, .pause): []
        case (.paused, .resume): details.rule.next(1, after: now).first.map { [.resumed(next: $0)] } ?? [.ended]
        case (.active, .occur(let record)): try occurred(record, at: now)
        case (.paused, .occur): throw Rejection("\(details.name) is paused.", code: "paused")
        }
    }

    private func revised(_ new: Details, at now: Date) -> [Fact] {
        guard new != details else { return [] }
        return [.revised(details: new, next: state == .active ? new.rule.next(1, after: now).first : nil)]
    }

    /// The next time counts from this one, so that none is lost while nobody was there to make it.
    private func occurred(_ record: RecordReference, at now: Date) throws(Rejection) -> [Fact] {
        guard let nextAt, nextAt <= now else {
            throw Rejection("\(details.name) is not due yet.", code: "not_due")
        }
        let next = details.rule.next(1, after: nextAt).first
        let fact = Fact.occurred(occurrence: Occurrence(at: nextAt, record: record), next: next)
        return next == nil ? [fact, .ended] : [fact]
    }

    package static func beginning(_ id: UUID, with fact: Fact, at instant: Date) -> RecurringRecord? {
        guard case .defined(let owner, let details, let next) = fact else { return nil }
        return RecurringRecord(
            id: id, owner: owner, details: details, state: .active, nextAt: next, definedAt: instant)
    }

    package func applying(_ fact: Fact, at instant: Date) -> RecurringRecord {
        var record = self
        switch fact {
        case .defined(_, let details, let next), .revised(let details, let next):
            (record.details, record.nextAt) = (details, next)
        case .paused: (record.state, record.nextAt) = (.paused, nil)
        case .resumed(let next): (record.state, record.nextAt) = (.active, next)
        case .occurred(let occurrence, let next):
            record.opened += 1
            (record.lastOpened, record.nextAt) = (occurrence, next)
        case .ended: (record.state, record.nextAt) = (.ended, nil)
        }
        return record
    }

    private init(id: UUID, owner: UUID, details: Details, state: State, nextAt: Date?, definedAt: Date) {
        self.id = id
        self.owner = owner
        self.details = details
        self.state = state
        self.nextAt = nextAt
        self.definedAt = definedAt
    }
}
