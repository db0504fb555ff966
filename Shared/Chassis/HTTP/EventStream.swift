import HTTPTypes
import Hummingbird
import ServiceLifecycle
import Synchronization

/// Where a stream of server-sent events takes its words from.
package protocol EventSource: Sendable {
    /// What to send next, as soon as there is something; nil at the end.
    func next() async -> String?
    /// Makes `next` answer nil from now on; called when the client has gone or this copy stops.
    func end()
}

extension Call {
    /// Answers with server-sent events until the source ends, the client goes, does not read, or this copy stops.
    ///
    /// - Parameters:
    ///   - patience: how long the client may take nothing of what is sent to it.
    ///   - open: called when the answer begins; what it makes is ended in any case.
    package func events(
        patience: Duration = .seconds(20), _ open: @escaping @Sendable () -> any EventSource
    ) -> Response {
        let request = request
        let body = ResponseBody { writer in
            let source = open()
            defer { source.end() }
            let stream = EventStream(source: source, writer: Handover(writer), patience: patience)
            try await withGracefulShutdownHandler {
                try await request.body.consumeWithInboundCloseHandler { _ in
                    try await stream.run()
                } onInboundClosed: {
                    source.end()
                }
            } onGracefulShutdown: {
                stream.stop()
            }
        }
        var headers: HTTPFields = [.contentType: "text/event-stream"]
        if let buffering = HTTPField.Name("X-Accel-Buffering") { headers[buffering] = "no" }
        return Response(status: .ok, headers: headers, body: body)
    }
}

/// A writer on its way to the one task that uses it from then on.
private struct Handover: @unchecked Sendable {
    let writer: any ResponseBodyWriter
    init(_ writer: any ResponseBodyWriter) { self.writer = writer }
}

/// Carries a source's words to one client, and gives up on one that does not take them.
private final class EventStream: Sendable {
    private struct State {
        var writingSince: ContinuousClock.Instant?
        var isStopping = false
    }

    private struct NotReading: Error {}

    private static let patienceWhenStopping = Duration.seconds(2)

    private let source: any EventSource
    private let writer: Handover
    private let patience: Duration
    private let state = Mutex(State())

    init(source: any EventSource, writer: Handover, patience: Duration) {
        self.source = source
        self.writer = writer
        self.patience = patience
    }

    func stop() {
        state.withLock { $0.isStopping = true }
        source.end()
    }

    func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await self.write() }
            group.addTask { try await self.watch() }
            _ = try await group.next()
            group.cancelAll()
        }
    }

    private func write() async throws {
        var writer = writer.writer
        while let text = await source.next() {
            state.withLock { $0.writingSince = .now }
            try await writer.write(ByteBuffer(string: text))
            state.withLock { $0.writingSince = nil }
        }
        try await writer.finish(nil)
    }

    /// A write waits as long as the client takes nothing, so it is looked at from outside.
    private func watch() async throws {
        while true {
            try await Task.sleep(for: .seconds(1))
            let isStuck = state.withLock { state in
                guard let since = state.writingSince else { return false }
                let limit = state.isStopping ? min(patience, Self.patienceWhenStopping) : patience
                return ContinuousClock.now - since > limit
            }
            if isStuck { throw NotReading() }
        }
    }
}
