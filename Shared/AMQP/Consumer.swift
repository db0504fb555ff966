import Logging

/// Consumes one queue over a connection and a thread of its own, which come back after any loss.
package final class Consumer: Sendable {
    /// Answers one settlement for each delivery, in order.
    package typealias Handler = @Sendable ([Delivery]) async -> [Settlement]

    private static let longestClose = Duration.seconds(40)

    private let thread: ConnectionThread

    /// `handle` gets chunks of 1…`maximumChunk` deliveries in order, one chunk at a time; they are settled only after it
    /// returns. It may take as long as it likes: holding deliveries is how a service stops consuming.
    package init(
        _ configuration: BrokerConfiguration, queue: String, prefetch: Int = 200, maximumChunk: Int = 100,
        logger: Logger, handle: @escaping Handler
    ) {
        thread = Self.started(configuration, .queue(queue), prefetch, maximumChunk, logger, handle)
    }

    /// Consumes what a fanout exchange gets from now on, through a queue that lives and dies with the connection: for
    /// hints whose loss is harmless. `began` is called whenever a new such queue stands: what came before is missed.
    package init(
        _ configuration: BrokerConfiguration, broadcast exchange: String, prefetch: Int = 200, maximumChunk: Int = 100,
        logger: Logger, began: @escaping @Sendable () -> Void = {}, handle: @escaping Handler
    ) {
        thread = Self.started(
            configuration, .broadcast(exchange, began: began), prefetch, maximumChunk, logger, handle)
    }

    deinit { thread.requestStop() }

    /// `open` while deliveries can come.
    package var state: ConnectionState { thread.state }

    /// Stops deliveries, waits for the chunk under way (30 s at most, then it is cancelled and redelivered), and closes.
    package func close() async {
        thread.requestStop()
        await thread.waitForEnd(atMost: Self.longestClose)
    }

    private static func started(
        _ configuration: BrokerConfiguration, _ origin: ConsumingDuty.Origin, _ prefetch: Int, _ maximumChunk: Int,
        _ logger: Logger, _ handle: @escaping Handler
    ) -> ConnectionThread {
        let thread = ConnectionThread(configuration, logger: logger)
        let line = ChunkLine(handle: handle) { thread.wakeUp.signal() }
        thread.start {
            ConsumingDuty(
                thread, origin: origin, prefetch: max(1, prefetch), maximumChunk: max(1, maximumChunk), line: line)
        }
        return thread
    }
}
