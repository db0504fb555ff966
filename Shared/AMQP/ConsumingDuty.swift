import Logging

/// The consumer's thread: collects deliveries, hands out chunks, and settles them when the handler has answered.
final class ConsumingDuty: ConnectionDuty {
    enum Origin {
        case queue(String)
        case broadcast(String, began: @Sendable () -> Void)
    }

    private static let grace = Duration.seconds(30)

    private let thread: ConnectionThread
    private let origin: Origin
    private let prefetch: Int
    private let maximumChunk: Int
    private let line: ChunkLine
    private var consumerTag: String?
    private var isConnected = false
    private var waiting: [Delivery] = []
    private var chunk: Chunk?
    private var epoch = 0
    private var latestEnd: ContinuousClock.Instant?

    /// What the handler has now. Tags mean nothing to a later connection, hence the epoch.
    private struct Chunk {
        let tags: [UInt64]
        let epoch: Int
    }

    init(_ thread: ConnectionThread, origin: Origin, prefetch: Int, maximumChunk: Int, line: ChunkLine) {
        self.thread = thread
        self.origin = origin
        self.prefetch = prefetch
        self.maximumChunk = maximumChunk
        self.line = line
    }

    func begin(on connection: BrokerConnection) throws(LinkFailure) {
        epoch += 1
        isConnected = true
        guard !thread.isStopping else { return }
        let queue: String
        switch origin {
        case .queue(let name): queue = name
        case .broadcast(let exchange, _): queue = try connection.declareBroadcastQueue(of: exchange)
        }
        consumerTag = try connection.consume(queue, prefetch: prefetch)
        if case .broadcast(_, let began) = origin { began() }
    }

    func handle(_ event: BrokerEvent, on connection: BrokerConnection) {
        if case .delivered(let delivery) = event { waiting.append(delivery) }
    }

    func work(on connection: BrokerConnection) throws(LinkFailure) -> Pause {
        if let settlements = line.takeAnswer(), let chunk {
            self.chunk = nil
            if chunk.epoch == epoch { try settle(chunk.tags, settlements, on: connection) }
        }
        if thread.isStopping {
            try letGo(on: connection)
        } else if chunk == nil, !waiting.isEmpty {
            handOut()
        }
        return .untilNews
    }

    func lost(_ failure: LinkFailure) {
        // The broker delivers again what was not settled; late answers for it are dropped by the epoch.
        epoch += 1
        waiting = []
        isConnected = false
    }

    func mayEnd(now: ContinuousClock.Instant) -> Bool {
        if !isConnected, line.takeAnswer() != nil { chunk = nil }
        let end = latestEnd ?? now + Self.grace
        latestEnd = end
        return chunk == nil || now >= end
    }

    func ended() { line.cancel() }

    private func handOut() {
        let deliveries = Array(waiting.prefix(maximumChunk))
        waiting.removeFirst(deliveries.count)
        chunk = Chunk(tags: deliveries.map(\.tag), epoch: epoch)
        line.handOut(deliveries)
    }

    private func settle(
        _ tags: [UInt64], _ settlements: [Settlement], on connection: BrokerConnection
    )
        throws(LinkFailure)
    {
        if settlements.count != tags.count {
            thread.logger.error(
                "A handler did not answer for each delivery; the rest goes back to the queue",
                metadata: ["deliveries": "\(tags.count)", "settlements": "\(settlements.count)"])
        } else if let last = tags.last, settlements.allSatisfy({ $0 == .accept }) {
            return try connection.accept(last, andAllBefore: true)
        }
        for (index, tag) in tags.enumerated() {
            switch index < settlements.count ? settlements[index] : .requeue {
            case .accept: try connection.accept(tag, andAllBefore: false)
            case .reject: try connection.reject(tag, requeue: false)
            case .requeue: try connection.reject(tag, requeue: true)
            }
        }
    }

    /// Leaves what has not been handed out to other copies at once, not only when the chunk under way is done.
    private func letGo(on connection: BrokerConnection) throws(LinkFailure) {
        if let tag = consumerTag { try connection.stopConsuming(tag) }
        consumerTag = nil
        for delivery in waiting { try connection.reject(delivery.tag, requeue: true) }
        waiting = []
    }
}
