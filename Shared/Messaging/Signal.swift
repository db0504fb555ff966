import Foundation
import Synchronization

/// Wakes one waiting task; a hint, so waking too often is harmless and being missed is bounded by the waiter's limit.
package final class Signal: Sendable {
    private struct State {
        var raised = false
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    package init() {}

    package func raise() {
        let waiter = state.withLock { state in
            state.raised = state.waiter == nil
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume()
    }

    /// Returns when raised, at once if that happened before, or when the limit has passed or the task is cancelled.
    package func wait(atMost limit: Duration) async {
        let limiter = Task { [weak self] in
            try await Task.sleep(for: limit)
            self?.raise()
        }
        defer { limiter.cancel() }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let (go, earlier) = state.withLock { state in
                    let earlier = state.waiter
                    state.waiter = nil
                    if state.raised || Task.isCancelled {
                        state.raised = false
                        return (true, earlier)
                    }
                    state.waiter = continuation
                    return (false, earlier)
                }
                earlier?.resume()
                if go { continuation.resume() }
            }
        } onCancel: {
            raise()
        }
    }
}
