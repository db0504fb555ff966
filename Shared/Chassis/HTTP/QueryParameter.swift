import Contracts
import Foundation

/// The kinds of values that stand in addresses: in query parameters, filters and cursors.
package enum ValueKind: Equatable, Sendable {
    case text, integer, number, boolean, uuid, date
    case words([String])

    /// One of the cases of a closed set, by raw value.
    package static func oneOf<E: CaseIterable & RawRepresentable<String>>(_ type: E.Type) -> ValueKind {
        .words(E.allCases.map(\.rawValue))
    }

    var schema: Schema {
        switch self {
        case .text: .text()
        case .integer: .integer
        case .number: .number
        case .boolean: .boolean
        case .uuid: .text(format: "uuid")
        case .date: .text(format: "date-time")
        case .words(let words): .words(words)
        }
    }

    /// Whether a text from outside is a value of this kind.
    func accepts(_ text: String) -> Bool {
        switch self {
        case .text: !text.contains("\0")
        case .integer: Int(text) != nil
        case .number: Double(text)?.isFinite == true
        case .boolean: text == "true" || text == "false"
        case .uuid: UUID(uuidString: text) != nil
        case .date: WireTime.date(text) != nil
        case .words(let words): words.contains(text)
        }
    }
}

/// A query parameter an endpoint understands. Others are refused, so that a mistyped one is not silently ignored.
package struct QueryParameter: Equatable, Sendable {
    package let name: String
    package let kind: ValueKind
    package let meaning: String
    package let isRequired: Bool
    /// Whether several values may be given, separated by commas.
    package let isList: Bool
    /// Whether it may be given several times, each with one value that may hold commas: `filter=a&filter=b`.
    package let isRepeated: Bool

    package init(
        _ name: String, _ kind: ValueKind, _ meaning: String, isRequired: Bool = false, isList: Bool = false,
        isRepeated: Bool = false
    ) {
        self.name = name
        self.kind = kind
        self.meaning = meaning
        self.isRequired = isRequired
        self.isList = isList
        self.isRepeated = isRepeated
    }
}
