import Contracts
import Foundation

/// The query of a request, checked against what its endpoint declares before the handler runs.
package struct Query: Equatable, Sendable {
    private let values: [String: String]
    private let repeated: [String: [String]]

    /// Throws 400 naming the first parameter that is unknown, given twice, missing or of the wrong kind.
    ///
    /// With `takesAny`, parameters that are not declared are taken as they come.
    init(_ text: String?, declared: [QueryParameter], takesAny: Bool = false) throws(ErrorReply) {
        let several = Set(declared.filter(\.isRepeated).map(\.name))
        (values, repeated) = try Self.parse(text ?? "", several: several, takesAny)
        for name in values.keys.sorted() {
            guard let parameter = declared.first(where: { $0.name == name }) else {
                if takesAny { continue }
                let names = declared.map(\.name).joined(separator: ", ")
                let hint = names.isEmpty ? "This endpoint takes no parameters." : "This endpoint takes \(names)."
                throw .parameter(name, "There is no such parameter. \(hint)")
            }
            for value in repeated[name] ?? [values[name, default: ""]] { try Self.check(value, parameter) }
        }
        for parameter in declared where parameter.isRequired && values[parameter.name] == nil {
            throw .parameter(parameter.name, "This parameter is needed: \(parameter.meaning).")
        }
    }

    /// No parameters at all.
    static let none = Query(values: [:])

    private init(values: [String: String]) {
        self.values = values
        repeated = [:]
    }

    /// Everything that was given, by name; of what was given several times, the last.
    package var all: [String: String] { values }

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

    /// The values of a parameter that may be given several times, in the order given.
    package func each(_ name: String) -> [String] { repeated[name] ?? [] }

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

    private static func parse(
        _ text: String, several: Set<String>, _ takesAny: Bool
    ) throws(ErrorReply) -> (values: [String: String], repeated: [String: [String]]) {
        var values: [String: String] = [:]
        var repeated: [String: [String]] = [:]
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let words = parts.map { $0.replacing("+", with: " ").removingPercentEncoding }
            guard let name = words[0], let value = words.count > 1 ? words[1] : "" else {
                throw .parameter(String(parts[0].prefix(60)), "This is not percent-encoded UTF-8.")
            }
            let isFirst = values.updateValue(value, forKey: name) == nil
            if several.contains(name) {
                repeated[name, default: []].append(value)
            } else if !isFirst, !takesAny {
                throw .parameter(name, "This parameter is given twice; separate several values by commas.")
            }
        }
        return (values, repeated)
    }
}

extension ErrorReply {
    /// A parameter whose value is not of its kind.
    static func unusable(_ name: String, _ value: String, _ kind: ValueKind) -> ErrorReply {
        .parameter(name, "“\(value.prefix(60))” cannot be used; give \(kind.schema.expectation).")
    }
}
