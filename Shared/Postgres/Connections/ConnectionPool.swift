import Logging
import Synchronization

/// Hands work to connections: the one used last first, new ones up to the limit, then in order of arrival.
final class ConnectionPool: Sendable {
    typealias Instant = ContinuousClock.Instant

    struct Job: Sendable {
        let number: Int
        let since: Instant
        let deadline: Instant
        let work: @Sendable (Connection) -> Void
        let refuse: @Sendable (any Error) -> Void
    }

    fileprivate struct State {
        var idle: [Worker] = []
        var workers = 0
        var waiting = WaitingLine()
        var isWatched = false
        var isClosing = false
        var farewells: [CheckedContinuation<Void, Never>] = []
        var totalWait = Duration.zero
    }

    fileprivate enum Decision {
        case give(Worker)
        case hire
        case wait(startWatch: Bool)
        case refuse
    }

    private let configuration: DatabaseConfiguration
    private let logger: Logger
    private let state = Mutex(State())
    private let numbers = Atomic(0)

    init(_ configuration: DatabaseConfiguration, logger: Logger) {
        self.configuration = configuration
        self.logger = logger
    }

    var statistics: PoolStatistics {
        state.withLock { state in
            PoolStatistics(
                connections: state.workers, inUse: state.workers - state.idle.count, waiting: state.waiting.count,
                totalWait: state.totalWait)
        }
    }

    /// Runs blocking work on a connection's thread; throws `poolExhausted` when none is free in time, and
    /// `CancellationError` when the task is cancelled before its turn.
    func run<R: Sendable>(_ work: @escaping @Sendable (Connection, Instant) throws -> R) async throws -> R {
        let number = numbers.add(1, ordering: .relaxed).newValue
        let since = ContinuousClock.now
        let deadline = since + configuration.poolWait
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let job = Job(number: number, since: since, deadline: deadline) { connection in
                    continuation.resume(with: Result { try work(connection, deadline) })
                } refuse: {
                    continuation.resume(throwing: $0)
                }
                accept(job)
                // A cancellation that came before the job stood in line found nothing to withdraw.
                if Task.isCancelled { withdraw(number) }
            }
        } onCancel: {
            withdraw(number)
        }
    }

    /// The worker's next job; rests for it if need be. Answers nil when it is time to go.
    func next(for worker: Worker) -> Job? {
        let (job, mayRest) = state.withLock { state -> (Job?, Bool) in
            if let job = state.waiting.popFirst() {
                state.totalWait += ContinuousClock.now - job.since
                return (job, false)
            }
            if !state.isClosing { state.idle.append(worker) }
            return (nil, !state.isClosing)
        }
        return mayRest ? worker.rest() : job
    }

    /// A worker's last word.
    func left() {
        let farewells = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            state.workers -= 1
            return state.workers == 0 ? state.takeFarewells() : []
        }
        farewells.forEach { $0.resume() }
    }

    /// Takes no more work; what waits already is still done.
    func beginClosing() {
        let idle = state.withLock { state -> [Worker] in
            state.isClosing = true
            defer { state.idle = [] }
            return state.idle
        }
        idle.forEach { $0.dismiss() }
    }

    /// Waits until every connection has done its work and is closed.
    func close() async {
        beginClosing()
        await withCheckedContinuation { continuation in
            let isEmpty = state.withLock { state -> Bool in
                if state.workers > 0 { state.farewells.append(continuation) }
                return state.workers == 0
            }
            if isEmpty { continuation.resume() }
        }
    }
}

extension ConnectionPool {
    private func accept(_ job: Job) {
        switch state.withLock({ $0.decide(on: job, limit: configuration.maximumConnections) }) {
        case .give(let worker): worker.give(job)
        case .hire: hire(for: job)
        case .wait(let startWatch): if startWatch { Task { await watchDeadlines() } }
        case .refuse: job.refuse(DatabaseError(kind: .shutDown, message: "The database was shut down."))
        }
    }

    private func hire(for job: Job) {
        let (configuration, logger) = (configuration, logger)
        Worker.start(.init(pool: self, connect: { Connection(configuration, logger: logger) }, first: job))
    }

    private func withdraw(_ number: Int) {
        state.withLock { $0.waiting.remove(number: number) }?.refuse(CancellationError())
    }

    /// Refuses work whose wait is over; runs only while somebody waits.
    private func watchDeadlines() async {
        while let deadline = state.withLock({ $0.nextDeadline() }) {
            // Never cancelled: nobody holds this task.
            try? await Task.sleep(until: deadline, clock: .continuous)
            for job in state.withLock({ $0.waiting.removeExpired(at: .now) }) {
                job.refuse(DatabaseError(kind: .poolExhausted, message: "No database connection became free in time."))
            }
        }
    }
}

extension ConnectionPool.State {
    fileprivate mutating func decide(on job: ConnectionPool.Job, limit: Int) -> ConnectionPool.Decision {
        guard !isClosing else { return .refuse }
        if let worker = idle.popLast() { return .give(worker) }
        if workers < limit {
            workers += 1
            return .hire
        }
        waiting.append(job)
        defer { isWatched = true }
        return .wait(startWatch: !isWatched)
    }

    fileprivate mutating func nextDeadline() -> ContinuousClock.Instant? {
        isWatched = waiting.count > 0
        return waiting.first?.deadline
    }

    fileprivate mutating func takeFarewells() -> [CheckedContinuation<Void, Never>] {
        defer { farewells = [] }
        return farewells
    }
}
