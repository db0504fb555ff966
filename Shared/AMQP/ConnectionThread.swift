import Foundation
import Logging
import Synchronization

/// What a thread does with its connection. Every call comes from that thread.
protocol ConnectionDuty: AnyObject {
    /// A new connection: set up the channel.
    func begin(on connection: BrokerConnection) throws(LinkFailure)
    func handle(_ event: BrokerEvent, on connection: BrokerConnection) throws(LinkFailure)
    /// Sends what is due and says what to wait for.
    func work(on connection: BrokerConnection) throws(LinkFailure) -> Pause
    /// The connection is gone, or could not be opened.
    func lost(_ failure: LinkFailure)
    /// Asked again and again once a stop is requested; true ends the thread.
    func mayEnd(now: ContinuousClock.Instant) -> Bool
    func ended()
}

/// What a duty waits for, beside words from the broker and being woken.
enum Pause { case untilNews, untilWritable, none }

/// A thread that owns a connection, keeps it open, and lets its duty use it.
final class ConnectionThread: Sendable {
    private struct Status {
        var state = ConnectionState.connecting
        var isStopping = false
    }

    let configuration: BrokerConfiguration
    let logger: Logger
    let wakeUp = WakeUp()
    private let status = Mutex(Status())
    private let end = Latch()

    init(_ configuration: BrokerConfiguration, logger: Logger) {
        self.configuration = configuration
        var logger = logger
        logger[metadataKey: "connection"] = "\(configuration.connectionName)"
        self.logger = logger
    }

    func start(_ duty: @escaping @Sendable () -> any ConnectionDuty) {
        let thread = Thread { [self] in run(duty()) }
        thread.name = configuration.connectionName
        thread.stackSize = 512 * 1024
        thread.start()
    }

    var state: ConnectionState {
        get { status.withLock { $0.state } }
        set { status.withLock { $0.state = newValue } }
    }

    var isStopping: Bool { status.withLock { $0.isStopping } }

    func requestStop() {
        status.withLock { $0.isStopping = true }
        wakeUp.signal()
    }

    func waitForEnd(atMost limit: Duration) async { await end.wait(atMost: limit) }

    private func run(_ duty: any ConnectionDuty) {
        var backOff = BackOff()
        var knownReason: String?
        while !hasEnded(duty) {
            let start = ContinuousClock.now
            do throws(LinkFailure) {
                try serve(duty)
            } catch {
                state = .connecting
                report(error, isNew: error.description != knownReason)
                knownReason = error.description
                duty.lost(error)
                if ContinuousClock.now - start > .seconds(1) { backOff.reset() }
                pause(for: backOff.next(), duty)
            }
        }
        state = .closed
        duty.ended()
        end.open()
    }

    private func serve(_ duty: any ConnectionDuty) throws(LinkFailure) {
        let connection = try BrokerConnection(configuration)
        do throws(LinkFailure) {
            try duty.begin(on: connection)
            state = .open
            logger.info("Connected to the broker", metadata: ["broker": "\(configuration)"])
            while true {
                while let event = try connection.nextEvent() { try duty.handle(event, on: connection) }
                let pause = try duty.work(on: connection)
                if hasEnded(duty) { break }
                if case .none = pause { continue }
                // librabbitmq keeps the heartbeat only inside its calls, so none of the waits is long.
                connection.wait(for: wakeUp, orWritable: pause == .untilWritable, atMost: .seconds(1))
            }
            connection.close()
        } catch {
            connection.close(after: error)
            throw error
        }
    }

    /// A broker that is away fails each try for the same reason; once is enough.
    private func report(_ failure: LinkFailure, isNew: Bool) {
        logger.log(
            level: isNew ? .warning : .debug, "No connection to the broker",
            metadata: ["reason": "\(failure)", "broker": "\(configuration)"])
    }

    private func hasEnded(_ duty: any ConnectionDuty) -> Bool {
        isStopping && duty.mayEnd(now: .now)
    }

    private func pause(for wait: Duration, _ duty: any ConnectionDuty) {
        let end = ContinuousClock.now + wait
        while case let rest = end - .now, rest > .zero, !hasEnded(duty) { wakeUp.wait(atMost: rest) }
    }
}
