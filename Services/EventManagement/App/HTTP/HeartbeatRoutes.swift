import Chassis
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// Heartbeats: create, list, read, change, pause, resume, their latest pings, journal, why.
struct HeartbeatRoutes {
    private static let root = "/api/v1/heartbeats"
    private static let one = "/api/v1/heartbeats/{id}"

    let database: Database
    let heartbeats: KeepHeartbeats

    private static let listing = Listing(
        sorts: [Listing.Column("createdAt", "created_at", .date), Listing.Column("name", "name", .text)],
        standard: "-createdAt",
        filters: [
            .any("state", "state", .oneOf(Heartbeat.State.self), "Only these states"),
            .any("integration", "integration", .uuid, "Only those of these integrations"),
        ])

    func add(to api: inout API) {
        addReading(to: &api)
        addWriting(to: &api)
        addMoves(to: &api)
        addHistory(to: &api, of: Heartbeat.self, at: Self.one, for: .may(.integrationsManage), in: database) {
            key, _, tx in
            guard let id = UUID(uuidString: key) else { throw NotFound(Heartbeat.kind, key) }
            return try HeartbeatStore().read(id, in: tx).kept.record.id
        }
    }

    private func addReading(to api: inout API) {
        let database = database
        api.list(
            Self.root, "List heartbeats", for: .may(.integrationsManage), by: Self.listing, of: HeartbeatView.self
        ) { _, wanted in
            try await database.transaction { tx in
                let now = try tx.now
                return try wanted.read(
                    "version, record, success_at, start_at, run, took_ms, pings", from: "heartbeat", in: tx
                ) {
                    let found = try HeartbeatStore().both($0)
                    return HeartbeatView(found.kept, found.hearing, at: now)
                }
            }
        }
        api.get(Self.one, "Read a heartbeat", for: .may(.integrationsManage), answers: HeartbeatView.self) { call in
            let id = try call.uuid("id")
            let view = try await database.transaction { tx in try Self.view(id, in: tx) }
            return .ok(view, version: view.version)
        }
        api.get(
            "\(Self.one)/pings", "Its latest hundred pings", for: .may(.integrationsManage), answers: PingsView.self
        ) { call in
            let id = try call.uuid("id")
            let pings = try await database.transaction { tx in
                try HeartbeatStore().pings(of: try HeartbeatStore().read(id, in: tx).kept.record.id, in: tx)
            }
            return .ok(PingsView(items: pings.map(PingView.init)))
        }
    }

    private func addWriting(to api: inout API) {
        let (database, heartbeats) = (database, heartbeats)
        api.post(
            Self.root, "Expect a job to be heard of", for: .may(.integrationsManage), accepts: HeartbeatBody.self,
            answers: HeartbeatView.self
        ) { call, body in
            let by = try call.provenance("create-heartbeat")
            return try await database.transaction { tx in
                try Idempotency.remember(call, in: tx) {
                    let kept = try heartbeats.create(body.plan, of: body.integration, ping: body.ping, by: by, in: tx)
                    let view = try Self.view(kept.record.id, in: tx)
                    return .created(view, version: view.version, at: "\(Self.root)/\(view.id.uuidString.lowercased())")
                }
            }
        }
        api.patch(
            Self.one, "Expect it otherwise", for: .may(.integrationsManage), accepts: HeartbeatChange.self,
            answers: HeartbeatView.self
        ) { call, body in
            let (id, by, version) = (
                try call.uuid("id"), try call.provenance("configure-heartbeat"), call.expectedVersion
            )
            let view = try await database.transaction { tx in
                _ = try heartbeats.configure(id, body.plan, expecting: version, by: by, in: tx)
                return try Self.view(id, in: tx)
            }
            return .ok(view, version: view.version)
        }
    }

    private func addMoves(to api: inout API) {
        let (database, heartbeats) = (database, heartbeats)
        let moves: [(String, String, Heartbeat.Command)] = [
            ("pause", "Let it stay away", .pause), ("resume", "Wait for its next ping", .resume),
        ]
        for (word, summary, command) in moves {
            api.post("\(Self.one)/\(word)", summary, for: .may(.integrationsManage), answers: HeartbeatView.self) {
                call in
                let (id, by) = (try call.uuid("id"), try call.provenance("\(word)-heartbeat"))
                let version = call.expectedVersion
                let view = try await database.transaction { tx in
                    _ = try heartbeats.move(id, command, expecting: version, by: by, in: tx)
                    return try Self.view(id, in: tx)
                }
                return .ok(view, version: view.version)
            }
        }
    }

    private static func view(_ id: UUID, in tx: Transaction) throws -> HeartbeatView {
        let found = try HeartbeatStore().read(id, in: tx)
        return HeartbeatView(found.kept, found.hearing, at: try tx.now)
    }
}
