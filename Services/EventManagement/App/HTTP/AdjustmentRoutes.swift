import Chassis
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// Runs of runbooks: list, read, approve, decline, journal, why; and the switch that stops them all.
struct AdjustmentRoutes {
    static let root = "/api/v1/adjustments"
    private static let one = "/api/v1/adjustments/{number}"
    private static let control = "/api/v1/adjustment-switch"

    let database: Database
    let keep: KeepRunbooks
    let orders: OrderAdjustments

    private static let listing = Listing(
        key: Listing.Column("id", "adjustment.id", .uuid),
        sorts: [Listing.Column("askedAt", "asked_at", .date)], standard: "-askedAt",
        filters: [
            .any("state", "adjustment.state", .oneOf(Adjustment.State.self), "States"),
            .any("runbook", "runbook", .uuid, "Runbooks"),
            .any("alert", "adjustment.alert", .uuid, "Alerts they ran for"),
            .any("item", "adjustment.item", .uuid, orNone: true, "Items they touch"),
            .any("effect", "effect", .oneOf(Adjustment.Effect.self), orNone: true, "What came of them"),
            .flag("underWay", "is_under_way", "Only those that are not over yet"),
            .from("from", "asked_at", .date, "Asked for at or after"),
            .until("until", "asked_at", .date, "Asked for before"),
        ],
        search: { "strpos(lower(adjustment.number || ' ' || runbook_name), lower(\($0))) > 0" })

    private static let tables: SQL = "adjustment JOIN alert ON alert.id = adjustment.alert"

    func add(to api: inout API) {
        addReading(to: &api)
        addSwitch(to: &api)
        let orders = orders
        api.post(
            "\(Self.one)/approve", "Let it run, as far as its bounds allow by now", for: .may(.alertsWork),
            answers: AdjustmentView.self
        ) { call in
            try await deciding("approve-adjustment", call) { id, person, by, tx in
                try orders.approve(id, expecting: call.expectedVersion, person: person, by: by, in: tx)
            }
        }
        api.post(
            "\(Self.one)/decline", "Let it not run", for: .may(.alertsWork), accepts: ReasonBody.self,
            answers: AdjustmentView.self
        ) { call, body in
            let reason = try body.reason.checked("reason", longest: 500)
            return try await deciding("decline-adjustment", call) { id, person, by, tx in
                try orders.decline(
                    id, expecting: call.expectedVersion, person: person, reason: reason, by: by, in: tx)
            }
        }
    }

    private func addReading(to api: inout API) {
        let database = database
        api.list(Self.root, "List runs of runbooks", for: .may(.alertsRead), by: Self.listing, of: AdjustmentView.self)
        { call, wanted in
            try await database.transaction { tx in
                let visible = Sight.alerts.visible(to: try call.principal)
                return try wanted.read(
                    "adjustment.version, adjustment.record", from: Self.tables, where: visible, in: tx
                ) { AdjustmentView(try AdjustmentStore.kept($0)) }
            }
        }
        api.get(Self.one, "Read a run", for: .may(.alertsRead), answers: AdjustmentView.self) { call in
            let key = try call.path("number")
            let kept = try await database.transaction { tx in try Self.seen(key, by: call.principal, in: tx) }
            return .ok(AdjustmentView(kept), version: kept.version)
        }
        addHistory(to: &api, of: Adjustment.self, at: Self.one, in: database) { key, caller, tx in
            try Self.seen(key, by: caller, in: tx).record.id
        }
    }

    private func addSwitch(to api: inout API) {
        let (database, keep) = (database, keep)
        api.get(Self.control, "Whether runbooks may run at all", for: .may(.alertsRead), answers: SwitchView.self) {
            _ in
            let kept = try await database.transaction { tx in try AdjustmentSwitchStore().read(in: tx) }
            return .ok(SwitchView(kept?.record))
        }
        api.post(
            "\(Self.control)/stop", "Stop all runbooks, at once and in every copy", for: .may(.alertsWork),
            accepts: ReasonBody.self, answers: SwitchView.self
        ) { call, body in
            let reason = try body.reason.checked("reason", longest: 500)
            let by = try Self.ofAll(call.provenance("stop-adjustments", reason: reason), call)
            return try await database.transaction { tx in
                .ok(SwitchView(try keep.turn(.stop(reason: reason), by: by, in: tx)))
            }
        }
        api.post(
            "\(Self.control)/release", "Let runbooks run again", for: .may(.integrationsManage),
            answers: SwitchView.self
        ) { call in
            let by = try call.provenance("release-adjustments")
            return try await database.transaction { tx in .ok(SwitchView(try keep.turn(.release, by: by, in: tx))) }
        }
        api.get(
            "\(Self.control)/journal", "Who stopped and released them", for: .may(.alertsRead),
            answers: JournalAnswer.self
        ) { _ in
            .ok(try await database.transaction { tx in try RecordHistory.journal(of: AdjustmentSwitch.only, in: tx) })
        }
    }

    /// The switch is for the runbooks of everybody.
    private static func ofAll(_ provenance: Provenance, _ call: Call) throws -> Provenance {
        guard try call.principal.reach(of: .alertsWork) == .all else {
            throw Rejection(
                "This stops the runbooks of every team: it takes the permission to work on all.",
                code: "reach_too_short")
        }
        return provenance
    }

    /// A run is seen with its alert.
    private static func seen(
        _ key: String, by caller: Principal, to action: Action? = nil, in tx: Transaction
    ) throws -> Kept<Adjustment> {
        let kept = try AdjustmentStore().read(key, in: tx)
        do {
            try Sight.alerts.check(kept.record.order.alert, as: key, by: caller, to: action, in: tx)
        } catch is NotFound {
            throw NotFound(Adjustment.kind, key)
        }
        return kept
    }

    private func deciding(
        _ name: String, _ call: Call,
        _ work: @escaping @Sendable (UUID, UUID, Provenance, Transaction) throws -> Kept<Adjustment>
    ) async throws -> Answer<AdjustmentView> {
        let (key, person, by) = (try call.path("number"), try call.principal.id, try call.provenance(name))
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let id = try Self.seen(key, by: call.principal, to: .alertsWork, in: tx).record.id
                let kept = try work(id, person, by, tx)
                return .ok(AdjustmentView(kept), version: kept.version)
            }
        }
    }
}

/// A run as the API shows it.
struct AdjustmentView: Codable, Sendable {
    let id: UUID
    let version: Int
    let number: String
    let state: Adjustment.State
    let runbook: Named
    let alert: UUID
    let alertNumber: String
    let item: Named?
    let because: String
    /// Who asked for it, or approved it.
    let person: UUID?
    /// What every bound said.
    let verdicts: [BoundVerdict]
    let attempts: Int
    /// What the other side answered, what went wrong, or what would have been sent.
    let answer: String?
    let effect: Adjustment.Effect?
    let before: AdjustmentReading?
    let after: AdjustmentReading?
    /// The standard change it is recorded as, once that is there.
    let change: Named?
    let askedAt: Date
    let startedAt: Date?
    let rollbackStartedAt: Date?
    let endedAt: Date?

    init(_ kept: Kept<Adjustment>) {
        let (run, order) = (kept.record, kept.record.order)
        id = run.id
        version = kept.version
        number = order.number
        state = run.state
        runbook = Named(id: order.runbook, name: order.runbookName)
        alert = order.alert
        alertNumber = order.alertNumber
        item = order.item.map { Named(id: $0, name: order.itemName) }
        because = order.because
        person = order.person ?? run.approvedBy
        verdicts = run.verdicts
        attempts = run.attempts
        answer = run.answer
        effect = run.effect
        before = run.before
        after = run.after
        change = run.changeNumber.map { Named(id: order.change, name: $0) }
        askedAt = run.askedAt
        startedAt = run.startedAt
        rollbackStartedAt = run.rollbackStartedAt
        endedAt = run.endedAt
    }
}

struct SwitchView: Codable, Sendable {
    let stopped: Bool
    let reason: String?
    let since: Date?

    init(_ record: AdjustmentSwitch?) {
        stopped = record?.state == .stopped
        reason = record?.reason
        since = record?.since
    }
}
