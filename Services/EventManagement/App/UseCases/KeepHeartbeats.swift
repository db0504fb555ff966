import Contracts
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// Heartbeats: made by people or by their first ping, moved by pings and by the clock.
struct KeepHeartbeats: Sendable {
    static let timer = "heartbeat"

    let folding: Signal
    private let heartbeats = Ledger(HeartbeatStore())

    init(folding: Signal) {
        self.folding = folding
    }

    /// - Parameter ping: an address that jobs have already, such as one from another product.
    func create(
        _ plan: HeartbeatPlan, of integration: UUID, ping: UUID? = nil, by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<Heartbeat> {
        try plan.validate()
        guard try IntegrationStore().read(integration, in: tx).record.state == .active else {
            throw Invalid("This integration was revoked.", field: "integration")
        }
        return try unlessTaken {
            try heartbeats.open(
                UUID.v7(at: try tx.now), with: [.created(integration: integration, ping: ping ?? UUID(), plan: plan)],
                by: provenance, in: tx)
        }
    }

    func configure(
        _ id: UUID, _ plan: HeartbeatPlan, expecting version: Int?, by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<Heartbeat> {
        try plan.validate()
        let kept = try unlessTaken {
            try heartbeats.perform(.configure(plan), on: id, by: provenance, expecting: version, in: tx)
        }
        try arm(kept.record, try HeartbeatStore().read(id, in: tx).hearing, in: tx)
        return kept
    }

    /// Paused: it may stay away, and what it was down for is over.
    func move(
        _ id: UUID, _ command: Heartbeat.Command, expecting version: Int?, by provenance: Provenance,
        in tx: Transaction
    ) throws -> Kept<Heartbeat> {
        guard let before = try heartbeats.store.find(id, in: tx) else {
            throw NotFound(Heartbeat.kind, id.uuidString.lowercased())
        }
        let kept = try heartbeats.perform(command, on: id, by: provenance, expecting: version, in: tx)
        if before.record.state == .down, kept.record.state != .down { try tell(kept.record, nil, in: tx) }
        if kept.record.state == .paused { try Timers.disarm(Self.timer, for: id, in: tx) }
        return kept
    }

    /// Takes a ping in. A heartbeat that was silent is back with a success.
    ///
    /// - Parameter at: when it came, if that was earlier than now.
    func hear(
        _ beat: Beat, of kept: Kept<Heartbeat>, run: UUID?, body: String, at instant: Date? = nil, in tx: Transaction
    ) throws {
        let (id, now) = (kept.record.id, try instant ?? tx.now)
        var hearing = try heartbeats.store.read(id, in: tx).hearing
        hearing.pings += 1
        var code: Int?
        var command: Heartbeat.Command?
        switch beat {
        case .log: break
        case .start:
            hearing.startAt = now
            hearing.run = run
        case .success:
            hearing.end(run, at: now)
            hearing.successAt = max(now, hearing.successAt ?? now)
            command = .succeed
        case .fail(let given):
            hearing.end(run, at: now)
            code = given
            command = .miss(.failed)
        }
        try heartbeats.store.add(
            HeartbeatStore.Ping(at: now, kind: beat.name, exitCode: code, run: run, body: body), to: id, in: tx)
        try heartbeats.store.save(hearing, of: id, in: tx)
        var after = kept
        if let command {
            after = try heartbeats.perform(command, on: id, by: Self.monitoring(kept.record), in: tx)
        }
        if after.record.state != kept.record.state, after.record.state == .down || kept.record.state == .down {
            try tell(after.record, body, in: tx)
        }
        try arm(after.record, hearing, in: tx)
    }

    /// The clock says that it should have been heard of by now.
    func overdue(_ id: UUID, in tx: Transaction) throws {
        guard let kept = try heartbeats.store.find(id, in: tx), kept.record.state != .paused else { return }
        let hearing = try heartbeats.store.read(id, in: tx).hearing
        guard let deadline = hearing.deadline(of: kept.record), deadline <= (try tx.now) else {
            return try arm(kept.record, hearing, in: tx)
        }
        let cause: Heartbeat.Cause = hearing.startAt == nil ? .silent : .unfinished
        let after = try heartbeats.perform(.miss(cause), on: id, by: .timer(Self.timer), in: tx)
        if after.version != kept.version { try tell(after.record, nil, in: tx) }
    }

    private func arm(_ heartbeat: Heartbeat, _ hearing: HeartbeatStore.Hearing, in tx: Transaction) throws {
        guard heartbeat.state == .up || hearing.startAt != nil, let due = hearing.deadline(of: heartbeat) else {
            return
        }
        try Timers.arm(Self.timer, for: heartbeat.id, at: due, in: tx)
    }

    private func tell(_ heartbeat: Heartbeat, _ body: String?, in tx: Transaction) throws {
        let plan = heartbeat.plan
        let isDown = heartbeat.state == .down
        let title =
            switch heartbeat.cause {
            case .silent: "\(plan.name) was not heard of in time"
            case .unfinished: "\(plan.name) began and did not end in time"
            case .failed: "\(plan.name) failed"
            case nil: "\(plan.name) is back"
            }
        let event = OwnEvent(
            fingerprint: "heartbeat:\(heartbeat.id.uuidString.lowercased())", check: plan.name, title: title,
            description: body.flatMap { $0.isEmpty ? nil : $0 }, state: isDown ? "firing" : "resolved",
            severity: plan.severity ?? .major, time: try tx.now, ci: plan.item, service: plan.service,
            labels: ["heartbeat": plan.slug])
        try OwnEvent.keep([event], of: heartbeat.integration, folding: folding, in: tx)
    }

    private func unlessTaken(_ work: () throws -> Kept<Heartbeat>) throws -> Kept<Heartbeat> {
        do {
            return try work()
        } catch let error as DatabaseError where error.violates("one_heartbeat_per_slug") {
            throw Rejection("This integration has a heartbeat with this slug already.", code: "slug_taken")
        } catch let error as DatabaseError where error.violates("one_heartbeat_per_ping") {
            throw Rejection("Another heartbeat has this address already.", code: "ping_taken")
        }
    }

    private static func monitoring(_ heartbeat: Heartbeat) -> Provenance {
        Provenance(
            actor: Actor(.monitoring, heartbeat.integration.uuidString.lowercased()), command: "ping",
            correlation: UUID.v7().uuidString.lowercased())
    }
}

extension HeartbeatStore.Hearing {
    func deadline(of heartbeat: Heartbeat) -> Date? { heartbeat.plan.deadline(success: successAt, start: startAt) }

    /// How long a run took is known when its end names the same run as its start.
    fileprivate mutating func end(_ ended: UUID?, at now: Date) {
        tookMilliseconds = run == ended ? startAt.map { Int(now.timeIntervalSince($0) * 1000) } : nil
        startAt = nil
        run = nil
    }
}
