/// A mail address with the name it is shown by. Whatever could end a header line or an SMTP command is refused.
package struct MailAddress: Equatable, Sendable {
    /// Shown before the address; empty for none.
    package let name: String
    /// `name@host.example`.
    package let address: String

    /// Nil for what is no single address: without exactly one `@`, or with blanks, controls, brackets, quotes or commas.
    package init?(_ address: String, name: String = "") {
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), address.utf8.count <= 254 else {
            return nil
        }
        guard address.unicodeScalars.allSatisfy(Self.isPlain) else { return nil }
        self.address = address
        self.name = HeaderText.line(name)
    }

    /// As people write it: `Service desk <desk@example.org>`, or the address alone.
    package init?(written text: String) {
        guard text.hasSuffix(">"), let bracket = text.lastIndex(of: "<") else {
            self.init(text)
            return
        }
        let name = text[..<bracket].drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
        self.init(String(text[text.index(after: bracket)...].dropLast()), name: String(name))
    }

    /// What stands after the `@`.
    package var domain: String { String(address.drop { $0 != "@" }.dropFirst()) }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .surrogate,
            .unassigned:
            false
        default: !"<>()[],;:\\\"".unicodeScalars.contains(scalar)
        }
    }
}

/// Text on its way into a header.
enum HeaderText {
    /// One line: line ends and other controls become blanks, so that nothing after them is a header of its own.
    static func line(_ text: String) -> String {
        var line = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: line.append(" ")
            default: if !scalar.properties.isBidiControl { line.append(scalar) }
            }
        }
        return String(line)
    }
}
