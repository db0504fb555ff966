import Foundation
import Records

/// A JSON value as a source sent it.
enum IntakeValue: Equatable, Sendable {
    case null
    case boolean(Bool)
    /// As written, since nobody computes with it.
    case number(String)
    case text(String)
    case list([IntakeValue])
    case object([Member])

    struct Member: Equatable, Sendable {
        let name: String
        let value: IntakeValue
    }

    subscript(name: String) -> IntakeValue? {
        guard case .object(let members) = self else { return nil }
        return members.last { $0.name == name }?.value
    }

    /// A text, or what stands for one; nil for null, for nothing, and for a macro the source forgot to expand.
    var words: String? {
        switch self {
        case .text(let text): IntakeValue.isUnexpanded(text) || text.isEmpty ? nil : text
        case .number(let text): text
        case .boolean(let value): value ? "true" : "false"
        case .null, .list, .object: nil
        }
    }

    /// `{EVENT.ID}` and `$ALERT_ID`: the sender's template was not filled in.
    static func isUnexpanded(_ text: String) -> Bool {
        guard let first = text.utf8.first, first == UInt8(ascii: "{") || first == UInt8(ascii: "$") else {
            return false
        }
        let isBraced = first == UInt8(ascii: "{")
        guard !isBraced || text.utf8.last == UInt8(ascii: "}") else { return false }
        let inner = isBraced ? text.dropFirst().dropLast() : text.dropFirst()
        return !inner.isEmpty
            && inner.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): true
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "$"): isBraced
                default: false
                }
            }
    }
}
