import Foundation
import Records

extension FormField.Pattern {
    /// Each looks at a character once: no input takes longer than its length.
    package func fits(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        switch self {
        case .mail: return (try? Wording.mail(text, field: "")) != nil
        case .phone:
            let digits = bytes.filter(Self.isDigit).count
            return (5...20).contains(digits) && bytes.allSatisfy { Self.isDigit($0) || " +-()/".utf8.contains($0) }
        case .digits: return !bytes.isEmpty && bytes.allSatisfy(Self.isDigit)
        case .hostName:
            return text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy(Self.isLabel)
        case .costCentre:
            return (2...20).contains(bytes.count)
                && bytes.allSatisfy { Self.isDigit($0) || Self.isLetter($0) || $0 == UInt8(ascii: "-") }
        case .ipAddress:
            let parts = text.split(separator: ".", omittingEmptySubsequences: false)
            return parts.count == 4
                && parts.allSatisfy {
                    (1...3).contains($0.utf8.count) && UInt8($0) != nil && $0.utf8.allSatisfy(Self.isDigit)
                }
        case .url:
            guard let url = URL(string: text), let scheme = url.scheme?.lowercased() else { return false }
            return (scheme == "https" || scheme == "http") && url.host()?.isEmpty == false
        }
    }

    var example: String {
        switch self {
        case .mail: "a mail address such as name@host.example"
        case .phone: "a phone number such as +49 40 123456"
        case .digits: "digits only"
        case .hostName: "a host name such as web01.example.org"
        case .costCentre: "a cost centre such as 4711-A"
        case .ipAddress: "an address such as 192.0.2.7"
        case .url: "an address such as https://example.org/"
        }
    }

    private static func isLabel(_ label: Substring) -> Bool {
        (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
            && label.utf8.allSatisfy { isDigit($0) || isLetter($0) || $0 == UInt8(ascii: "-") }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
    private static func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte) || (97...122).contains(byte) }
}
