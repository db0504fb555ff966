import Dispatch
import Logging
import Synchronization

/// Publishes with confirms over a connection and a thread of its own, which come back after any loss.
package final class Publisher: Sendable {
    private static let longestClose = Duration.seconds(10)

    private let thread: ConnectionThread
    private let desk = PublishDesk()

    /// `window` is how many publications may be unconfirmed at once; more wait their turn.
    package init(_ configuration: BrokerConfiguration, window: Int = 1000, logger: Logger) {
        let thread = ConnectionThread(configuration, logger: logger)
        self.thread = thread
        thread.start { [desk] in PublishingDuty(thread, desk: desk, window: max(1, window)) }
    }

    deinit { thread.requestStop() }

    package var state: ConnectionState { thread.state }

    /// Publishes in order and waits for every receipt, in the same order. Resends only when the connection was lost, so a
    /// message may arrive twice but none is lost. Throws `AMQPError`; then what was sent is in doubt.
    package func publish(_ publications: [Publication], timeout: Duration = .seconds(5)) async throws -> [Receipt] {
        guard let call = try accepted(publications) else { return [] }
        let deadline = Task { [self] in
            try await Task.sleep(for: timeout)
            expire(call)
        }
        defer { deadline.cancel() }
        return try await withCheckedThrowingContinuation { continuation in
            call.whenFinished { continuation.resume(with: $0) }
        }
    }

    /// Same as `publish`, for a thread that may block (never one of Swift concurrency's).
    package func publishAndWait(_ publications: [Publication], timeout: Duration = .seconds(5)) throws -> [Receipt] {
        guard let call = try accepted(publications) else { return [] }
        let answer = BlockingAnswer()
        call.whenFinished { answer.give($0) }
        if !answer.wait(atMost: timeout) { expire(call) }
        return try answer.take().get()
    }

    /// Lets the calls under way finish (up to 5 s), refuses new ones, and closes the connection.
    package func close() async {
        thread.requestStop()
        await thread.waitForEnd(atMost: Self.longestClose)
    }

    private func accepted(_ publications: [Publication]) throws(AMQPError) -> PublishCall? {
        for publication in publications { try publication.checkSendable() }
        guard !publications.isEmpty else { return nil }
        let call = PublishCall(publications)
        guard !thread.isStopping, desk.add(call) else { throw .closed }
        thread.wakeUp.signal()
        return call
    }

    private func expire(_ call: PublishCall) {
        call.fail(.timedOut(state: state))
        desk.noteExpiry()
        thread.wakeUp.signal()
    }
}

/// Where callers leave their calls for the connection's thread.
final class PublishDesk: Sendable {
    struct News {
        var calls: [PublishCall] = []
        var hasExpired = false
        var isShut = false
    }

    private let news = Mutex(News())

    /// False when nobody will take it any more.
    func add(_ call: PublishCall) -> Bool {
        news.withLock { news in
            guard !news.isShut else { return false }
            news.calls.append(call)
            return true
        }
    }

    func noteExpiry() { news.withLock { $0.hasExpired = true } }

    /// Whether nobody waits for a call left here.
    var isIdle: Bool { news.withLock { $0.calls.allSatisfy { $0.isFinished } } }

    /// Takes what is new; with `shutting` nothing more is accepted.
    func take(shutting: Bool = false) -> News {
        news.withLock { news in
            defer { news = News(isShut: news.isShut || shutting) }
            return news
        }
    }
}

/// Hands an outcome to a blocked thread.
private final class BlockingAnswer: Sendable {
    private let outcome = Mutex<PublishCall.Outcome?>(nil)
    private let given = DispatchSemaphore(value: 0)

    func give(_ outcome: PublishCall.Outcome) {
        self.outcome.withLock { $0 = outcome }
        given.signal()
    }

    func wait(atMost limit: Duration) -> Bool {
        given.wait(timeout: .now() + .milliseconds(Int(limit.milliseconds))) == .success
    }

    func take() -> PublishCall.Outcome { outcome.withLock { $0 } ?? .failure(.closed) }
}
