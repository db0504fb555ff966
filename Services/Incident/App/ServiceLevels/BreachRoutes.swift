import Chassis
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// Why a clock of an incident was missed.
struct BreachReasonBody: Codable, Sendable {
    let kind: AgreementKind
    let measure: ServiceLevelTarget.Measure
    let target: String
    /// 0 if left out.
    let run: Int?
    let code: BreachReason.Code
    let excusable: Bool
    let note: String?

    var reason: BreachReason {
        get throws {
            BreachReason(
                clock: ServiceLevelClock.Key(kind: kind, measure: measure, target: target, run: run ?? 0), code: code,
                excusable: excusable, note: try note?.checked("note"))
        }
    }
}

/// Reasons of missed service levels are said afterwards, and may be said anew: reports count what was said last (SL-18).
struct BreachRoutes: Sendable {
    let incidents: Incidents
    let database: Database

    func add(to api: inout API) {
        let routes = IncidentRoutes(incidents: incidents, database: database)
        api.post(
            "/api/v1/incidents/{number}/explain-breach", "Say why a service level was missed",
            for: .may(.incidentsWork), accepts: BreachReasonBody.self, answers: IncidentView.self
        ) { call, body in
            let (provenance, reason) = (try call.provenance("explain-breach"), try body.reason)
            let person = try call.principal.id
            return try await database.transaction { tx in
                try Idempotency.remember(call, in: tx) {
                    let incident = try routes.seen(call, to: .incidentsWork, in: tx).record
                    try BreachReasonStore().requireMissed(reason.clock, of: incident.id, in: tx)
                    let kept = try incidents.perform(
                        .explainBreach(reason), on: incident.id, by: provenance, expecting: call.expectedVersion, in: tx
                    )
                    try BreachReasonStore().save(reason, of: incident.id, by: person, in: tx)
                    return .ok(
                        IncidentView(kept.record, version: kept.version, try Names(of: [kept.record], in: tx)),
                        version: kept.version)
                }
            }
        }
    }
}

/// Reasons of missed clocks in the database, as said last.
struct BreachReasonStore: Sendable {
    func requireMissed(_ clock: ServiceLevelClock.Key, of incident: UUID, in tx: Transaction) throws {
        let isMissed = try tx.first(
            """
            SELECT outcome = 'breached' AS missed FROM incident_clock
            WHERE incident = \(incident) AND kind = \(clock.kind) AND measure = \(clock.measure)
                AND target = \(clock.target) AND run = \(clock.run)
            """
        ) { try $0.value("missed") as Bool }
        guard let isMissed else {
            throw Invalid("The incident has no such clock.", field: "target", code: "unknown_clock")
        }
        guard isMissed else { throw Rejection("This service level has not been missed.", code: "not_missed") }
    }

    func save(_ reason: BreachReason, of incident: UUID, by person: UUID, in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO breach_reason (incident, kind, measure, target, run, code, excusable, note, said_by, said_at)
            VALUES (
                \(incident), \(reason.clock.kind), \(reason.clock.measure), \(reason.clock.target), \(reason.clock.run),
                \(reason.code), \(reason.excusable), \(reason.note), \(person), \(try tx.now)
            )
            ON CONFLICT ON CONSTRAINT one_reason_per_clock DO UPDATE SET
                code = excluded.code, excusable = excluded.excusable, note = excluded.note, said_by = excluded.said_by,
                said_at = excluded.said_at
            """)
    }

    func reasons(of incident: UUID, in tx: Transaction) throws -> [ServiceLevelClock.Key: BreachReason] {
        let found = try tx.query("SELECT * FROM breach_reason WHERE incident = \(incident)") { row in
            BreachReason(
                clock: ServiceLevelClock.Key(
                    kind: try row.value("kind"), measure: try row.value("measure"), target: try row.value("target"),
                    run: try row.value("run")), code: try row.value("code"), excusable: try row.value("excusable"),
                note: try row.value("note"))
        }
        return Dictionary(uniqueKeysWithValues: found.map { ($0.clock, $0) })
    }
}
