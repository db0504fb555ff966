import Foundation
import Records

extension Problem: Lifecycle {
    package static let kind = "problem"

    package enum Command: Equatable, Sendable {
        case assess
        /// Starts the analysis, or starts it again with a reason.
        case analyse(reason: String?)
        case confirmCause(Cause)
        case planFix(Fix)
        case resolve(solution: String)
        case close(verification: String)
        case cancel(reason: String)
        case acceptRisk(reason: String, reviewAt: Date)
        case prioritise(Priority, reason: String?)
        case assign(team: UUID?, person: UUID?)
        case linkIncident(IncidentLink)
        case unlinkIncident(UUID)
        case recordKnownError(KnownErrorReference, hasWorkaround: Bool)
        case releaseKnownError(UUID)
    }

    package enum Fact: Codable, Equatable, Sendable {
        case opened(opening: ProblemOpening)
        case assessmentStarted
        case analysisStarted
        case analysisReopened(reason: String)
        case causeConfirmed(cause: Cause)
        case fixPlanned(fix: Fix)
        case resolved(solution: String)
        case closed(verification: String)
        case cancelled(reason: String)
        case riskAccepted(reason: String, reviewAt: Date)
        case prioritised(priority: Priority)
        case assigned(team: UUID?, person: UUID?)
        case incidentLinked(link: IncidentLink)
        case incidentUnlinked(incident: UUID)
        case knownErrorRecorded(knownError: KnownErrorReference)
        case knownErrorReleased(knownError: UUID)
    }

    package func deciding(_ command: Command, at now: Date) throws(Rejection) -> [Fact] {
        guard let facts = moves(command) ?? work(command) else { throw refusal(of: command) }
        if let objection = objection(to: command, at: now) { throw objection }
        return facts
    }

    /// What leads from state to state, one legal move a line. Told twice, nothing new happens.
    private func moves(_ command: Command) -> [Fact]? {
        switch (state, command) {
        case (.new, .assess): [.assessmentStarted]
        case (.assess, .assess): []
        case (.assess, .analyse): [.analysisStarted]
        case (.rootCauseAnalysis, .analyse): []
        case (.fixInProgress, .analyse(let reason)), (.resolved, .analyse(let reason)),
            (.riskAccepted, .analyse(let reason)):
            [.analysisReopened(reason: reason ?? "")]
        case (.rootCauseAnalysis, .confirmCause(let found)), (.fixInProgress, .confirmCause(let found)):
            found == cause ? [] : [.causeConfirmed(cause: found)]
        case (.rootCauseAnalysis, .planFix(let plan)): [.fixPlanned(fix: plan)]
        case (.fixInProgress, .planFix(let plan)): plan == fix ? [] : [.fixPlanned(fix: plan)]
        case (.fixInProgress, .resolve(let solution)): [.resolved(solution: solution)]
        case (.resolved, .resolve): []
        case (.resolved, .close(let verification)), (.riskAccepted, .close(let verification)):
            [.closed(verification: verification)]
        case (.closed, .close): []
        case (.new, .cancel(let reason)), (.assess, .cancel(let reason)), (.rootCauseAnalysis, .cancel(let reason)),
            (.fixInProgress, .cancel(let reason)):
            [.cancelled(reason: reason)]
        case (.cancelled, .cancel): []
        case (.assess, .acceptRisk(let reason, let date)), (.rootCauseAnalysis, .acceptRisk(let reason, let date)),
            (.fixInProgress, .acceptRisk(let reason, let date)):
            [.riskAccepted(reason: reason, reviewAt: date)]
        case (.riskAccepted, .acceptRisk(let reason, let date)):
            reason == verdict && date == reviewAt ? [] : [.riskAccepted(reason: reason, reviewAt: date)]
        default: nil
        }
    }

    /// What leaves the state as it is, possible until the problem is finished.
    private func work(_ command: Command) -> [Fact]? {
        switch command {
        case .releaseKnownError(let id): return knownError?.id == id ? [.knownErrorReleased(knownError: id)] : []
        case _ where state.isFinished: return nil
        case .prioritise(let priority, _): return priority == self.priority ? [] : [.prioritised(priority: priority)]
        case .assign(let team, let person):
            return team == self.team && person == assignee ? [] : [.assigned(team: team, person: person)]
        case .linkIncident(let link): return isLinked(link.incident) ? [] : [.incidentLinked(link: link)]
        case .unlinkIncident(let incident): return isLinked(incident) ? [.incidentUnlinked(incident: incident)] : []
        case .recordKnownError(let reference, _):
            return reference == knownError ? [] : [.knownErrorRecorded(knownError: reference)]
        default: return nil
        }
    }

    /// Whether the command would be obeyed in another state.
    func allows(_ command: Command, in state: State) -> Bool {
        var elsewhere = self
        elsewhere.state = state
        return elsewhere.moves(command) ?? elsewhere.work(command) != nil
    }

    /// Whether the incident is among the newest links kept here.
    package func isLinked(_ incident: UUID) -> Bool { links.contains { $0.incident == incident } }
}
