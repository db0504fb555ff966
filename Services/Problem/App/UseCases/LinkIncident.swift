import Foundation
import Messaging
import Postgres
import ProblemDomain
import Records

/// A person says that a problem explains an incident, or that it does not after all.
struct LinkIncident: Sendable {
    let work = WorkProblem()

    func link(
        _ incident: String, to problem: UUID, by provenance: Provenance, expecting version: Int?, in tx: Transaction
    ) throws -> Kept<Problem> {
        let entry = try IncidentHistory().find(incident, in: tx)
        let link = IncidentLink(incident: entry.incident, number: entry.number, origin: .person)
        let kept = try work.perform(.linkIncident(link), on: problem, by: provenance, expecting: version, in: tx)
        try IncidentHistory().take([entry.incident], by: problem, in: tx)
        return kept
    }

    /// The incident stays counted: the rule does not link it again.
    func unlink(
        _ incident: String, from problem: UUID, by provenance: Provenance, expecting version: Int?, in tx: Transaction
    ) throws -> Kept<Problem> {
        let entry = try IncidentHistory().find(incident, in: tx)
        return try work.perform(
            .unlinkIncident(entry.incident), on: problem, by: provenance, expecting: version, in: tx)
    }
}
