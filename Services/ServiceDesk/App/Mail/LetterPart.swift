import Foundation

/// One piece of a mail, in both its forms.
enum LetterPart: Sendable {
    case paragraph(String)
    /// What somebody wrote.
    case quotation(String)
    case link(String, URL)
    /// One of several things that happened.
    case item(String, URL)
    case footer(String, String, URL)

    var text: String {
        switch self {
        case .paragraph(let text): text
        case .quotation(let text):
            text.split(separator: "\n", omittingEmptySubsequences: false).map { "> \($0)" }.joined(
                separator: "\n")
        case .link(let title, let address): "\(title):\n\(address.absoluteString)"
        case .item(let title, let address): "* \(title)\n  \(address.absoluteString)"
        case .footer(let reason, let title, let address):
            "-- \n\(reason)\n\(title): \(address.absoluteString)"
        }
    }

    var html: String {
        switch self {
        case .paragraph(let text): "<p>\(Self.escaped(text))</p>"
        case .quotation(let text):
            """
            <blockquote style="margin: 0 0 1em; padding: 0 1em; border-left: 3px solid #ccc">\
            \(Self.escaped(text).replacing("\n", with: "<br>\n"))</blockquote>
            """
        case .link(let title, let address): "<p>\(Self.anchor(title, address))</p>"
        case .item(let title, let address): "<p>• \(Self.anchor(title, address))</p>"
        case .footer(let reason, let title, let address):
            """
            <p style="color: #666; font-size: 13px">\(Self.escaped(reason)) \(Self.anchor(title, address))</p>
            """
        }
    }

    private static func anchor(_ title: String, _ address: URL) -> String {
        "<a href=\"\(escaped(address.absoluteString))\">\(escaped(title))</a>"
    }

    /// Text that stands for itself in HTML, between tags and in attributes.
    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
    }
}
