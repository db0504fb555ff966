import Foundation

/// A value of a message header; kinds we never write ourselves are read as `other`.
package enum HeaderValue: Sendable, Equatable {
    case string(String)
    case integer(Int64)
    case boolean(Bool)
    case other
}

/// What travels: properties, headers and body. Always sent persistent.
package struct Message: Sendable, Equatable {
    package var messageID: String?
    package var type: String?
    package var contentType: String?
    package var appID: String?
    /// When set it must be the name of the broker user, or the broker refuses the message.
    package var userID: String?
    /// Travels in whole seconds.
    package var timestamp: Date?
    package var headers: [String: HeaderValue]
    package var body: Data

    package init(
        messageID: String? = nil, type: String? = nil, contentType: String? = nil, appID: String? = nil,
        userID: String? = nil, timestamp: Date? = nil, headers: [String: HeaderValue] = [:], body: Data
    ) {
        self.messageID = messageID
        self.type = type
        self.contentType = contentType
        self.appID = appID
        self.userID = userID
        self.timestamp = timestamp
        self.headers = headers
        self.body = body
    }
}

extension Message {
    /// The text of a header, nil when it is absent or of another kind.
    package func text(_ header: String) -> String? {
        guard case .string(let text) = headers[header] else { return nil }
        return text
    }

    /// The number in a header, nil when it is absent or of another kind.
    package func integer(_ header: String) -> Int64? {
        guard case .integer(let number) = headers[header] else { return nil }
        return number
    }
}
