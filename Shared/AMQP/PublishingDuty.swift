import Logging

/// The publisher's thread: sends while the window is open, and matches confirms and returns to calls.
final class PublishingDuty: ConnectionDuty {
    /// One publication of a call.
    private struct Entry {
        let call: PublishCall
        let index: Int
        var returned: Receipt?

        var publication: Publication { call.publications[index] }
    }

    private static let grace = Duration.seconds(5)
    private static let burst = 256

    private let thread: ConnectionThread
    private let desk: PublishDesk
    private let window: Int
    private var queue: [Entry] = []
    private var queueHead = 0
    private var unconfirmed: [UInt64: Entry] = [:]
    private var lowestTag: UInt64 = 1
    private var nextTag: UInt64 = 1
    private var isBlocked = false
    private var latestEnd: ContinuousClock.Instant?

    init(_ thread: ConnectionThread, desk: PublishDesk, window: Int) {
        self.thread = thread
        self.desk = desk
        self.window = window
    }

    func begin(on connection: BrokerConnection) throws(LinkFailure) {
        try connection.beginConfirms()
        (lowestTag, nextTag, isBlocked) = (1, 1, false)
    }

    func handle(_ event: BrokerEvent, on connection: BrokerConnection) {
        switch event {
        case .confirmed(let tag, let andAllBefore): settle(tag, andAllBefore, .confirmed)
        case .refused(let tag, let andAllBefore): settle(tag, andAllBefore, .refused)
        case .returned(let message): note(message)
        case .blocked(let reason):
            isBlocked = true
            thread.state = .blocked(reason)
            thread.logger.warning("The broker takes no messages", metadata: ["reason": "\(reason)"])
        case .unblocked:
            isBlocked = false
            thread.state = .open
            thread.logger.info("The broker takes messages again")
        case .delivered: break
        }
    }

    func work(on connection: BrokerConnection) throws(LinkFailure) -> Pause {
        let news = desk.take()
        for call in news.calls { queue += call.publications.indices.map { Entry(call: call, index: $0) } }
        // A call that ran out of time with the line seemingly in order: the line is not to be trusted, and its
        // unconfirmed tags would fill the window.
        if news.hasExpired, !isBlocked, unconfirmed.values.contains(where: { $0.call.isFinished }) {
            throw .transport("confirms are overdue")
        }
        guard !isBlocked else { return .untilNews }
        for _ in 0..<Self.burst {
            guard unconfirmed.count < window, let entry = nextEntry() else { return .untilNews }
            guard connection.isWritable else { return .untilWritable }
            queueHead += 1
            unconfirmed[nextTag] = entry
            nextTag += 1
            try connection.publish(entry.publication)
        }
        return .none
    }

    func lost(_ failure: LinkFailure) {
        let inDoubt = unconfirmed.sorted { $0.key < $1.key }.map { _, entry in
            Entry(call: entry.call, index: entry.index)
        }
        unconfirmed = [:]
        isBlocked = false
        if let objection = failure.objection {
            // Sending again what the broker objects to would go on for ever.
            for entry in inDoubt { entry.call.fail(.refusedByBroker(code: objection.code, text: objection.text)) }
        } else {
            queue = inDoubt + queue[queueHead...]
            queueHead = 0
        }
    }

    func mayEnd(now: ContinuousClock.Instant) -> Bool {
        let end = latestEnd ?? now + Self.grace
        latestEnd = end
        if now >= end { return true }
        return desk.isIdle && nextEntry() == nil && unconfirmed.values.allSatisfy { $0.call.isFinished }
    }

    func ended() {
        for entry in unconfirmed.values { entry.call.fail(.closed) }
        for entry in queue[queueHead...] { entry.call.fail(.closed) }
        for call in desk.take(shutting: true).calls { call.fail(.closed) }
    }

    /// The first publication somebody still waits for.
    private func nextEntry() -> Entry? {
        while queueHead < queue.count, queue[queueHead].call.isFinished { queueHead += 1 }
        if queueHead == queue.count || queueHead > 4096 {
            queue.removeFirst(queueHead)
            queueHead = 0
        }
        return queue.first == nil ? nil : queue[queueHead]
    }

    /// Confirms come in any order, so each tag is looked for.
    private func settle(_ tag: UInt64, _ andAllBefore: Bool, _ receipt: Receipt) {
        for tag in (andAllBefore ? min(lowestTag, tag) : tag)...tag {
            guard let entry = unconfirmed.removeValue(forKey: tag) else { continue }
            entry.call.settle(entry.index, receipt == .confirmed ? entry.returned ?? receipt : receipt)
        }
        while lowestTag < nextTag, unconfirmed[lowestTag] == nil { lowestTag += 1 }
    }

    /// A return comes before its confirm and in the order of publishing, but without the tag.
    private func note(_ message: Return) {
        let tag = (lowestTag..<nextTag).first { tag in
            guard let entry = unconfirmed[tag], entry.returned == nil else { return false }
            let publication = entry.publication
            return publication.mandatory && publication.message.messageID == message.messageID
                && publication.routingKey == message.routingKey && publication.exchange == message.exchange
        }
        guard let tag else {
            let metadata: Logger.Metadata = ["key": "\(message.routingKey)"]
            thread.logger.error("A returned message belongs to no publication", metadata: metadata)
            return
        }
        unconfirmed[tag]?.returned = .returned(code: message.code, text: message.text)
    }
}
