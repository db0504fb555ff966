import Chassis
import Contracts
import Foundation
import HTTPTypes
import IncidentDomain
import Messaging
import Postgres
import Records

/// Schedules of who is on call: define, try, amend, and read them from other tools.
struct OnCallRoutes {
    static let root = "/api/v1/on-call-schedules"
    static let one = "/api/v1/on-call-schedules/{id}"

    private static let listing = Listing(
        sorts: [Listing.Column("name", "name", .text), Listing.Column("definedAt", "defined_at", .date)],
        standard: "name",
        filters: [
            .any("state", "state", .oneOf(OnCallSchedule.State.self), "Only these states"),
            .any("team", "team", .uuid, orNone: true, "Only those of these teams"),
        ])

    let database: Database
    let schedules = KeepSchedules()

    func add(to api: inout API) {
        addReading(to: &api)
        addDefining(to: &api)
        addChanging(to: &api)
        OnCallExceptionRoutes(database: database).add(to: &api)
        OnCallShiftRoutes(database: database).add(to: &api)
    }

    private func addReading(to api: inout API) {
        let database = database
        api.list(
            Self.root, "List schedules of who is on call", for: .may(.incidentsWork), by: Self.listing,
            of: OnCallView.self
        ) { _, wanted in
            try await database.transaction { tx in
                try wanted.read("version, record", from: "on_call_schedule", where: nil, in: tx) { row in
                    OnCallView(try OnCallStore.decode(row))
                }
            }
        }
        api.get(Self.one, "Read a schedule", for: .may(.incidentsWork), answers: OnCallView.self) { call in
            let id = try call.uuid("id")
            let kept = try await database.transaction { try OnCallStore().read(id, in: $0) }
            return .ok(OnCallView(kept), version: kept.version)
        }
        api.get(
            "\(Self.one)/journal", "Everything that happened to it", for: .may(.incidentsWork),
            answers: JournalAnswer.self
        ) { call in
            let id = try call.uuid("id")
            return .ok(
                try await database.transaction { tx in
                    try RecordHistory.journal(of: try OnCallStore().read(id, in: tx).record.id, in: tx)
                })
        }
    }

    private func addDefining(to api: inout API) {
        let (database, schedules) = (database, schedules)
        api.post(
            Self.root, "Define a schedule", for: .may(.settingsManage), accepts: OnCallBody.self,
            answers: OnCallView.self
        ) { call, body in
            let by = try call.provenance("define-schedule")
            let name = try body.name.checked("name", longest: 200)
            return try await database.transaction { tx in
                try Idempotency.remember(call, in: tx) {
                    let kept = try schedules.define(name, team: body.team, body.plan, by: by, in: tx)
                    return .created(OnCallView(kept), version: kept.version, at: Self.address(kept))
                }
            }
        }
        api.post(
            "\(Self.root)/import", "Take a schedule over from Grafana OnCall or Opsgenie", for: .may(.settingsManage),
            accepts: OnCallImportBody.self, answers: OnCallImported.self
        ) { call, body in
            let by = try call.provenance("import-schedule")
            let found = try OnCallImport.read(Data(body.file.utf8), as: body.format, people: body.people)
            let name = try (body.name ?? found.name).checked("name", longest: 200)
            return try await database.transaction { tx in
                try Idempotency.remember(call, in: tx) {
                    let kept = try schedules.define(name, team: body.team, found.plan, by: by, in: tx)
                    return .created(
                        OnCallImported(schedule: OnCallView(kept), leftOut: found.leftOut), version: kept.version,
                        at: Self.address(kept))
                }
            }
        }
    }

    private func addChanging(to api: inout API) {
        let (database, schedules) = (database, schedules)
        api.post(
            "\(Self.root)/trial", "What layers would come to, before they are saved", for: .may(.incidentsWork),
            accepts: OnCallTrialBody.self, answers: OnCallTrialView.self
        ) { _, body in
            .ok(try await database.transaction { tx in try body.tried(by: schedules, in: tx) })
        }
        api.post(
            "\(Self.one)/amend", "Set another name, team, zone or other layers", for: .may(.settingsManage),
            accepts: OnCallBody.self, answers: OnCallView.self
        ) { call, body in
            let name = try body.name.checked("name", longest: 200)
            return try await move(call, "amend-schedule") { id, by, tx in
                try schedules.amend(
                    id, name, team: body.team, body.plan, expecting: call.expectedVersion, by: by, in: tx)
            }
        }
        api.post("\(Self.one)/retire", "Take it out of use", for: .may(.settingsManage), answers: OnCallView.self) {
            call in
            try await move(call, "retire-schedule") { id, by, tx in
                try schedules.perform(.retire, on: id, expecting: call.expectedVersion, by: by, in: tx)
            }
        }
    }

    private func move(
        _ call: Call, _ command: String,
        _ work: @escaping @Sendable (UUID, Provenance, Transaction) throws -> Kept<OnCallSchedule>
    ) async throws -> Answer<OnCallView> {
        let (id, by) = (try call.uuid("id"), try call.provenance(command))
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let kept = try work(id, by, tx)
                return .ok(OnCallView(kept), version: kept.version)
            }
        }
    }

    private static func address(_ kept: Kept<OnCallSchedule>) -> String {
        "\(root)/\(kept.record.id.uuidString.lowercased())"
    }
}

extension OnCallTrialBody {
    fileprivate func tried(by schedules: KeepSchedules, in tx: Transaction) throws -> OnCallTrialView {
        let exceptions = try schedule.map { try OnCallStore().read($0, in: tx).record.plan.exceptions } ?? []
        let draft = try schedules.checked(OnCallPlan(zone: zone, layers: layers), team: nil, in: tx)
        let plan = OnCallPlan(zone: zone, layers: draft.layers, exceptions: exceptions)
        let start = try from ?? tx.now
        let end = until ?? start + 28 * 86_400
        guard start < end, end.timeIntervalSince(start) <= OnCallShiftRoutes.longest else {
            throw Invalid("It must be after from, and at most 400 days later.", field: "until")
        }
        let shifts = OnCallCalendar(plan)?.shifts(from: start, until: end) ?? []
        guard let coverage = OnCallCoverage(shifts, zone: zone),
            let findings = plan.findings(from: start, until: end, within: try bounds())
        else { throw NotFound("zone", zone) }
        let names = try People.names(shifts.flatMap(\.people) + findings.compactMap(\.person), in: tx)
        return OnCallTrialView(
            shifts: ShiftsView(shifts, names), coverage: CoverageView(coverage, names),
            findings: findings.map { OnCallFindingView($0, names) })
    }
}
