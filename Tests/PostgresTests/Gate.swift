import Dispatch
import Synchronization

/// Holds a transaction's thread until the test opens it; never waited for on a task.
final class Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)
    private let arrivals = Atomic(0)

    var hasArrival: Bool { arrivals.load(ordering: .acquiring) > 0 }

    func wait() {
        arrivals.add(1, ordering: .releasing)
        semaphore.wait()
    }

    func open() { semaphore.signal() }
}

final class Counter: Sendable {
    private let count = Atomic(0)

    var value: Int { count.load(ordering: .acquiring) }

    @discardableResult
    func next() -> Int { count.add(1, ordering: .acquiringAndReleasing).newValue }
}
