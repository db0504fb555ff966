import Foundation
import Synchronization

/// Opens once, for everyone who waits.
final class Latch: Sendable {
    private struct State {
        var isOpen = false
        var nextWaiter = 0
        var waiters: [Int: CheckedContinuation<Void, Never>] = [:]
    }

    private let state = Mutex(State())

    func open() {
        let waiters = state.withLock { state in
            state.isOpen = true
            defer { state.waiters = [:] }
            return state.waiters.values.map { $0 }
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Returns when open, or when the time is over.
    func wait(atMost limit: Duration) async {
        await withCheckedContinuation { continuation in
            let ticket = state.withLock { state -> Int? in
                guard !state.isOpen else { return nil }
                state.nextWaiter += 1
                state.waiters[state.nextWaiter] = continuation
                return state.nextWaiter
            }
            guard let ticket else { return continuation.resume() }
            DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(Int(limit.milliseconds))) { [self] in
                state.withLock { $0.waiters.removeValue(forKey: ticket) }?.resume()
            }
        }
    }
}
