/// Why a publish did not end with receipts. What was in flight is in doubt: it may have arrived.
package enum AMQPError: Error, Equatable, CustomStringConvertible {
    /// The broker refused what we asked: 403 not allowed, 404 no such exchange, 406 precondition failed …
    case refusedByBroker(code: Int, text: String)
    /// No confirm came in time; `state` says how the connection was then.
    case timedOut(state: ConnectionState)
    /// The publisher was closed before everything was confirmed.
    case closed
    /// The message cannot be put on the wire (a text longer than 255 bytes, too large a body); nothing was sent.
    case unsendable(String)

    /// Whether the same publish may succeed later.
    package var isTransient: Bool {
        switch self {
        case .timedOut, .closed: true
        case .refusedByBroker(let code, _): code >= 500
        case .unsendable: false
        }
    }

    package var description: String {
        switch self {
        case .refusedByBroker(let code, let text): "The broker refused the message: \(code) \(text)"
        case .timedOut(let state): "The broker did not confirm in time; the connection is \(state)."
        case .closed: "The connection to the broker is closed."
        case .unsendable(let reason): "The message cannot be sent: \(reason)"
        }
    }
}

/// How the connection to the broker stands now.
package enum ConnectionState: Sendable, Equatable, CustomStringConvertible {
    /// Not usable yet or any more; it is being tried again without end.
    case connecting
    case open
    /// The broker takes no publications now (memory or disk alarm); the text is its reason.
    case blocked(String)
    case closed

    package var description: String {
        switch self {
        case .connecting: "not open"
        case .open: "open"
        case .blocked(let reason): "blocked by the broker (\(reason))"
        case .closed: "closed"
        }
    }
}

/// A close sent by the broker, of the channel or the connection.
struct BrokerRefusal: Equatable {
    /// The code of a connection closed by an operator or a stopping broker: nothing we did.
    static let connectionForced = 320

    let code: Int
    let text: String
}

/// Why a connection cannot go on; each costs the connection, and a new one is opened.
enum LinkFailure: Error {
    case transport(String)
    case connectionClosed(BrokerRefusal)
    case channelClosed(BrokerRefusal)
    case consumerCancelled

    /// The broker's objection to something we sent; nil when the line just went away.
    var objection: BrokerRefusal? {
        switch self {
        case .channelClosed(let refusal): refusal
        case .connectionClosed(let refusal) where refusal.code != BrokerRefusal.connectionForced: refusal
        case .connectionClosed, .transport, .consumerCancelled: nil
        }
    }
}

extension LinkFailure: CustomStringConvertible {
    var description: String {
        switch self {
        case .transport(let reason): reason
        case .connectionClosed(let refusal): "connection closed by the broker: \(refusal.code) \(refusal.text)"
        case .channelClosed(let refusal): "channel closed by the broker: \(refusal.code) \(refusal.text)"
        case .consumerCancelled: "the broker cancelled the consumer; its queue is gone or has moved"
        }
    }
}
