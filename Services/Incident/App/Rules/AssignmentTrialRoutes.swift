import Chassis
import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// An incident to try rules on: those that hold, or a draft that nobody has saved.
struct AssignmentTrialBody: Codable, Sendable {
    /// An id or a number.
    let incident: String
    let rules: AssignmentRules?
}

/// What each rule says of the incident, in order, and who would get it.
struct AssignmentTrialAnswer: Codable, Sendable {
    struct Line: Codable, Sendable {
        let rule: String
        /// Nil when it fits; the first that fits decides.
        let misfit: String?
    }

    let lines: [Line]
    let team: IncidentView.Named?
    let person: IncidentView.Named?
    let because: String?
}

struct AssignmentTrialRoutes: Sendable {
    let incidents: Incidents
    let database: Database

    func add(to api: inout API) {
        api.post(
            "/api/v1/incident/assignment-rules/trial", "Who would get this incident; nothing is changed",
            for: .may(.incidentsWork), accepts: AssignmentTrialBody.self, answers: AssignmentTrialAnswer.self
        ) { call, body in
            .ok(try await database.transaction { tx in try answer(call, body, in: tx) })
        }
    }

    private func answer(
        _ call: Call, _ body: AssignmentTrialBody, in tx: Transaction
    ) throws -> AssignmentTrialAnswer {
        let incident = try incidents.named(body.incident, field: "incident", by: call.principal, in: tx).record
        let current = try RulesStore<AssignmentRules>().current(in: tx)
        try body.rules?.check()
        let (trials, outcome) = try AssignIncident().trial(
            of: body.rules ?? current.rules, version: current.version, on: incident, in: tx)
        let lines = trials.map { AssignmentTrialAnswer.Line(rule: $0.rule.name, misfit: $0.misfit) }
        guard case .assigned(let team, let person, let why)? = outcome else {
            return AssignmentTrialAnswer(lines: lines, team: nil, person: nil, because: nil)
        }
        let teams = try Projection<TeamAnnounced>().find([team].compactMap(\.self), in: tx)
        let people = try Projection<PersonAnnounced>().find([person].compactMap(\.self), in: tx)
        return AssignmentTrialAnswer(
            lines: lines, team: team.map { .init(id: $0, name: teams[$0]?.name) },
            person: person.map { .init(id: $0, name: people[$0]?.name) }, because: why?.because)
    }
}
