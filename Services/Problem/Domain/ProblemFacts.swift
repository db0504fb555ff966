import Foundation
import Records

extension Problem {
    package static func beginning(_ id: UUID, with fact: Fact, at instant: Date) -> Problem? {
        guard case .opened(let opening) = fact else { return nil }
        return Problem(
            id: id, number: opening.number, candidate: opening.candidate, summary: opening.summary,
            description: opening.description, openedAt: instant, state: .new, priority: opening.priority,
            causeItem: opening.causeItem, links: Array(opening.links.prefix(mostLinks)),
            incidentCount: opening.links.count)
    }

    package func applying(_ fact: Fact, at instant: Date) -> Problem {
        var next = self
        switch fact {
        case .opened: break
        case .assessmentStarted: next.state = .assess
        case .analysisStarted: next.state = .rootCauseAnalysis
        case .analysisReopened: next.returnToAnalysis()
        case .causeConfirmed(let cause):
            next.cause = cause
            next.causeItem = cause.item ?? causeItem
        case .fixPlanned(let fix):
            next.fix = fix
            next.state = .fixInProgress
        case .resolved(let solution):
            next.solution = solution
            next.state = .resolved
            next.resolvedAt = instant
        case .closed(let verification): next.finish(.closed, verification, at: instant)
        case .cancelled(let reason): next.finish(.cancelled, reason, at: instant)
        case .riskAccepted(let reason, let reviewAt):
            next.state = .riskAccepted
            next.verdict = reason
            next.reviewAt = reviewAt
        case .prioritised(let priority): next.priority = priority
        case .assigned(let team, let person):
            next.team = team
            next.assignee = person
        case .incidentLinked(let link): next.link(link)
        case .incidentUnlinked(let incident): next.unlink(incident)
        case .knownErrorRecorded(let reference): next.knownError = reference
        case .knownErrorReleased: next.knownError = nil
        }
        return next
    }

    package static func explanation(of fact: Fact) -> Explanation? {
        switch fact {
        case .opened(let opening): opening.why
        case .incidentLinked(let link): link.why
        default: nil
        }
    }

    private mutating func returnToAnalysis() {
        state = .rootCauseAnalysis
        solution = nil
        resolvedAt = nil
        reviewAt = nil
        verdict = nil
    }

    private mutating func finish(_ end: State, _ verdict: String, at instant: Date) {
        state = end
        self.verdict = verdict
        reviewAt = nil
        closedAt = instant
    }

    private mutating func link(_ link: IncidentLink) {
        links = Array(([link] + links).prefix(Problem.mostLinks))
        incidentCount += 1
    }

    private mutating func unlink(_ incident: UUID) {
        links.removeAll { $0.incident == incident }
        incidentCount -= 1
    }
}
