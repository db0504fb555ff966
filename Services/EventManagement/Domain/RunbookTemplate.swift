import Foundation
import Records

/// Texts with `{{placeholders}}` for what is known of a run.
package enum RunbookTemplate {
    /// What can stand between the braces, beside `label.NAME`.
    package static let names = [
        "run", "number", "runbook", "alert", "alert.number", "alert.summary", "alert.severity", "alert.check", "item",
        "item.id", "item.class", "because",
    ]

    /// How a value is written into its surroundings.
    package enum Escaping: Sendable {
        case none
        /// Inside the quotes of a JSON text.
        case json
        /// One part of a path or a query.
        case url
    }

    /// Throws `Invalid` for a placeholder that nothing is known of.
    package static func check(_ text: String, at field: String) throws(Invalid) {
        for name in placeholders(in: text) where !names.contains(name) && !isLabel(name) {
            throw Invalid("There is no {{\(name.prefix(50))}}: use \(names.joined(separator: ", ")).", field: field)
        }
    }

    /// Throws `Invalid` when the text is no JSON whatever the values.
    package static func checkJSON(_ text: String, at field: String) throws(Invalid) {
        let filled = Data(filled(text) { _ in "1" }.utf8)
        do {
            _ = try JSONSerialization.jsonObject(with: filled, options: .fragmentsAllowed)
        } catch {
            throw Invalid("This is no JSON: put placeholders between quotes.", field: field)
        }
    }

    /// The text with its placeholders filled; what is not known is empty.
    package static func render(_ text: String, _ values: [String: String], _ escaping: Escaping) -> String {
        filled(text) { escaped(values[$0] ?? "", escaping) }
    }

    static func filled(_ text: String, _ value: (String) -> String) -> String {
        var (rest, filled) = (text[...], "")
        while let open = rest.range(of: "{{"), let close = rest[open.upperBound...].range(of: "}}") {
            filled += rest[..<open.lowerBound]
            filled += value(rest[open.upperBound..<close.lowerBound].trimmingCharacters(in: .whitespaces))
            rest = rest[close.upperBound...]
        }
        return filled + rest
    }

    private static func placeholders(in text: String) -> [String] {
        var names: [String] = []
        _ = filled(text) {
            names.append($0)
            return ""
        }
        return names
    }

    private static func isLabel(_ name: String) -> Bool {
        name.hasPrefix("label.") && (7...206).contains(name.count)
    }

    private static func escaped(_ value: String, _ escaping: Escaping) -> String {
        switch escaping {
        case .none: value
        case .url: value.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
        case .json: value.unicodeScalars.map(json).joined()
        }
    }

    /// RFC 8259, 7.
    private static func json(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\"": "\\\""
        case "\\": "\\\\"
        case "\u{0}"..<"\u{20}": String(format: "\\u%04x", scalar.value)
        default: String(scalar)
        }
    }

    /// RFC 3986: nothing in it can leave the part that it stands in.
    private static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_~")
}
