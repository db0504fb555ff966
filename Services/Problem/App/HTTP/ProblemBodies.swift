import Foundation
import ProblemDomain
import Records

/// Opens a problem by hand.
struct NewProblem: Codable, Sendable {
    let summary: String
    let description: String?
    /// The configuration item suspected, by id.
    let causeItem: UUID?
    /// 1 … 5; 3 if left out.
    let priority: Priority?
    /// Incidents it explains, by number or id.
    let incidents: [String]?

    func request() throws -> OpenProblem.Request {
        let incidents = incidents ?? []
        guard incidents.count <= Problem.mostLinks else {
            throw Invalid("Link at most \(Problem.mostLinks) incidents.", field: "incidents", code: "too_many")
        }
        return OpenProblem.Request(
            summary: try summary.worded("summary", atMost: TextLimit.line),
            description: try description?.worded("description", atMost: TextLimit.text), causeItem: causeItem,
            priority: priority, incidents: incidents)
    }
}

/// A command that needs a reason.
struct WithReason: Codable, Sendable {
    let reason: String

    func worded() throws -> String { try reason.worded("reason", atMost: TextLimit.reason) }
}

/// A command for which a reason is needed only in some states.
struct WithOptionalReason: Codable, Sendable {
    let reason: String?

    func worded() throws -> String? { try reason?.worded("reason", atMost: TextLimit.reason) }
}

struct CauseFound: Codable, Sendable {
    let text: String
    let confidence: Cause.Confidence
    /// The configuration item at fault, when it is another than suspected.
    let causeItem: UUID?

    func command() throws -> Problem.Command {
        .confirmCause(
            Cause(text: try text.worded("text", atMost: TextLimit.text), confidence: confidence, item: causeItem))
    }
}

struct FixPlan: Codable, Sendable {
    let plan: String
    /// The number of the change that carries it.
    let change: String?

    func command() throws -> Problem.Command {
        .planFix(
            Fix(
                plan: try plan.worded("plan", atMost: TextLimit.text),
                change: try change?.worded("change", atMost: TextLimit.line)))
    }
}

struct Solution: Codable, Sendable {
    let solution: String

    func worded() throws -> String { try solution.worded("solution", atMost: TextLimit.text) }
}

struct Closing: Codable, Sendable {
    /// How it was seen that the fix holds.
    let verification: String

    func worded() throws -> String { try verification.worded("verification", atMost: TextLimit.reason) }
}

struct RiskAcceptance: Codable, Sendable {
    let reason: String
    let reviewAt: Date

    func worded() throws -> String { try reason.worded("reason", atMost: TextLimit.reason) }
}

struct Prioritisation: Codable, Sendable {
    let priority: Priority
    let reason: String?

    func worded() throws -> String? { try reason?.worded("reason", atMost: TextLimit.reason) }
}

/// Both replace what was there; left out or null means nobody.
struct Assignment: Codable, Sendable {
    let team: UUID?
    let assignee: UUID?
}

struct IncidentChoice: Codable, Sendable {
    /// By number or id.
    let incident: String
}
