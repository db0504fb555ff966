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

/// A person gives a reason.
struct ReasonBody: Codable, Sendable {
    let reason: String

    func checked() throws -> String { try reason.checked("reason", longest: TextLimit.reason) }
}

/// What a command of a problem takes.
protocol ProblemCommandBody: Codable, Sendable {
    /// Throws `Invalid` naming the field at fault.
    func command() throws -> Problem.Command
}

struct AnalyseBody: ProblemCommandBody {
    /// Needed when the analysis begins again.
    let reason: String?

    func command() throws -> Problem.Command {
        .analyse(reason: try reason?.checked("reason", longest: TextLimit.reason))
    }
}

struct CauseBody: ProblemCommandBody {
    let text: String
    let confidence: Cause.Confidence
    /// The configuration item at fault, when it is another than suspected.
    let causeItem: UUID?

    func command() throws -> Problem.Command {
        let text = try text.checked("text", longest: TextLimit.text)
        return .confirmCause(Cause(text: text, confidence: confidence, item: causeItem))
    }
}

struct FixBody: ProblemCommandBody {
    let plan: String
    /// The number of the change that carries it.
    let change: String?

    func command() throws -> Problem.Command {
        let plan = try plan.checked("plan", longest: TextLimit.text)
        return .planFix(Fix(plan: plan, change: try change?.checked("change", longest: TextLimit.line)))
    }
}

struct SolutionBody: ProblemCommandBody {
    let solution: String

    func command() throws -> Problem.Command {
        .resolve(solution: try solution.checked("solution", longest: TextLimit.text))
    }
}

struct CloseBody: ProblemCommandBody {
    /// How it was seen that the fix holds.
    let verification: String

    func command() throws -> Problem.Command {
        .close(verification: try verification.checked("verification", longest: TextLimit.reason))
    }
}

struct CancelBody: ProblemCommandBody {
    let reason: String

    func command() throws -> Problem.Command {
        .cancel(reason: try reason.checked("reason", longest: TextLimit.reason))
    }
}

struct AcceptRiskBody: ProblemCommandBody {
    let reason: String
    let reviewAt: Date

    func command() throws -> Problem.Command {
        .acceptRisk(reason: try reason.checked("reason", longest: TextLimit.reason), reviewAt: reviewAt)
    }
}

struct PriorityBody: ProblemCommandBody {
    let priority: Priority
    let reason: String?

    func command() throws -> Problem.Command {
        .prioritise(priority, reason: try reason?.checked("reason", longest: TextLimit.reason))
    }
}

/// Both replace what was there; left out or null means nobody.
struct AssignBody: ProblemCommandBody {
    let team: UUID?
    let person: UUID?

    func command() -> Problem.Command { .assign(team: team, person: person) }
}

struct IncidentBody: Codable, Sendable {
    /// By number or id.
    let incident: String
}
