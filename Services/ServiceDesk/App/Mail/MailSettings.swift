import Chassis
import Delivery
import Foundation

/// Whether and how mail is sent. Without a server notices are kept and shown, and wait.
struct MailSettings: Sendable {
    /// What it takes to send.
    struct Sending: Sendable {
        let server: MailServer
        let password: Secret?
        let from: MailAddress
        /// Where people find the suite.
        let publicAddress: URL
    }

    let sending: Sending?
    /// The domain of message ids, which are made whether mail is sent or not.
    let domain: String?

    init(_ reader: inout SettingsReader) {
        let server = reader.optional(
            "DIENST_MAIL_SERVER", "the server that takes outgoing mail",
            expected: "smtp://user@host:587, smtps://user@host:465, or smtp://host:25?starttls=off",
            MailServer.init)
        let password = reader.optionalSecret(
            "DIENST_MAIL_PASSWORD", "the password of the mail server's user")
        let from = reader.optional(
            "DIENST_MAIL_FROM", "the sender of mail",
            expected: "an address such as Service desk <desk@example.org>",
            Self.sender)
        let address = reader.optional(
            "DIENST_PUBLIC_URL", "where people find the suite",
            expected: "an address such as https://desk.example.org",
            Self.publicAddress)
        domain = from?.domain
        sending = server.flatMap { server in
            Self.sending(through: server, password: password, from: from, at: address, &reader)
        }
    }

    /// A server without a sender or an address for links is a mistake.
    private static func sending(
        through server: MailServer, password: Secret?, from: MailAddress?, at address: URL?,
        _ reader: inout SettingsReader
    ) -> Sending? {
        if from == nil { _ = reader.text("DIENST_MAIL_FROM", "the sender of mail") }
        if address == nil { _ = reader.text("DIENST_PUBLIC_URL", "where people find the suite") }
        if server.user != nil, password == nil {
            _ = reader.secret("DIENST_MAIL_PASSWORD", "the password of the mail server's user")
        }
        guard let from, let address else { return nil }
        return Sending(server: server, password: password, from: from, publicAddress: address)
    }

    private static func sender(_ text: String) -> MailAddress? {
        guard text.allSatisfy({ !$0.isNewline }), let sender = MailAddress(written: text) else {
            return nil
        }
        return sender.domain.allSatisfy(\.isASCII) ? sender : nil
    }

    private static func publicAddress(_ text: String) -> URL? {
        guard let url = URL(string: text), ["http", "https"].contains(url.scheme), url.host() != nil
        else { return nil }
        return url.query() == nil && url.fragment() == nil ? url : nil
    }
}
