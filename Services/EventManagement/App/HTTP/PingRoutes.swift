import Chassis
import EventDomain
import Foundation
import HTTPTypes
import Hummingbird
import Messaging
import Postgres
import Records

/// Where jobs ping, as with Healthchecks: `/ping/<uuid>` or `/ping/<key>/<slug>`, then nothing, `start`, `fail`, `log` or an
/// exit code; by HEAD, GET or POST. `rid` pairs a start with its end, `create=1` makes what is not there.
struct PingRoutes {
    /// What is kept of a ping's body, in bytes.
    private static let bodyKept = 10_000

    let database: Database
    let keys: KeyCache
    let heartbeats: KeepHeartbeats

    func add(to api: inout API) {
        let this = self
        for method in [HTTPRequest.Method.get, .head, .post] {
            for (path, count) in [
                ("/ping/{check}", 1), ("/ping/{check}/{word}", 2), ("/ping/{check}/{word}/{signal}", 3),
            ] {
                api.raw(
                    method, path, "Take a ping of a job", for: .anyone, accepts: method == .post ? "text/plain" : nil,
                    answers: "text/plain", limit: AcceptDelivery.bodyLimit, takesAnyQuery: true
                ) { call in
                    let words = try ["check", "word", "signal"].prefix(count).map { try call.path($0) }
                    let made = try await this.hear(call, words)
                    return Response(
                        status: made ? .created : .ok, headers: [.contentType: "text/plain"],
                        body: ResponseBody(byteBuffer: ByteBuffer(string: made ? "Created" : "OK")))
                }
            }
        }
    }

    private enum Address {
        case ping(UUID)
        case slug(String, of: UUID)
    }

    /// Whether the heartbeat was made by this ping.
    private func hear(_ call: Call, _ words: [String]) async throws -> Bool {
        let (address, beat) = try await read(words)
        let run = call.query.text("rid").flatMap { UUID(uuidString: $0) }
        let creates = call.query.text("create") == "1"
        let body = String(decoding: try await call.body().readableBytesView.prefix(Self.bodyKept), as: UTF8.self)
            .replacing("\0", with: "\u{FFFD}")
        let (heartbeats, correlation) = (heartbeats, call.correlation)
        return try await database.transaction { tx in
            var made = false
            let kept: Kept<Heartbeat>
            switch address {
            case .ping(let id):
                guard let found = try HeartbeatStore().find(ping: id, in: tx) else {
                    throw NotFound("heartbeat", id.uuidString)
                }
                kept = found
            case .slug(let slug, let integration):
                if let found = try HeartbeatStore().find(slug: slug, of: integration, in: tx) {
                    kept = found
                } else {
                    guard creates else { throw NotFound("heartbeat", slug) }
                    let by = Provenance(
                        actor: Actor(.monitoring, integration.uuidString.lowercased()), command: "ping",
                        correlation: correlation)
                    kept = try heartbeats.create(.standard(slug: slug), of: integration, by: by, in: tx)
                    made = true
                }
            }
            try heartbeats.hear(beat, of: kept, run: run, body: body, in: tx)
            return made
        }
    }

    /// Throws 404 for what is no ping, and 401 for a key that is none.
    private func read(_ words: [String]) async throws -> (Address, Beat) {
        let signal: String?
        let address: Address
        if let id = UUID(uuidString: words[0]), words.count < 3 {
            address = .ping(id)
            signal = words.count > 1 ? words[1] : nil
        } else {
            guard words.count > 1, HeartbeatPlan.isSlug(words[1]) else { throw NotFound("heartbeat", words[0]) }
            address = .slug(words[1], of: try await keys.integration(words[0]))
            signal = words.count > 2 ? words[2] : nil
        }
        guard let signal else { return (address, .success) }
        guard let beat = Beat(word: signal) else { throw NotFound("signal", String(signal.prefix(40))) }
        return (address, beat)
    }
}
