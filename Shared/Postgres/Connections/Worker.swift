import Dispatch
import Foundation
import Synchronization

/// The thread that owns one connection; rests until it is given a job or dismissed.
final class Worker: Sendable {
    private let desk = Mutex<ConnectionPool.Job?>(nil)
    private let bell = DispatchSemaphore(value: 0)

    static func start(_ assignment: Assignment) {
        let thread = Thread {
            let worker = Worker()
            let connection = assignment.connect()
            var job: ConnectionPool.Job? = assignment.first
            while let current = job {
                current.work(connection)
                job = assignment.pool.next(for: worker)
            }
            connection.close()
            assignment.pool.left()
        }
        thread.stackSize = 512 * 1024
        thread.name = "postgres"
        thread.start()
    }

    func give(_ job: ConnectionPool.Job) {
        desk.withLock { $0 = job }
        bell.signal()
    }

    func dismiss() { bell.signal() }

    /// The next job, or nil when dismissed.
    func rest() -> ConnectionPool.Job? {
        bell.wait()
        return desk.withLock { $0.take() }
    }
}

extension Worker {
    struct Assignment: Sendable {
        let pool: ConnectionPool
        let connect: @Sendable () -> Connection
        let first: ConnectionPool.Job
    }
}
