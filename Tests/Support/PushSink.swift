import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Synchronization

/// The other end of webhooks: takes what is posted to `/call`, keeps it, and answers as told.
package final class PushSink: Sendable {
    private struct Heard {
        var status = 204
        var bodies: [Data] = []
    }

    private final class Memory: Sendable {
        let heard = Mutex(Heard())
    }

    package let port: Int
    private let memory: Memory
    private let task: Task<Void, any Error>

    package var address: String { "http://127.0.0.1:\(port)" }
    package var bodies: [Data] { memory.heard.withLock { $0.bodies } }

    package func answers(_ status: Int) { memory.heard.withLock { $0.status = status } }

    package func stop() { task.cancel() }

    private init(port: Int, memory: Memory, task: Task<Void, any Error>) {
        (self.port, self.memory, self.task) = (port, memory, task)
    }

    package static func start() async throws -> PushSink {
        let (memory, ports) = (Memory(), AsyncStream.makeStream(of: Int.self))
        let router = Router()
        router.post("call") { request, _ in
            let body = try await request.body.collect(upTo: 1 << 16)
            let status = memory.heard.withLock { heard in
                heard.bodies.append(Data(body.readableBytesView))
                return heard.status
            }
            return Response(status: .init(code: status))
        }
        let app = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in ports.continuation.yield(channel.localAddress?.port ?? 0) }, logger: .silent)
        let task = Task { try await app.runService() }
        for await port in ports.stream { return PushSink(port: port, memory: memory, task: task) }
        throw CancellationError()
    }
}
