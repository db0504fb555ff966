import Chassis
import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// The incident service's route table.
func incidentAPI(_ incidents: Incidents, _ database: Database) -> API {
    var api = API(service: IncidentApp.name, title: IncidentApp.title, version: "1")
    IncidentRoutes(incidents: incidents, database: database).add(to: &api)
    ClockRoutes(incidents: incidents, database: database).add(to: &api)
    MajorIncidentRoutes(lead: LeadMajorIncident(incidents: incidents), database: database).add(to: &api)
    TimelineRoutes(database: database).add(to: &api)
    ForecastRoutes(incidents: incidents, database: database).add(to: &api)
    BreachRoutes(incidents: incidents, database: database).add(to: &api)
    let reports = MakeReports(versions: incidents.clocks.versions)
    ReportRoutes(database: database, reports: reports).add(to: &api)
    MonthlyReportRoutes(database: database, reports: reports).add(to: &api)
    LossReportRoutes(database: database).add(to: &api)
    FamilyRoutes(incidents: incidents, database: database).add(to: &api)
    EscalationRoutes(incidents: incidents, database: database).add(to: &api)
    ClassificationRoutes(incidents: incidents, database: database).add(to: &api)
    TaskRoutes(incidents: incidents, database: database).add(to: &api)
    addRules(to: &api, incidents, database)
    IncidentRoutes(incidents: incidents, database: database).addBulk(to: &api)
    return api
}

/// Every kind of rules that people edit.
private func addRules(to api: inout API, _ incidents: Incidents, _ database: Database) {
    RulesRoutes<PriorityMatrix>(incidents: incidents, database: database).add(to: &api)
    RulesRoutes<IncidentCategories>(incidents: incidents, database: database).add(to: &api)
    RulesRoutes<EscalationRules>(incidents: incidents, database: database).add(to: &api)
    RulesRoutes<AssignmentRules>(incidents: incidents, database: database).add(to: &api)
    RulesRoutes<ClosingRules>(incidents: incidents, database: database).add(to: &api)
    RulesRoutes<MajorIncidentPolicy>(incidents: incidents, database: database).add(to: &api)
}

struct IncidentRoutes {
    private static let root = "/api/v1/incidents"
    private static let one = "/api/v1/incidents/{number}"

    let incidents: Incidents
    let database: Database

    func add(to api: inout API) {
        addReading(to: &api)
        addHistory(to: &api)
        addWork(to: &api)
        addEnds(to: &api)
        addAffected(to: &api)
    }

    /// Once all commands have their routes.
    func addBulk(to api: inout API) {
        api.bulk(
            Self.root, "Do one thing to many incidents", for: .may(.incidentsWork),
            commands: [
                "assign", "start-work", "hold", "resume", "notes", "override-priority", "resolve", "reopen", "close",
                "cancel", "categorise", "join", "escalate",
            ])
    }

    private func addReading(to api: inout API) {
        api.list(Self.root, "List incidents", for: .may(.incidentsRead), by: incidentListing, of: IncidentView.self) {
            call, wanted in
            let principal = try call.principal
            return try await database.transaction { tx in
                let visible = Sight.incidents.visible(to: principal)
                let page = try wanted.read("version, record", from: "incident", where: visible, in: tx) { row in
                    StoredIncident(try IncidentStore.kept(row))
                }
                let names = try Names(of: page.items.map(\.record), in: tx)
                let views = page.items.map { IncidentView($0.record, version: $0.version, names).shown(to: principal) }
                return Page(views, next: page.next)
            }
        }
        api.get(Self.one, "Read an incident", for: .may(.incidentsRead), answers: IncidentView.self) { call in
            let reader = try call.principal
            return try await answer(for: reader) { tx in try seen(call, in: tx) }
        }
    }

    private func addHistory(to api: inout API) {
        api.get(
            "\(Self.one)/journal", "Everything that happened to it", for: .may(.incidentsWork),
            answers: JournalAnswer.self
        ) {
            call in
            .ok(
                try await database.transaction { tx in
                    try RecordHistory.journal(of: seen(call, in: tx).record.id, in: tx)
                })
        }
        api.get(
            "\(Self.one)/why", "Why the suite decided as it did", for: .may(.incidentsWork), answers: WhyAnswer.self
        ) { call in
            .ok(
                try await database.transaction { tx in
                    try RecordHistory.why(Incident.self, seen(call, in: tx).record.id, in: tx)
                })
        }
    }

    private func addWork(to api: inout API) {
        addAssign(to: &api)
        api.post("\(Self.one)/start-work", "Take it into work", for: .may(.incidentsWork), answers: IncidentView.self) {
            call in
            try await perform(.startWork(by: try call.principal.id), "start-work", call)
        }
        addHold(to: &api)
        api.post("\(Self.one)/resume", "Go on with it", for: .may(.incidentsWork), answers: IncidentView.self) { call in
            try await perform(.resume, "resume", call)
        }
        command("notes", "Write a work note", NoteBody.self, in: &api) { body, _ in
            .note(text: try body.text.checked("text"))
        }
        command("flag", "Say that security or safety is at stake, or no more", FlagBody.self, in: &api) { body, _ in
            .flag(body.flag)
        }
        command(
            "override-priority", "Set another priority, or none to go back to the computed one", OverrideBody.self,
            in: &api
        ) { body, _ in
            .overridePriority(try body.override)
        }
    }

    private func addAssign(to api: inout API) {
        api.post(
            "\(Self.one)/assign", "Give it to a team or a person", for: .may(.incidentsWork), accepts: AssignBody.self,
            answers: IncidentView.self
        ) { call, body in
            try await change(call, "assign") { id, provenance, tx in
                try Teams.check([body.team].compactMap(\.self), field: "team", in: tx)
                try People.check([body.person].compactMap(\.self), field: "person", in: tx)
                return try incidents.perform(
                    .assign(team: body.team, person: body.person), on: id, by: provenance,
                    expecting: call.expectedVersion, in: tx)
            }
        }
    }

    private func addHold(to api: inout API) {
        api.post(
            "\(Self.one)/hold", "Put it on hold", for: .may(.incidentsWork), accepts: HoldBody.self,
            answers: IncidentView.self
        ) { call, body in
            let hold = Incident.Hold(
                reason: body.reason, note: try body.note?.checked("note"), until: body.until, change: body.change,
                askedBy: try call.principal.id)
            return try await change(call, "hold") { id, provenance, tx in
                if let change = body.change, try Projection<ChangeAnnounced>().find(change, in: tx) == nil {
                    throw Invalid("There is no such change.", field: "change", code: "unknown_change")
                }
                return try incidents.perform(
                    .hold(hold), on: id, by: provenance, expecting: call.expectedVersion, in: tx)
            }
        }
    }

    private func addEnds(to api: inout API) {
        command("reopen", "Take it up again", ReasonBody.self, in: &api) { body, _ in
            .reopen(reason: try body.reason.checked("reason"))
        }
        api.post("\(Self.one)/close", "Close it for good", for: .may(.incidentsWork), answers: IncidentView.self) {
            call in
            try await perform(.close, "close", call)
        }
        command("cancel", "Say that it is no incident", ReasonBody.self, in: &api) { body, _ in
            .cancel(reason: try body.reason.checked("reason"))
        }
    }

    private func addAffected(to api: inout API) {
        api.get(
            "\(Self.one)/affected", "Whom it hurts, as far as they said so", for: .may(.incidentsWork),
            answers: AffectedAnswer.self
        ) {
            call in
            try await database.transaction { tx in
                let incident = try seen(call, in: tx).record
                return .ok(AffectedAnswer(incident, try AffectedAnswer.names(of: incident, in: tx)))
            }
        }
        api.post(
            "\(Self.one)/affected", "Say that it hurts one more person", for: .may(.incidentsWork),
            accepts: AffectedBody.self,
            answers: IncidentView.self
        ) { call, body in
            let known = try await database.transaction {
                try Projection<PersonAnnounced>().find(body.person, in: $0)?.active == true
            }
            guard known else {
                throw Invalid("There is no active person with this id.", field: "person", code: "unknown_person")
            }
            return try await perform(.addAffected([body.person]), "add-affected", call)
        }
    }

    /// A command with a body, at its own address below the incident.
    private func command<Body: Decodable & Sendable>(
        _ name: String, _ summary: String, _ body: Body.Type, in api: inout API,
        _ make: @escaping @Sendable (Body, Call) throws -> Incident.Command
    ) {
        api.post("\(Self.one)/\(name)", summary, for: .may(.incidentsWork), accepts: body, answers: IncidentView.self) {
            call, body in
            try await perform(try make(body, call), name, call)
        }
    }

    private func perform(_ command: Incident.Command, _ name: String, _ call: Call) async throws -> Answer<IncidentView>
    {
        try await change(call, name) { id, provenance, tx in
            try incidents.perform(command, on: id, by: provenance, expecting: call.expectedVersion, in: tx)
        }
    }

    /// Changes the incident in the address, if the caller may work on it, once per idempotency key.
    func change(
        _ call: Call, _ name: String,
        _ make: @escaping @Sendable (UUID, Provenance, Transaction) throws -> Kept<Incident>
    ) async throws -> Answer<IncidentView> {
        let provenance = try call.provenance(name)
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let kept = try make(seen(call, to: .incidentsWork, in: tx).record.id, provenance, tx)
                return .ok(
                    IncidentView(kept.record, version: kept.version, try Names(of: [kept.record], in: tx)),
                    version: kept.version)
            }
        }
    }

    private func answer(
        for reader: Principal, _ find: @escaping @Sendable (Transaction) throws -> Kept<Incident>
    ) async throws -> Answer<IncidentView> {
        try await database.transaction { tx in
            let kept = try find(tx)
            return .ok(
                IncidentView(kept.record, version: kept.version, try Names(of: [kept.record], in: tx)).shown(
                    to: reader),
                version: kept.version)
        }
    }

    /// The incident in the address, if the caller may see it, and do this to it.
    func seen(_ call: Call, to action: Action? = nil, in tx: Transaction) throws -> Kept<Incident> {
        let key = try call.path("number")
        guard let id = try incidents.store.id(of: key, in: tx), let kept = try incidents.store.find(id, in: tx) else {
            throw NotFound("incident", key)
        }
        try Sight.incidents.check(id, as: key, by: call.principal, to: action, in: tx)
        return kept
    }
}
