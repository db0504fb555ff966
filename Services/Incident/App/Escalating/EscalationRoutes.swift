import Chassis
import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

struct EscalateBody: Codable, Sendable {
    /// The team that takes over; nil to inform people only.
    let team: UUID?
    let inform: [UUID]?
    /// Whether they are called too; when missing they are for P1 and P2.
    let tell: Incident.Escalation.Telling?
    let reason: String
}

/// The ladder an incident went up, and the teams it went through.
struct LadderAnswer: Codable, Sendable {
    struct Step: Codable, Sendable {
        let level: Int
        let at: Date
        let kind: Incident.Escalation.Kind
        /// Nil when a person did it.
        let rule: String?
        let team: IncidentView.Named?
        let informs: [IncidentView.Named]
        /// Nil for steps of before it was said.
        let tell: Incident.Escalation.Telling?
        /// Who has answered its call, the first one first.
        let acknowledgedBy: [IncidentView.Named]
        let reason: String
    }

    struct Stint: Codable, Sendable {
        let team: IncidentView.Named
        let from: Date
        let until: Date?
    }

    let steps: [Step]
    let stints: [Stint]
    let hops: Int
    let isPingPong: Bool
}

/// Escalation by hand, and what became of it.
struct EscalationRoutes: Sendable {
    private static let one = "/api/v1/incidents/{number}"

    let incidents: Incidents
    let database: Database

    func add(to api: inout API) {
        let routes = IncidentRoutes(incidents: incidents, database: database)
        api.get(
            "\(Self.one)/escalations", "The ladder it went up, and the teams it went through",
            for: .may(.incidentsWork),
            answers: LadderAnswer.self
        ) { call in
            .ok(try await database.transaction { tx in try ladder(of: routes.seen(call, in: tx).record, in: tx) })
        }
        api.post(
            "\(Self.one)/escalate", "Escalate it: to another team, or to people with authority",
            for: .may(.incidentsWork),
            accepts: EscalateBody.self, answers: IncidentView.self
        ) { call, body in
            try await routes.change(call, "escalate") { id, provenance, tx in
                try incidents.escalate(
                    id, escalation(body, in: tx), why: nil, by: provenance, expecting: call.expectedVersion, in: tx)
            }
        }
    }

    private func escalation(_ body: EscalateBody, in tx: Transaction) throws -> Incident.Escalation {
        let informs = body.inform ?? []
        guard body.team != nil || !informs.isEmpty else {
            throw Invalid("Say which team takes over, or who is informed.", field: "team", code: "to_nobody")
        }
        guard informs.count <= 100 else { throw Invalid("At most 100 people.", field: "inform", code: "too_many") }
        try Teams.check([body.team].compactMap(\.self), field: "team", in: tx)
        try People.check(informs, field: "inform", in: tx)
        if body.team == nil { try Incident.Escalation.checkCalled(informs, body.tell, "inform") }
        return Incident.Escalation(
            kind: body.team == nil ? .hierarchical : .functional, tell: body.tell, rule: nil, team: body.team,
            informs: informs, reason: try body.reason.checked("reason", longest: 1_000))
    }

    private func ladder(of incident: Incident, in tx: Transaction) throws -> LadderAnswer {
        let (steps, trail) = (incident.escalations ?? [], try KeepTrail.trail(of: incident, in: tx))
        let teamIDs = Set(steps.compactMap(\.escalation.team) + trail.stints.map(\.team))
        let teams = try Projection<TeamAnnounced>().find(Array(teamIDs), in: tx)
        let answers = try PageStore().answers(byLevel: incident.id, in: tx)
        let named = Set(steps.flatMap(\.escalation.informs) + answers.values.flatMap(\.self))
        let people = try People.names(named, in: tx)
        func person(_ id: UUID) -> IncidentView.Named { .init(id: id, name: people[id]) }
        func team(_ id: UUID) -> IncidentView.Named { .init(id: id, name: teams[id]?.name) }
        return LadderAnswer(
            steps: steps.map { step in
                LadderAnswer.Step(
                    level: step.level, at: step.at, kind: step.escalation.kind, rule: step.escalation.rule,
                    team: step.escalation.team.map(team),
                    informs: step.escalation.informs.map(person), tell: step.escalation.tell,
                    acknowledgedBy: (answers[step.level] ?? []).map(person), reason: step.escalation.reason)
            },
            stints: trail.stints.map { .init(team: team($0.team), from: $0.from, until: $0.until) },
            hops: trail.hops, isPingPong: trail.isPingPong)
    }
}
