import Delivery
import Foundation
import Logging
import Messaging
import Postgres
import Synchronization

/// Considers what rules have asked for, and sends what runbooks ask of webhooks outside of any transaction, in whichever copy comes
/// first.
final class AdjustmentRunner: Sendable {
    /// Raised when a rule has asked for something, or something is to be sent.
    static let wake = Signal()

    private static let mostAtOnce = 8

    private let database: Database
    private let works: RunbookWorks
    private let http: OutboundHTTP
    private let logger: Logger
    private let underWay = Mutex(0)

    init(database: Database, works: RunbookWorks, logger: Logger) {
        self.database = database
        self.works = works
        self.logger = logger
        http = works.runs.reach.http
    }

    /// Runs until the task is cancelled; what is under way then is finished.
    func run() async {
        await withDiscardingTaskGroup { group in
            while !Task.isCancelled {
                do {
                    guard underWay.withLock({ $0 }) < Self.mostAtOnce else {
                        await Self.wake.wait(atMost: .milliseconds(200))
                        continue
                    }
                    switch try await next() {
                    case .nothing: await Self.wake.wait(atMost: .milliseconds(500))
                    case .done: continue
                    case .send(let sending):
                        underWay.withLock { $0 += 1 }
                        // A task of its own: an answer that has come is written although this copy is stopping.
                        let send = Task { await self.send(sending) }
                        group.addTask { await send.value }
                    }
                } catch {
                    logger.warning("Runbooks wait", metadata: ["error": "\(error)"])
                    await Self.wake.wait(atMost: .seconds(1))
                }
            }
        }
    }

    /// Sends until nothing waits, one after the other; for tests.
    func drain() async throws {
        while true {
            switch try await next() {
            case .nothing: return
            case .done: continue
            case .send(let sending):
                underWay.withLock { $0 += 1 }
                await send(sending)
            }
        }
    }

    private func next() async throws -> RunAdjustments.Next {
        let works = works
        return try await database.transaction { tx in
            try works.orders.considerSome(in: tx) > 0 ? .done : try works.runs.begin(in: tx)
        }
    }

    private func send(_ sending: RunAdjustments.Sending) async {
        let ending = await ask(sending.request)
        underWay.withLock { $0 -= 1 }
        let runs = works.runs
        for attempt in 0..<5 {
            do {
                return try await database.transaction { tx in try runs.ended(sending, ending, in: tx) }
            } catch {
                logger.warning("The end of an adjustment waits to be written", metadata: ["error": "\(error)"])
                await Self.pause(.seconds(1 << attempt))
            }
        }
        // Its deadline will say that nobody knows.
    }

    private func ask(_ request: OutboundRequest) async -> RunAdjustments.Ending {
        do {
            let reply = try await http.send(request)
            let text = String(decoding: reply.body.prefix(1000), as: UTF8.self)
            let answer = "\(reply.status): \(text.filter { !$0.isNewline && $0 != "\0" })"
            return (200...299).contains(reply.status) ? .succeeded(answer) : .failed(answer)
        } catch let failure as OutboundHTTP.Failure {
            if !failure.mayHaveArrived { return .failed("nothing was sent: \(failure.reason)") }
            return failure.isTimeout ? .timedOut("no answer came in time") : .unknown(failure.reason)
        } catch {
            return .unknown("\(error)")
        }
    }

    private static func pause(_ length: Duration) async {
        await Signal().wait(atMost: length)
    }
}
