import Contracts
import Foundation

/// The query of a request, checked against what its endpoint declares before the handler runs.
package struct Query: Equatable, Sendable {
    private let values: [String: String]

    /// Throws 400 naming the first parameter that is unknown, given twice, missing or of the wrong kind.
    init(_ text: String?, declared: [QueryParameter]) throws(ErrorReply) {
        values = try Self.parse(text ?? "")
        for name in values.keys.sorted() {
            guard let parameter = declared.first(where: { $0.name == name }) else {
                let names = declared.map(\.name).joined(separator: ", ")
                let hint = names.isEmpty ? "This endpoint takes no parameters." : "This endpoint takes \(names)."
                throw .parameter(name, "There is no such parameter. \(hint)")
            }
            try Self.check(values[name, default: ""], parameter)
        }
        for parameter in declared where parameter.isRequired && values[parameter.name] == nil {
            throw .parameter(parameter.name, "This parameter is needed: \(parameter.meaning).")
        }
    }

    /// No parameters at all.
    static let none = Query(values: [:])

    private init(values: [String: String]) { self.values = values }

    package func text(_ name: String) -> String? { values[name] }
    package func integer(_ name: String) -> Int? { values[name].flatMap { Int($0) } }
    package func number(_ name: String) -> Double? { values[name].flatMap { Double($0) } }
    package func boolean(_ name: String) -> Bool? { values[name].map { $0 == "true" } }
    package func uuid(_ name: String) -> UUID? { values[name].flatMap { UUID(uuidString: $0) } }
    package func date(_ name: String) -> Date? { values[name].flatMap { WireTime.date($0) } }

    /// The values of a parameter that takes several; empty when it was not given.
    package func list(_ name: String) -> [String] {
        values[name].map { Self.parts($0) } ?? []
    }

    /// A value of a closed set.
    package func word<E: RawRepresentable<String>>(_ name: String, as type: E.Type = E.self) -> E? {
        values[name].flatMap { E(rawValue: $0) }
    }

    private static func check(_ value: String, _ parameter: QueryParameter) throws(ErrorReply) {
        for part in parameter.isList ? parts(value) : [value] where !parameter.kind.accepts(part) || part.isEmpty {
            throw .unusable(parameter.name, part, parameter.kind)
        }
    }

    private static func parts(_ value: String) -> [String] {
        value.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }

    private static func parse(_ text: String) throws(ErrorReply) -> [String: String] {
        var values: [String: String] = [:]
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let words = parts.map { $0.replacing("+", with: " ").removingPercentEncoding }
            guard let name = words[0], let value = words.count > 1 ? words[1] : "" else {
                throw .parameter(String(parts[0].prefix(60)), "This is not percent-encoded UTF-8.")
            }
            guard values.updateValue(value, forKey: name) == nil else {
                throw .parameter(name, "This parameter is given twice; separate several values by commas.")
            }
        }
        return values
    }
}

extension ErrorReply {
    /// A parameter whose value is not of its kind.
    static func unusable(_ name: String, _ value: String, _ kind: ValueKind) -> ErrorReply {
        .parameter(name, "“\(value.prefix(60))” cannot be used; give \(kind.schema.expectation).")
    }
}
