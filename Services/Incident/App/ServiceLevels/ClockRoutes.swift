import Chassis
import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// Service level clocks in the API, and what another policy would have made of them.
struct ClockRoutes: Sendable {
    let incidents: Incidents
    let database: Database

    func add(to api: inout API) {
        let routes = IncidentRoutes(incidents: incidents, database: database)
        api.get(
            "/api/v1/incidents/{number}/clocks", "Its service level clocks as they stand, and why",
            for: .may(.incidentsWork), answers: ClocksAnswer.self
        ) { call in
            .ok(
                try await database.transaction { tx in
                    try answer(about: routes.seen(call, in: tx).record.id, in: tx)
                })
        }
        api.get(
            "/api/v1/incidents/{number}/promises", "What its customer was promised, and how that stands",
            for: .may(.incidentsRead), answers: PromisesAnswer.self
        ) { call in
            .ok(
                try await database.transaction { tx in
                    let found = try answer(about: routes.seen(call, in: tx).record.id, in: tx)
                    return PromisesAnswer(at: found.at, promises: found.clocks.compactMap(PromiseView.init))
                })
        }
        api.post(
            "/api/v1/incidents/what-if", "What the incidents of a period would have been under another policy",
            for: .may(.incidentsWork), accepts: WhatIfBody.self, answers: WhatIfAnswer.self
        ) { call, body in
            let visible = Sight.incidents.visible(to: try call.principal)
            return .ok(try await WhatIf(clocks: incidents.clocks, database: database).answer(body, visible))
        }
    }

    private func answer(about incident: UUID, in tx: Transaction) throws -> ClocksAnswer {
        let (now, keeping) = (try tx.now, incidents.clocks)
        let folded = try keeping.store.moments(of: incident, in: tx)
        let book = try keeping.versions.rulebook(for: folded.agreed, in: tx)
        let clocks = try ServiceLevelClock.reading(folded.moments.moments, by: book, at: now.milliseconds)
        let names = try keeping.versions.names(of: clocks.map(\.policy.id), in: tx)
        let reasons = try BreachReasonStore().reasons(of: incident, in: tx)
        return ClocksAnswer(
            at: now, zoneData: ZoneOffsets.dataVersion,
            clocks: clocks.map { ClockView($0, names: names, reason: reasons[$0.key]) },
            timeline: folded.moments.moments.map(ClocksAnswer.Moment.init))
    }
}
