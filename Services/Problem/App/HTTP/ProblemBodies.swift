import Foundation
import ProblemDomain
import Records

/// Opens a problem by hand.
struct NewProblemBody: Codable, Sendable {
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
            summary: try summary.checked("summary", longest: TextLimit.line),
            description: try description?.checked("description", longest: TextLimit.text), causeItem: causeItem,
            priority: priority, incidents: incidents)
    }
}

/// A command that needs a reason.
struct ReasonBody: Codable, Sendable {
    let reason: String

    func checked() throws -> String { try reason.checked("reason", longest: TextLimit.reason) }
}

/// A command for which a reason is needed only in some states.
struct OptionalReasonBody: Codable, Sendable {
    let reason: String?

    func checked() throws -> String? { try reason?.checked("reason", longest: TextLimit.reason) }
}

struct CauseBody: Codable, Sendable {
    let text: String
    let confidence: Cause.Confidence
    /// The configuration item at fault, when it is another than suspected.
    let causeItem: UUID?

    func command() throws -> Problem.Command {
        .confirmCause(
            Cause(text: try text.checked("text", longest: TextLimit.text), confidence: confidence, item: causeItem))
    }
}

struct FixBody: Codable, Sendable {
    let plan: String
    /// The number of the change that carries it.
    let change: String?

    func command() throws -> Problem.Command {
        .planFix(
            Fix(
                plan: try plan.checked("plan", longest: TextLimit.text),
                change: try change?.checked("change", longest: TextLimit.line)))
    }
}

struct SolutionBody: Codable, Sendable {
    let solution: String

    func checked() throws -> String { try solution.checked("solution", longest: TextLimit.text) }
}

struct CloseBody: Codable, Sendable {
    /// How it was seen that the fix holds.
    let verification: String

    func checked() throws -> String { try verification.checked("verification", longest: TextLimit.reason) }
}

struct AcceptRiskBody: Codable, Sendable {
    let reason: String
    let reviewAt: Date

    func checked() throws -> String { try reason.checked("reason", longest: TextLimit.reason) }
}

struct PriorityBody: Codable, Sendable {
    let priority: Priority
    let reason: String?

    func checked() throws -> String? { try reason?.checked("reason", longest: TextLimit.reason) }
}

/// Both replace what was there; left out or null means nobody.
struct AssignBody: Codable, Sendable {
    let team: UUID?
    let person: UUID?
}

struct IncidentBody: Codable, Sendable {
    /// By number or id.
    let incident: String
}
