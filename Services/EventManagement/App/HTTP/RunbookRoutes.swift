import Chassis
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// Runbooks: list, create, read, amend, pause, resume, retire, try, run, journal; and the switch that stops them all.
struct RunbookRoutes {
    private static let root = "/api/v1/runbooks"
    private static let one = "/api/v1/runbooks/{id}"

    let database: Database
    let keep: KeepRunbooks
    let orders: OrderAdjustments

    private static let listing = Listing(
        sorts: [Listing.Column("createdAt", "created_at", .date)], standard: "-createdAt",
        filters: [.any("state", "state", .oneOf(Runbook.State.self), "States")],
        search: { "strpos(lower(name), lower(\($0))) > 0" })

    func add(to api: inout API) {
        addReading(to: &api)
        addWriting(to: &api)
        addStates(to: &api)
        addRunning(to: &api)
    }

    private func addWriting(to api: inout API) {
        let (database, keep) = (database, keep)
        api.post(
            Self.root, "Make a runbook", for: .may(.integrationsManage), accepts: RunbookBody.self,
            answers: RunbookView.self
        ) { call, body in
            let by = try call.provenance("create-runbook")
            return try await database.transaction { tx in
                try Idempotency.remember(call, in: tx) {
                    let kept = try keep.create(body.terms, secrets: body.secrets, by: by, in: tx)
                    let address = "\(Self.root)/\(kept.record.id.uuidString.lowercased())"
                    return .created(RunbookView(kept), version: kept.version, at: address)
                }
            }
        }
        api.post(
            "\(Self.one)/amend", "Set other terms", for: .may(.integrationsManage), accepts: RunbookBody.self,
            answers: RunbookView.self
        ) { call, body in
            try await performing("amend-runbook", call) { id, by, tx in
                try keep.amend(
                    id, body.terms, secrets: body.secrets, expecting: call.expectedVersion, by: by, in: tx)
            }
        }
    }

    private func addStates(to api: inout API) {
        api.post(
            "\(Self.one)/pause", "Let it run no more, at once", for: .may(.integrationsManage),
            accepts: ReasonBody.self, answers: RunbookView.self
        ) { call, body in
            try await perform(.pause(reason: try body.reason.checked("reason", longest: 500)), "pause-runbook", call)
        }
        api.post("\(Self.one)/resume", "Let it run again", for: .may(.integrationsManage), answers: RunbookView.self) {
            call in
            try await perform(.resume, "resume-runbook", call)
        }
        api.post("\(Self.one)/retire", "Take it out of use", for: .may(.integrationsManage), answers: RunbookView.self)
        { call in
            try await perform(.retire, "retire-runbook", call)
        }
    }

    private func addReading(to api: inout API) {
        let database = database
        api.list(Self.root, "List runbooks", for: .may(.integrationsManage), by: Self.listing, of: RunbookView.self) {
            _, wanted in
            try await database.transaction { tx in
                try wanted.read("version, record", from: "runbook", in: tx) {
                    RunbookView(try RunbookStore.kept($0))
                }
            }
        }
        api.get(Self.one, "Read a runbook", for: .may(.integrationsManage), answers: RunbookView.self) { call in
            let id = try call.uuid("id")
            let kept = try await database.transaction { tx in try RunbookStore().existing(id, in: tx) }
            return .ok(RunbookView(kept), version: kept.version)
        }
        addHistory(to: &api, of: Runbook.self, at: Self.one, for: .may(.integrationsManage), in: database) {
            key, _, tx in
            guard let id = UUID(uuidString: key) else { throw NotFound(Runbook.kind, key) }
            return try RunbookStore().existing(id, in: tx).record.id
        }
    }

    private func addRunning(to api: inout API) {
        let (database, orders, secrets) = (database, orders, keep.secrets)
        api.post(
            "\(Self.one)/try", "See what every bound says to it for an alert, and what would be sent; sends nothing",
            for: .may(.integrationsManage), accepts: RunbookAlertBody.self, answers: RunbookTrial.self
        ) { call, body in
            let id = try call.uuid("id")
            return .ok(
                try await database.transaction { tx in
                    let alert = try Self.alert(body, seenBy: call, in: tx)
                    return try TryRunbook(weigh: orders.weigh, secrets: secrets).trial(of: id, for: alert, in: tx)
                })
        }
        api.post(
            "\(Self.one)/run", "Run it for an alert, as far as its bounds allow", for: .may(.alertsWork),
            accepts: RunbookAlertBody.self, answers: AdjustmentView.self
        ) { call, body in
            let (id, person) = (try call.uuid("id"), try call.principal.id)
            let reason = try body.reason?.checked("reason", longest: 500) ?? "a person asked for it"
            let by = try call.provenance("run-runbook", reason: reason)
            return try await database.transaction { tx in
                try Idempotency.remember(call, in: tx) {
                    let alert = try Self.alert(body, seenBy: call, to: .alertsWork, in: tx)
                    let kept = try orders.order(id, for: alert, because: reason, person: person, by: by, in: tx)
                    let address = "\(AdjustmentRoutes.root)/\(kept.record.order.number)"
                    return .created(AdjustmentView(kept), version: kept.version, at: address)
                }
            }
        }
    }

    private static func alert(
        _ body: RunbookAlertBody, seenBy call: Call, to action: Action? = nil, in tx: Transaction
    ) throws -> Alert {
        do {
            let alert = try AlertStore().read(body.alert, in: tx).record
            try Sight.alerts.check(alert.id, as: body.alert, by: call.principal, to: action, in: tx)
            return alert
        } catch is NotFound {
            throw Invalid("There is no alert of this number.", field: "alert", code: "unknown_alert")
        }
    }

    private func perform(
        _ command: Runbook.Command, _ name: String, _ call: Call
    ) async throws -> Answer<RunbookView> {
        let keep = keep
        return try await performing(name, call) { id, by, tx in
            try keep.perform(command, on: id, expecting: call.expectedVersion, by: by, in: tx)
        }
    }

    private func performing(
        _ name: String, _ call: Call,
        _ work: @escaping @Sendable (UUID, Provenance, Transaction) throws -> Kept<Runbook>
    ) async throws -> Answer<RunbookView> {
        let (id, by) = (try call.uuid("id"), try call.provenance(name))
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let kept = try work(id, by, tx)
                return .ok(RunbookView(kept), version: kept.version)
            }
        }
    }
}
