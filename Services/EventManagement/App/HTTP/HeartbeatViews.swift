import EventDomain
import Foundation
import Messaging
import Records

/// How a heartbeat stands, seen at an instant.
enum HeartbeatStanding: String, Codable, CaseIterable, Sendable { case new, up, late, running, down, paused }

struct HeartbeatView: Codable, Sendable {
    let id: UUID
    let version: Int
    let integration: UUID
    /// Its address: `/ping/` and this.
    let ping: UUID
    let plan: HeartbeatPlan
    let state: Heartbeat.State
    /// `late`: expected by now, and still within its grace. `running`: a run began and has not ended.
    let standing: HeartbeatStanding
    let since: Date
    let cause: Heartbeat.Cause?
    let succeededAt: Date?
    let startedAt: Date?
    let tookMilliseconds: Int?
    let expectedAt: Date?
    let pings: Int

    init(_ kept: Kept<Heartbeat>, _ hearing: HeartbeatStore.Hearing, at now: Date) {
        let heartbeat = kept.record
        id = heartbeat.id
        version = kept.version
        integration = heartbeat.integration
        ping = heartbeat.ping
        plan = heartbeat.plan
        state = heartbeat.state
        since = heartbeat.since
        cause = heartbeat.cause
        succeededAt = hearing.successAt
        startedAt = hearing.startAt
        tookMilliseconds = hearing.tookMilliseconds
        expectedAt = hearing.successAt.map(heartbeat.plan.expected)
        pings = hearing.pings
        standing =
            switch heartbeat.state {
            case .new: hearing.startAt == nil ? .new : .running
            case .down: .down
            case .paused: .paused
            case .up: hearing.startAt != nil ? .running : (expectedAt ?? now) < now ? .late : .up
            }
    }
}

struct HeartbeatBody: Codable, Sendable {
    let integration: UUID
    let plan: HeartbeatPlan
    /// An address that jobs have already.
    let ping: UUID?
}

struct HeartbeatChange: Codable, Sendable { let plan: HeartbeatPlan }

struct PingView: Codable, Sendable {
    let at: Date
    let kind: String
    let exitCode: Int?
    let run: UUID?
    let body: String

    init(_ ping: HeartbeatStore.Ping) {
        at = ping.at
        kind = ping.kind
        exitCode = ping.exitCode
        run = ping.run
        body = Redaction.shown(Data(ping.body.utf8))
    }
}

struct PingsView: Codable, Sendable { let items: [PingView] }
