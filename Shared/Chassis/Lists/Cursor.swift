import Foundation
import Postgres

/// Where a page ended: the last row's value in the order asked for, and its key.
///
/// Opaque to callers, but not trusted: its values are read by kind and bound, so a forged one can only name another place.
struct Cursor: Equatable, Sendable {
    let value: String
    let key: String

    init(value: String, key: String) {
        self.value = value
        self.key = key
    }

    init(_ text: String, order: String, column: Listing.Column, key: Listing.Column) throws(ErrorReply) {
        let fault = ErrorReply.parameter("cursor", "Give the `next` of the page before, unchanged, with the same sort.")
        guard text.utf8.count <= 2000, let data = Base64URL.data(text),
            let parts = try? JSONDecoder().decode([String].self, from: data), parts.count == 3, parts[0] == order,
            Self.bound(parts[1], column.kind) != nil, Self.bound(parts[2], key.kind) != nil
        else { throw fault }
        self.init(value: parts[1], key: parts[2])
    }

    func text(order: String) throws -> String { Base64URL.text(try JSONEncoder().encode([order, value, key])) }

    /// Rows after this place: a comparison of pairs, which an index on both columns answers without counting.
    func condition(_ column: Listing.Column, _ key: Listing.Column, descending: Bool) -> SQL {
        let pair: SQL = "(\(unsafe: column.expression), \(unsafe: key.expression))"
        guard let value = Self.bound(value, column.kind), let last = Self.bound(self.key, key.kind) else {
            return "FALSE"
        }
        return descending ? "\(pair) < (\(value), \(last))" : "\(pair) > (\(value), \(last))"
    }

    /// A row's value as text: times as whole microseconds since 1970, so that nothing is lost on the way.
    static func text(_ row: Row, _ name: String, _ kind: ValueKind) throws -> String {
        switch kind {
        case .text, .words:
            let value: String = try row.value(name)
            return value
        case .integer:
            let value: Int = try row.value(name)
            return String(value)
        case .number:
            let value: Double = try row.value(name)
            return String(value)
        case .boolean:
            let value: Bool = try row.value(name)
            return String(value)
        case .uuid:
            let value: UUID = try row.value(name)
            return value.uuidString
        case .date:
            let value: Date = try row.value(name)
            return String(Int((value.timeIntervalSince1970 * 1e6).rounded()))
        }
    }

    private static func bound(_ text: String, _ kind: ValueKind) -> SQL? {
        switch kind {
        case .date: Int(text).map { "\(Date(timeIntervalSince1970: Double($0) / 1e6))" }
        case .words: text.contains("\0") ? nil : "\(text)"
        default: kind.accepts(text) ? Bound.value(text, kind) : nil
        }
    }
}
