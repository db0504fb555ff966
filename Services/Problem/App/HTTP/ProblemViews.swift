import Contracts
import Foundation
import Messaging
import Postgres
import ProblemDomain
import Records

/// A problem as the API shows it.
struct ProblemView: Codable, Equatable, Sendable {
    struct CauseView: Codable, Equatable, Sendable {
        let text: String
        let confidence: Cause.Confidence
    }

    struct FixView: Codable, Equatable, Sendable {
        let plan: String
        /// The number of the change that carries it.
        let change: String?
    }

    let id: UUID
    let number: String
    let version: Int
    let state: Problem.State
    let summary: String
    let description: String?
    /// 1 … 5.
    let priority: Int
    let causeItem: NamedReference?
    let cause: CauseView?
    let fix: FixView?
    let solution: String?
    let team: NamedReference?
    let assignee: NamedReference?
    /// The candidate it was opened from.
    let candidate: UUID?
    let knownError: NumberedReference?
    /// The newest fifty linked incidents.
    let incidents: [IncidentReference]
    let incidentCount: Int
    let openedAt: Date
    let resolvedAt: Date?
    let closedAt: Date?
    let reviewAt: Date?
    /// Why it was closed or cancelled, or its risk accepted.
    let verdict: String?

    init(_ kept: Kept<Problem>, in tx: Transaction) throws {
        let problem = kept.record
        id = problem.id
        number = problem.number
        version = kept.version
        state = problem.state
        summary = problem.summary
        description = problem.description
        priority = problem.priority.rawValue
        causeItem = try Names.item(problem.causeItem, in: tx)
        cause = problem.cause.map { CauseView(text: $0.text, confidence: $0.confidence) }
        fix = problem.fix.map { FixView(plan: $0.plan, change: $0.change) }
        solution = problem.solution
        team = try Names.team(problem.team, in: tx)
        assignee = try Names.person(problem.assignee, in: tx)
        candidate = problem.candidate
        knownError = problem.knownError.map { NumberedReference($0) }
        incidents = try IncidentReference.list(problem.links.map { ($0.incident, $0.number, $0.origin) }, in: tx)
        incidentCount = problem.incidentCount
        openedAt = problem.openedAt
        resolvedAt = problem.resolvedAt
        closedAt = problem.closedAt
        reviewAt = problem.reviewAt
        verdict = problem.verdict
    }
}

/// A problem as one line of a list.
struct ProblemLine: Codable, Equatable, Sendable {
    let id: UUID
    let number: String
    let version: Int
    let state: Problem.State
    let summary: String
    let priority: Int
    let causeItem: NamedReference?
    let team: NamedReference?
    let assignee: NamedReference?
    let incidentCount: Int
    let openedAt: Date

    init(_ row: Row) throws {
        id = try row.value("id")
        number = try row.value("number")
        version = try row.value("version")
        state = try row.value("state")
        summary = try row.value("summary")
        priority = try row.value("priority")
        causeItem = try row.reference("cause_item", "cause_name")
        team = try row.reference("team", "team_name")
        assignee = try row.reference("assignee", "assignee_name")
        incidentCount = try row.value("incident_count")
        openedAt = try row.value("opened_at")
    }
}
