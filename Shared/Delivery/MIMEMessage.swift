import CGMime
import Foundation

/// A mail as the bytes that travel (RFC 5322 and MIME): headers encoded by RFC 2047, text and HTML as alternatives, lines ended
/// by CR LF.
package struct MIMEMessage: Sendable {
    package let bytes: Data

    /// GMime is told once that it will be used.
    private static let library: Void = g_mime_init()

    package init(_ mail: Mail) {
        Self.library
        let message: UnsafeMutablePointer<GMimeMessage> = g_mime_message_new(1)
        defer { cgmime_unref(message) }
        Self.address(message, mail)
        Self.describe(message, mail)
        let body = Self.body(mail)
        g_mime_message_set_mime_part(message, body)
        cgmime_unref(body)
        bytes = Self.bytes(of: message)
    }

    private static func address(_ message: UnsafeMutablePointer<GMimeMessage>, _ mail: Mail) {
        func add(_ type: GMimeAddressType, _ mailbox: MailAddress) {
            g_mime_message_add_mailbox(
                message, type, mailbox.name.isEmpty ? nil : mailbox.name, mailbox.address)
        }
        add(GMIME_ADDRESS_TYPE_FROM, mail.from)
        add(GMIME_ADDRESS_TYPE_TO, mail.to)
        if let replyTo = mail.replyTo { add(GMIME_ADDRESS_TYPE_REPLY_TO, replyTo) }
    }

    private static func describe(_ message: UnsafeMutablePointer<GMimeMessage>, _ mail: Mail) {
        g_mime_message_set_subject(message, HeaderText.line(mail.subject), "utf-8")
        g_mime_message_set_message_id(
            message, HeaderText.line(mail.messageID).trimmingCharacters(in: brackets))
        if let date = g_date_time_new_from_unix_utc(gint64(mail.date.timeIntervalSince1970)) {
            g_mime_message_set_date(message, date)
            g_date_time_unref(date)
        }
        for mark in mail.marks {
            g_mime_object_set_header(cgmime_object_of_message(message), mark.name, mark.value, "utf-8")
        }
    }

    private static let brackets = CharacterSet(charactersIn: "<> ")

    /// The text alone, or with the HTML that says the same; readers show the last they understand.
    private static func body(_ mail: Mail) -> UnsafeMutablePointer<GMimeObject> {
        let text = part("plain", mail.text)
        guard let html = mail.html else { return cgmime_object_of_part(text) }
        let alternatives: UnsafeMutablePointer<GMimeMultipart> = g_mime_multipart_new_with_subtype(
            "alternative")
        for part in [text, part("html", html)] {
            g_mime_multipart_add(alternatives, cgmime_object_of_part(part))
            cgmime_unref(part)
        }
        return cgmime_object_of_multipart(alternatives)
    }

    private static func part(_ subtype: String, _ text: String) -> UnsafeMutablePointer<GMimePart> {
        let lines = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        return cgmime_text_part(subtype, lines, lines.utf8.count)
    }

    private static func bytes(of message: UnsafeMutablePointer<GMimeMessage>) -> Data {
        guard let array = cgmime_bytes(message) else { return Data() }
        defer { g_byte_array_unref(array) }
        return Data(bytes: array.pointee.data, count: Int(array.pointee.len))
    }
}
