import Foundation
import Records

/// What text from outside may look like. Every check names the field at fault.
package enum Wording {
    /// One line of text: trimmed, in one Unicode form, without control or direction-changing characters.
    package static func line(_ text: String, field: String, atMost limit: Int = 200) throws(Invalid) -> String {
        let line = cleaned(text)
        guard !line.isEmpty else { throw Invalid("Give a text; this is empty.", field: field, code: "empty") }
        try measured(line, field: field, atMost: limit)
        if let scalar = line.unicodeScalars.first(where: { !isPlain($0) }) {
            throw Invalid(
                "Remove the control character \(named(scalar)).", field: field, code: "control_character")
        }
        return line
    }

    /// Text of several lines: tabs and line ends are welcome, other control characters are not. Nil for nothing but blanks.
    package static func paragraphs(_ text: String?, field: String, atMost limit: Int) throws(Invalid) -> String? {
        guard let text else { return nil }
        let paragraphs = cleaned(text)
        guard !paragraphs.isEmpty else { return nil }
        try measured(paragraphs, field: field, atMost: limit)
        let control = paragraphs.unicodeScalars.first { isControl($0) && !"\n\r\t".unicodeScalars.contains($0) }
        if let scalar = control {
            throw Invalid(
                "Remove the control character \(named(scalar)).", field: field, code: "control_character")
        }
        return paragraphs
    }

    /// A mail address in the form people have: `name@host.example`.
    package static func mail(_ text: String?, field: String) throws(Invalid) -> String? {
        guard let text else { return nil }
        let address = try line(text, field: field, atMost: 254)
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, isLocalPart(parts[0]), isHost(parts[1]) else {
            throw Invalid("Give a mail address such as name@host.example.", field: field, code: "mail_form")
        }
        return address
    }

    private static func cleaned(_ text: String) -> String {
        text.trimmingCharacters(in: .whitespacesAndNewlines).precomposedStringWithCanonicalMapping
    }

    /// Counts scalars, not characters: one character can be a thousand of them.
    private static func measured(_ text: String, field: String, atMost limit: Int) throws(Invalid) {
        let length = text.unicodeScalars.count
        guard length <= limit else {
            throw Invalid("Shorten this to \(limit) characters; it has \(length).", field: field, code: "too_long")
        }
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: false
        default: !scalar.properties.isBidiControl
        }
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.generalCategory == .control }

    private static func named(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    private static func isLocalPart(_ part: Substring) -> Bool {
        (1...64).contains(part.utf8.count) && part.first != "." && part.last != "." && !part.contains("..")
            && part.unicodeScalars.allSatisfy {
                !$0.properties.isWhitespace && !"()<>[],;:\\\"".unicodeScalars.contains($0)
            }
    }

    private static func isHost(_ part: Substring) -> Bool {
        let labels = part.split(separator: ".", omittingEmptySubsequences: false)
        return labels.count >= 2
            && labels.allSatisfy { label in
                (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
                    && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
            }
    }
}
