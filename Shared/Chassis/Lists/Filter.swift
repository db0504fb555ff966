import Contracts
import Foundation
import Postgres

/// One thing a list can be narrowed by. The expression is fixed text, the value is always bound.
package struct Filter: Sendable {
    enum Test: Equatable, Sendable { case equal(orNull: Bool), overlap, from, until, flag }

    let parameter: QueryParameter
    let expression: String
    let test: Test

    /// Any of the values given, separated by commas; with `orNone`, the word `none` finds rows without a value.
    package static func any(
        _ name: String, _ expression: String, _ kind: ValueKind, orNone: Bool = false, _ meaning: String
    ) -> Filter {
        let hint = orNone ? "; none finds those without" : ""
        let parameter = QueryParameter(name, orNone ? .text : kind, meaning + hint, isList: true)
        return Filter(parameter: parameter, expression: expression, test: .equal(orNull: orNone), kind: kind)
    }

    /// Rows whose array has any of the values given, separated by commas.
    package static func anyIn(_ name: String, _ array: String, _ kind: ValueKind, _ meaning: String) -> Filter {
        let parameter = QueryParameter(name, kind, meaning, isList: true)
        return Filter(parameter: parameter, expression: array, test: .overlap, kind: kind)
    }

    /// At or after.
    package static func from(_ name: String, _ expression: String, _ kind: ValueKind, _ meaning: String) -> Filter {
        Filter(parameter: QueryParameter(name, kind, meaning), expression: expression, test: .from, kind: kind)
    }

    /// Before.
    package static func until(_ name: String, _ expression: String, _ kind: ValueKind, _ meaning: String) -> Filter {
        Filter(parameter: QueryParameter(name, kind, meaning), expression: expression, test: .until, kind: kind)
    }

    /// `true` finds rows for which the condition holds, `false` those for which it does not.
    package static func flag(_ name: String, _ condition: String, _ meaning: String) -> Filter {
        Filter(parameter: QueryParameter(name, .boolean, meaning), expression: condition, test: .flag, kind: .boolean)
    }

    private let kind: ValueKind

    private init(parameter: QueryParameter, expression: String, test: Test, kind: ValueKind) {
        self.parameter = parameter
        self.expression = expression
        self.test = test
        self.kind = kind
    }

    /// The condition for this request; nil when the filter is not used.
    func condition(_ query: Query) throws(ErrorReply) -> SQL? {
        guard let text = query.text(parameter.name) else { return nil }
        let column = SQL(unsafe: expression)
        switch test {
        case .from: return "\(column) >= \(Bound.value(text, kind))"
        case .until: return "\(column) < \(Bound.value(text, kind))"
        case .flag: return text == "true" ? "(\(column))" : "NOT (\(column))"
        case .overlap: return "\(column) && \(Bound.list(query.list(parameter.name), kind))"
        case .equal(let orNull): return try equal(column, query.list(parameter.name), orNull: orNull)
        }
    }

    private func equal(_ column: SQL, _ values: [String], orNull: Bool) throws(ErrorReply) -> SQL {
        let wanted = orNull ? values.filter { $0 != "none" } : values
        if let bad = wanted.first(where: { !kind.accepts($0) }) {
            throw .unusable(parameter.name, bad, kind)
        }
        let missing: SQL = "\(column) IS NULL"
        guard !wanted.isEmpty else { return missing }
        // One value as =, so that an index can also give the order.
        let found: SQL =
            wanted.count == 1
            ? "\(column) = \(Bound.value(wanted[0], kind))" : "\(column) = ANY(\(Bound.list(wanted, kind)))"
        return wanted.count < values.count ? "(\(found) OR \(missing))" : found
    }
}

extension SQL {
    /// One bind, which may be NULL: an interpolated optional draws a warning.
    static func value(_ value: some PostgresValue) -> SQL {
        "\(value)"
    }
}

/// Texts from outside, already accepted by their kind, as typed binds.
enum Bound {
    static func value(_ text: String, _ kind: ValueKind) -> SQL {
        switch kind {
        case .text, .words: "\(text)"
        case .integer: .value(Int(text))
        case .number: .value(Double(text))
        case .boolean: "\(text == "true")"
        case .uuid: .value(UUID(uuidString: text))
        case .date: .value(WireTime.date(text))
        }
    }

    static func list(_ texts: [String], _ kind: ValueKind) -> SQL {
        switch kind {
        case .text, .words: "\(texts)"
        case .integer: "\(texts.compactMap { Int($0) })"
        case .number: "\(texts.compactMap { Double($0) })"
        case .boolean: "\(texts.map { $0 == "true" })"
        case .uuid: "\(texts.compactMap { UUID(uuidString: $0) })"
        case .date: "\(texts.compactMap { WireTime.date($0) })"
        }
    }
}
