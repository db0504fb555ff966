import Foundation
import Records

/// What Amazon's SNS posts: an envelope around a message, signed.
struct SNSMessage: Equatable, Sendable {
    enum Kind: String, Sendable {
        case confirmation = "SubscriptionConfirmation"
        case notification = "Notification"
        case unsubscription = "UnsubscribeConfirmation"
    }

    let kind: Kind
    let id: String
    let topic: String
    let subject: String?
    let message: String
    let timestamp: String
    let signatureVersion: String
    let signature: Data
    let certificate: String
    let token: String?
    let subscribe: String?

    /// Throws `Invalid` naming the member at fault.
    init(_ value: IntakeValue) throws(Invalid) {
        func text(_ name: String) throws(Invalid) -> String {
            guard case .text(let text) = value[name], !text.isEmpty else {
                throw Invalid("SNS' envelope has a text here: turn raw message delivery off.", field: name)
            }
            return text
        }
        guard let kind = Kind(rawValue: try text("Type")) else {
            throw Invalid("There is no such Type of message.", field: "Type")
        }
        guard let signature = Data(base64Encoded: try text("Signature")) else {
            throw Invalid("This is no Base64.", field: "Signature")
        }
        self.kind = kind
        self.signature = signature
        (id, topic) = (try text("MessageId"), try text("TopicArn"))
        (message, timestamp) = (try text("Message"), try text("Timestamp"))
        (signatureVersion, certificate) = (try text("SignatureVersion"), try text("SigningCertURL"))
        if case .text(let given) = value["Subject"] { subject = given } else { subject = nil }
        token = kind == .notification ? nil : try text("Token")
        subscribe = kind == .notification ? nil : try text("SubscribeURL")
    }

    /// What is signed: names and values, a line each, in the order of the names.
    var signed: Data {
        var parts = [("Message", message), ("MessageId", id)]
        if kind == .notification {
            if let subject { parts.append(("Subject", subject)) }
        } else {
            parts.append(("SubscribeURL", subscribe ?? ""))
        }
        parts.append(("Timestamp", timestamp))
        if kind != .notification { parts.append(("Token", token ?? "")) }
        parts += [("TopicArn", topic), ("Type", kind.rawValue)]
        return Data(parts.map { "\($0)\n\($1)\n" }.joined().utf8)
    }

    /// The address when it is one of SNS' own, by HTTPS at its usual port; nil for any other.
    static func own(_ text: String) -> URL? {
        guard text.utf8.count <= 2000, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }),
            let parts = URLComponents(string: text), parts.scheme == "https", parts.user == nil, parts.password == nil,
            parts.port == nil, parts.fragment == nil, let host = parts.host,
            host.wholeMatch(of: /sns\.[a-z0-9-]+\.amazonaws\.com(\.cn)?/) != nil
        else { return nil }
        var plain = URLComponents()
        (plain.scheme, plain.host) = ("https", host)
        (plain.percentEncodedPath, plain.percentEncodedQuery) = (parts.percentEncodedPath, parts.percentEncodedQuery)
        return plain.url
    }
}
