import Foundation
import Messaging
import Postgres
import ProblemDomain

/// A known error as the API shows it.
struct KnownErrorView: Codable, Equatable, Sendable {
    let id: UUID
    let number: String
    let version: Int
    let state: KnownError.State
    let problem: NumberedReference
    let summary: String
    /// How to recognise it.
    let symptom: String?
    /// Null when it is explicitly known that there is none.
    let workaround: String?
    /// Grows with every revision of the workaround.
    let edition: Int
    let causeItem: NamedReference?
    let draftedAt: Date
    let publishedAt: Date?
    let retiredAt: Date?
    /// Why it was retired.
    let retirement: String?

    init(_ kept: Kept<KnownError>, in tx: Transaction) throws {
        let error = kept.record
        id = error.id
        number = error.number
        version = kept.version
        state = error.state
        problem = NumberedReference(error.problem)
        summary = error.summary
        symptom = error.symptom
        workaround = error.workaround.text
        edition = error.edition
        causeItem = try Names.item(error.reach.causeItem, in: tx)
        draftedAt = error.draftedAt
        publishedAt = error.publishedAt
        retiredAt = error.retiredAt
        retirement = error.retirement
    }
}

/// A known error as one line of a list.
struct KnownErrorLine: Codable, Equatable, Sendable {
    let id: UUID
    let number: String
    let version: Int
    let state: KnownError.State
    let summary: String
    let problem: UUID
    let causeItem: NamedReference?
    let edition: Int
    let draftedAt: Date

    init(_ row: Row) throws {
        id = try row.value("id")
        number = try row.value("number")
        version = try row.value("version")
        state = try row.value("state")
        summary = try row.value("summary")
        problem = try row.value("problem")
        causeItem = try row.reference("cause_item", "cause_name")
        edition = try row.value("edition")
        draftedAt = try row.value("drafted_at")
    }
}
