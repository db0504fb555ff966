import CRabbitMQ
import Foundation

/// What we ask the broker on the channel. The answers of publish, accept and reject come as events.
extension BrokerConnection {
    /// Has the broker confirm each publication, counting tags from 1.
    func beginConfirms() throws(LinkFailure) {
        guard amqp_confirm_select(handle, Self.channel) != nil else { throw failure("asking for confirms") }
    }

    func publish(_ publication: Publication) throws(LinkFailure) {
        defer { memory.recycle() }
        var properties = publication.message.properties(in: memory)
        let body = publication.message.body
        let status = body.withUnsafeBytes { content in
            amqp_basic_publish(
                handle, Self.channel, memory.bytes(publication.exchange), memory.bytes(publication.routingKey),
                publication.mandatory ? 1 : 0, 0, &properties,
                amqp_bytes_t(len: content.count, bytes: UnsafeMutableRawPointer(mutating: content.baseAddress)))
        }
        try check(status, "publishing")
        if body.count % Int(Self.largestFrame - 8) == 0 { flush() }
    }

    /// librabbitmq marks the last frame of such bodies “more to come”, and the system would hold it back for 200 ms.
    private func flush() {
        var yes: Int32 = 1
        let size = socklen_t(MemoryLayout<Int32>.size)
        _ = setsockopt(amqp_get_sockfd(handle), Int32(IPPROTO_TCP), TCP_NODELAY, &yes, size)
    }

    /// Makes an exclusive queue that goes with the connection, bound to a fanout exchange, and gives its name.
    func declareBroadcastQueue(of exchange: String) throws(LinkFailure) -> String {
        defer { memory.recycle() }
        let arguments = memory.table([
            "x-queue-type": .string("classic"), "x-max-length": .integer(10_000), "x-overflow": .string("drop-head"),
        ])
        guard let queue = amqp_queue_declare(handle, Self.channel, amqp_bytes_t(), 0, 0, 1, 1, arguments) else {
            throw failure("declaring a queue for \(exchange)")
        }
        let name = String(queue.pointee.queue)
        let bound = amqp_queue_bind(
            handle, Self.channel, memory.bytes(name), memory.bytes(exchange), amqp_bytes_t(), amqp_table_t())
        guard bound != nil else { throw failure("binding a queue to \(exchange)") }
        return name
    }

    /// Starts deliveries, `prefetch` unsettled at most; gives the consumer's tag.
    func consume(_ queue: String, prefetch: Int) throws(LinkFailure) -> String {
        defer { memory.recycle() }
        guard amqp_basic_qos(handle, Self.channel, 0, UInt16(clamping: prefetch), 0) != nil else {
            throw failure("setting the prefetch")
        }
        let started = amqp_basic_consume(
            handle, Self.channel, memory.bytes(queue), amqp_bytes_t(), 0, 0, 0, amqp_table_t())
        guard let started else { throw failure("consuming \(queue)") }
        return String(started.pointee.consumer_tag)
    }

    /// Ends deliveries; some may still be on their way.
    func stopConsuming(_ consumerTag: String) throws(LinkFailure) {
        defer { memory.recycle() }
        var cancel = amqp_basic_cancel_t(consumer_tag: memory.bytes(consumerTag), nowait: 1)
        try check(amqp_send_method(handle, Self.channel, AMQP_BASIC_CANCEL_METHOD, &cancel), "cancelling the consumer")
    }

    func accept(_ tag: UInt64, andAllBefore: Bool) throws(LinkFailure) {
        try check(amqp_basic_ack(handle, Self.channel, tag, andAllBefore ? 1 : 0), "accepting")
    }

    // reject, not nack: RabbitMQ 4.3 does not count a nack towards the delivery limit.
    func reject(_ tag: UInt64, requeue: Bool) throws(LinkFailure) {
        try check(amqp_basic_reject(handle, Self.channel, tag, requeue ? 1 : 0), "rejecting")
    }
}
