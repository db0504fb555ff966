import Synchronization

/// Carries one chunk at a time from the connection's thread to the handler, and its answer back.
final class ChunkLine: Sendable {
    private struct State {
        var task: Task<Void, Never>?
        var answer: [Settlement]?
    }

    private let handle: Consumer.Handler
    private let notify: @Sendable () -> Void
    private let state = Mutex(State())

    init(handle: @escaping Consumer.Handler, notify: @escaping @Sendable () -> Void) {
        self.handle = handle
        self.notify = notify
    }

    func handOut(_ deliveries: [Delivery]) {
        let task = Task { [self] in
            let answer = await handle(deliveries)
            state.withLock { $0.answer = answer }
            notify()
        }
        state.withLock { $0.task = task }
    }

    /// The handler's answer, once.
    func takeAnswer() -> [Settlement]? {
        state.withLock { state in
            guard let answer = state.answer else { return nil }
            state = State()
            return answer
        }
    }

    func cancel() { state.withLock { $0.task }?.cancel() }
}
