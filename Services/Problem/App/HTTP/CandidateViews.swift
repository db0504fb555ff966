import Foundation
import Messaging
import Postgres
import ProblemDomain
import Records

/// A recurrence candidate as the API shows it.
struct CandidateView: Codable, Equatable, Sendable {
    let id: UUID
    let number: String
    let version: Int
    let state: Candidate.State
    let causeItem: NamedReference?
    /// One sentence: why it was raised.
    let because: String
    /// The newest fifty incidents that speak for it.
    let evidence: [IncidentReference]
    let evidenceCount: Int
    let priority: Int
    let raisedAt: Date
    let decidedAt: Date?
    /// The problem it became part of.
    let problem: NumberedReference?
    /// Why it was dismissed.
    let dismissal: String?

    init(_ kept: Kept<Candidate>, in tx: Transaction) throws {
        let candidate = kept.record
        id = candidate.id
        number = candidate.number
        version = kept.version
        state = candidate.state
        causeItem = try Names.item(candidate.causeItem, in: tx)
        because = candidate.why.because
        evidence = try IncidentReference.list(candidate.evidence.map { ($0.incident, $0.number, .evidence) }, in: tx)
        evidenceCount = candidate.evidenceCount
        priority = candidate.priority.rawValue
        raisedAt = candidate.raisedAt
        decidedAt = candidate.decidedAt
        problem = candidate.problem.map { NumberedReference($0) }
        dismissal = candidate.dismissal
    }
}

/// A candidate as one line of a list.
struct CandidateLine: Codable, Equatable, Sendable {
    let id: UUID
    let number: String
    let version: Int
    let state: Candidate.State
    let causeItem: NamedReference?
    let evidenceCount: Int
    let problem: UUID?
    let raisedAt: Date

    init(_ row: Row) throws {
        id = try row.value("id")
        number = try row.value("number")
        version = try row.value("version")
        state = try row.value("state")
        causeItem = try row.reference("cause_item", "cause_name")
        evidenceCount = try row.value("evidence_count")
        problem = try row.value("problem")
        raisedAt = try row.value("raised_at")
    }
}
