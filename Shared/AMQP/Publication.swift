/// A message and where it goes.
package struct Publication: Sendable, Equatable {
    package var exchange: String
    package var routingKey: String
    /// Asks for the message back when no queue takes it. A returned message is told from others by its message id,
    /// exchange and routing key: give mandatory messages distinct ids.
    package var mandatory: Bool
    package var message: Message

    package init(exchange: String, routingKey: String, mandatory: Bool = false, message: Message) {
        self.exchange = exchange
        self.routingKey = routingKey
        self.mandatory = mandatory
        self.message = message
    }
}

/// What became of one publication.
package enum Receipt: Sendable, Equatable {
    /// Every queue it was routed to has it safely. Without `mandatory` that may be no queue at all.
    case confirmed
    /// Mandatory, and no queue took it: 312 NO_ROUTE.
    case returned(code: Int, text: String)
    /// A queue would not have it: it is full and rejects, or it failed.
    case refused
}

extension Publication {
    static let largestBody = 16 * 1024 * 1024
    private static let largestText = 255
    private static let largestHeaders = 96 * 1024

    /// Throws `AMQPError.unsendable` for what librabbitmq would cut off or send broken.
    func checkSendable() throws(AMQPError) {
        let texts: [(String, String?)] = [
            ("exchange", exchange), ("routing key", routingKey), ("message id", message.messageID),
            ("type", message.type), ("content type", message.contentType), ("app id", message.appID),
            ("user id", message.userID),
        ]
        for case (let name, let text?) in texts where text.utf8.count > Self.largestText {
            throw .unsendable("its \(name) has \(text.utf8.count) bytes, \(Self.largestText) at most")
        }
        for name in message.headers.keys where !(1...Self.largestText).contains(name.utf8.count) {
            throw .unsendable("the name of a header has \(name.utf8.count) bytes, 1 to \(Self.largestText) are allowed")
        }
        guard headerSize <= Self.largestHeaders else {
            throw .unsendable("its headers have \(headerSize) bytes, \(Self.largestHeaders) at most")
        }
        guard message.body.count <= Self.largestBody else {
            throw .unsendable("its body has \(message.body.count) bytes, \(Self.largestBody) at most")
        }
    }

    private var headerSize: Int {
        message.headers.reduce(0) { size, header in
            guard case .string(let text) = header.value else { return size + header.key.utf8.count + 10 }
            return size + header.key.utf8.count + text.utf8.count + 6
        }
    }
}
