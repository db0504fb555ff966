/// A message the broker handed to us, to be settled by the answer of the handler.
package struct Delivery: Sendable {
    package let message: Message
    package let exchange: String
    package let routingKey: String
    package let redelivered: Bool
    /// How often the queue has handed it out before without it being settled; quorum queues only, else 0.
    package let deliveryCount: Int
    /// Counts up in one connection; means nothing to the next one.
    let tag: UInt64

    /// A delivery as handlers get it, for testing them without a broker.
    package init(
        message: Message, exchange: String, routingKey: String, redelivered: Bool = false, deliveryCount: Int = 0
    ) {
        self.init(
            message: message, exchange: exchange, routingKey: routingKey, redelivered: redelivered,
            deliveryCount: deliveryCount, tag: 0)
    }

    init(
        message: Message, exchange: String, routingKey: String, redelivered: Bool, deliveryCount: Int, tag: UInt64
    ) {
        self.message = message
        self.exchange = exchange
        self.routingKey = routingKey
        self.redelivered = redelivered
        self.deliveryCount = deliveryCount
        self.tag = tag
    }
}

/// What the broker shall do with a delivery.
package enum Settlement: Sendable, Equatable {
    /// Done: the queue forgets it.
    case accept
    /// Not to be handed out again: it goes to the dead-letter exchange, if the queue has one.
    case reject
    /// Back to the queue at once; counts towards its delivery limit.
    case requeue
}
