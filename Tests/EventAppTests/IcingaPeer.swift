import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Synchronization
import TestSupport
import Testing

/// An HTTP server that speaks as Icinga 2's API does: an event stream that does not end, and objects.
final class IcingaPeer: Sendable {
    private struct State {
        var port: Int?
        var objects: [(name: String, state: Int, since: Double)] = []
        var listener: AsyncStream<String>.Continuation?
        var users: Set<String> = []
    }

    private let state = Mutex(State())

    var port: Int { state.withLock { $0.port ?? 0 } }
    var users: Set<String> { state.withLock(\.users) }

    static func run(_ body: (IcingaPeer) async throws -> Void) async throws {
        let peer = IcingaPeer()
        let app = Application(
            router: peer.router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in peer.state.withLock { $0.port = channel.localAddress?.port } },
            logger: .silent)
        let serving = Task { try await app.run() }
        try await eventually { peer.port != 0 }
        do {
            try await body(peer)
        } catch {
            serving.cancel()
            throw error
        }
        serving.cancel()
    }

    /// The services of db1 that there are from now on.
    func objects(_ objects: [(String, Int)]) {
        let now = Date().timeIntervalSince1970
        state.withLock { $0.objects = objects.map { ($0.0, $0.1, now) } }
    }

    func say(_ line: String) { state.withLock { _ = $0.listener?.yield(line + "\n") } }

    /// Ends the stream.
    func drop() { state.withLock { $0.listener?.finish() } }

    private var router: Router<BasicRequestContext> {
        let router = Router()
        router.post("/v1/events") { request, _ in
            self.note(request)
            let (lines, listener) = AsyncStream.makeStream(of: String.self)
            self.state.withLock { $0.listener = listener }
            return Response(
                status: .ok,
                body: ResponseBody { writer in
                    for await line in lines { try await writer.write(ByteBuffer(string: line)) }
                    try await writer.finish(nil)
                })
        }
        router.post("/v1/objects/{kind}") { request, context in
            self.note(request)
            let asked = try await request.body.collect(upTo: 1 << 20)
            let isService = context.parameters.get("kind") == "services"
            return self.answer(String(buffer: asked), isService: isService)
        }
        return router
    }

    private func note(_ request: Request) {
        let credential = request.headers[.authorization]?.split(separator: " ").last.map(String.init) ?? ""
        let user = Data(base64Encoded: credential).map { String(decoding: $0, as: UTF8.self) } ?? ""
        state.withLock { _ = $0.users.insert(user) }
    }

    private func answer(_ asked: String, isService: Bool) -> String {
        let found = state.withLock(\.objects).filter { object in
            isService && (object.state != 0 || asked.contains("\"db1!\(object.name)\""))
        }
        let results = found.map { object in
            #"{"name":"db1!\#(object.name)","type":"Service","attrs":{"name":"\#(object.name)","host_name":"db1","state":\#(object.state).0,"last_hard_state":\#(object.state).0,"last_hard_state_change":\#(object.since),"acknowledgement":0.0,"last_check_result":{"output":"as told"},"vars":null}}"#
        }
        return #"{"results":[\#(results.joined(separator: ","))]}"#
    }
}
