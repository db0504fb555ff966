import Foundation
import ProblemDomain
import Records

let noon = Date(timeIntervalSince1970: 1_795_000_000)
let database = UUID()

func days(_ count: Double) -> TimeInterval { count * 86_400 }

func evidence(_ number: Int, at day: Double = 0, priority: Priority = .high) -> Evidence {
    Evidence(
        incident: UUID(), number: RecordNumber(.incident, number).description, openedAt: noon + days(day),
        priority: priority)
}

func link(_ number: Int = 1, _ origin: IncidentLink.Origin = .person) -> IncidentLink {
    IncidentLink(incident: UUID(), number: RecordNumber(.incident, number).description, origin: origin)
}

let why = Explanation(decision: "recurrence", rule: "test", inputs: [:], outcome: "raised", because: "It is a test.")

func aCandidate(_ state: Candidate.State = .raised, evidence: [Evidence] = [evidence(1)]) -> Candidate {
    let raising = CandidateRaising(number: "CAN0000001", causeItem: database, evidence: evidence, why: why)
    let facts: [Candidate.Fact] =
        switch state {
        case .raised: []
        case .accepted: [.accepted(problem: ProblemReference(id: database, number: "PRB0000001"))]
        case .dismissed: [.dismissed(reason: "Known and accepted.")]
        }
    return grown(from: .raised(raising: raising), facts)
}

let suspicion = Cause(text: "The pool leaks connections.", confidence: .suspected)
let plan = Fix(plan: "Return the connection on failure too.", change: "CHG0000007")
let linked = link(41)

/// A problem in the state, come there on the usual way, with one incident linked by hand.
func aProblem(_ state: Problem.State = .new) -> Problem {
    let opening = ProblemOpening(number: "PRB0000001", summary: "Checkout stalls", causeItem: database, links: [linked])
    let analysis: [Problem.Fact] = [.assessmentStarted, .analysisStarted, .causeConfirmed(cause: suspicion)]
    let facts: [Problem.Fact] =
        switch state {
        case .new: []
        case .assess: [.assessmentStarted]
        case .rootCauseAnalysis: analysis
        case .fixInProgress: analysis + [.fixPlanned(fix: plan)]
        case .resolved: analysis + [.fixPlanned(fix: plan), .resolved(solution: "Deployed.")]
        case .closed:
            analysis + [.fixPlanned(fix: plan), .resolved(solution: "Deployed."), .closed(verification: "Quiet.")]
        case .riskAccepted: analysis + [.riskAccepted(reason: "Replaced in spring.", reviewAt: noon + days(30))]
        case .cancelled: [.cancelled(reason: "No problem after all.")]
        }
    return grown(from: .opened(opening: opening), facts)
}

func aKnownError(_ state: KnownError.State = .draft) -> KnownError {
    let draft = KnownErrorDraft(
        number: "KER0000001", problem: ProblemReference(id: database, number: "PRB0000001"), summary: "Checkout stalls",
        workaround: .described(text: "Restart the pool."), reach: Reach(causeItem: database, incidents: []))
    let facts: [KnownError.Fact] =
        switch state {
        case .draft: []
        case .published: [.published]
        case .retired: [.published, .retired(reason: "Fixed.")]
        }
    return grown(from: .drafted(draft: draft), facts)
}

/// The record that these facts make, one second apart.
func grown<Record: Lifecycle>(from first: Record.Fact, _ facts: [Record.Fact]) -> Record {
    let lines = ([first] + facts).enumerated().map { (fact: $1, at: noon - days(1) + Double($0)) }
    guard let record = Record.folding(UUID(), lines) else { preconditionFailure("the first fact begins no record") }
    return record
}
