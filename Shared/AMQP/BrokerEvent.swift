import CRabbitMQ
import Foundation

/// What the broker tells us while a connection stands.
enum BrokerEvent {
    case confirmed(tag: UInt64, andAllBefore: Bool)
    case refused(tag: UInt64, andAllBefore: Bool)
    case returned(Return)
    case delivered(Delivery)
    case blocked(reason: String)
    case unblocked
}

/// A mandatory message nobody took. The broker does not say which publication it was.
struct Return {
    let code: Int
    let text: String
    let exchange: String
    let routingKey: String
    let messageID: String?
}

/// Puts method, header and body frames together into events.
struct EventAssembly {
    private var opening: ((Message) -> BrokerEvent)?
    private var message: Message?
    private var missing = 0

    /// The event this frame completes, if any. Copies everything, so the frame's memory may go afterwards.
    mutating func take(_ frame: amqp_frame_t) throws(LinkFailure) -> BrokerEvent? {
        switch Int32(frame.frame_type) {
        case AMQP_FRAME_METHOD:
            return try take(frame.payload.method)
        case AMQP_FRAME_HEADER:
            guard let properties = frame.payload.properties.decoded else { return nil }
            message = Message(properties.assumingMemoryBound(to: amqp_basic_properties_t.self).pointee)
            missing = Int(clamping: frame.payload.properties.body_size)
            message?.body.reserveCapacity(min(missing, Publication.largestBody))
            return completed()
        case AMQP_FRAME_BODY:
            let fragment = frame.payload.body_fragment
            message?.body.append(Data(fragment))
            missing -= fragment.len
            return completed()
        default:
            return nil
        }
    }

    private mutating func completed() -> BrokerEvent? {
        guard missing <= 0, let opening, let message else { return nil }
        self = EventAssembly()
        return opening(message)
    }

    private mutating func take(_ method: amqp_method_t) throws(LinkFailure) -> BrokerEvent? {
        switch method.id {
        case AMQP_BASIC_ACK_METHOD:
            let ack = method.fields(amqp_basic_ack_t.self)
            return .confirmed(tag: ack.delivery_tag, andAllBefore: ack.multiple != 0)
        case AMQP_BASIC_NACK_METHOD:
            let nack = method.fields(amqp_basic_nack_t.self)
            return .refused(tag: nack.delivery_tag, andAllBefore: nack.multiple != 0)
        case AMQP_BASIC_RETURN_METHOD:
            opening = Self.returned(method.fields(amqp_basic_return_t.self))
        case AMQP_BASIC_DELIVER_METHOD:
            opening = Self.delivered(method.fields(amqp_basic_deliver_t.self))
        case AMQP_CONNECTION_BLOCKED_METHOD:
            return .blocked(reason: String(method.fields(amqp_connection_blocked_t.self).reason))
        case AMQP_CONNECTION_UNBLOCKED_METHOD:
            return .unblocked
        case AMQP_BASIC_CANCEL_METHOD:
            throw .consumerCancelled
        case AMQP_CHANNEL_CLOSE_METHOD, AMQP_CONNECTION_CLOSE_METHOD:
            throw method.closing
        default:
            return nil
        }
        return nil
    }

    private static func returned(_ fields: amqp_basic_return_t) -> (Message) -> BrokerEvent {
        let (code, text) = (Int(fields.reply_code), String(fields.reply_text))
        let (exchange, routingKey) = (String(fields.exchange), String(fields.routing_key))
        return { message in
            .returned(
                Return(code: code, text: text, exchange: exchange, routingKey: routingKey, messageID: message.messageID)
            )
        }
    }

    private static func delivered(_ fields: amqp_basic_deliver_t) -> (Message) -> BrokerEvent {
        let (exchange, routingKey) = (String(fields.exchange), String(fields.routing_key))
        return { message in
            .delivered(
                Delivery(
                    message: message, exchange: exchange, routingKey: routingKey,
                    redelivered: fields.redelivered != 0,
                    deliveryCount: Int(clamping: message.integer("x-delivery-count") ?? 0), tag: fields.delivery_tag))
        }
    }
}

extension amqp_method_t {
    /// The decoded fields; `type` must be the one that belongs to `id`.
    func fields<Fields>(_ type: Fields.Type) -> Fields {
        decoded.assumingMemoryBound(to: type).pointee
    }

    /// The failure a close method stands for.
    var closing: LinkFailure {
        if id == AMQP_CHANNEL_CLOSE_METHOD {
            let close = fields(amqp_channel_close_t.self)
            return .channelClosed(BrokerRefusal(code: Int(close.reply_code), text: String(close.reply_text)))
        }
        let close = fields(amqp_connection_close_t.self)
        return .connectionClosed(BrokerRefusal(code: Int(close.reply_code), text: String(close.reply_text)))
    }
}
