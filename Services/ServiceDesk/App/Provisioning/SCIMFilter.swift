import Foundation

/// Filters as identity providers send them: one or more `attribute eq "value"`, joined by `and` (RFC 7644, 3.4.2.2).
struct SCIMFilter: Equatable, Sendable {
    /// Attributes in lower case, with their values.
    let equals: [String: String]

    static let none = SCIMFilter(equals: [:])

    private init(equals: [String: String]) { self.equals = equals }

    /// Throws `SCIMRefusal` for what is not understood, or names an attribute that cannot be asked for.
    init(_ text: String?, allowed: [String]) throws(SCIMRefusal) {
        guard let text, !text.isEmpty else {
            self = .none
            return
        }
        var (equals, rest) = ([String: String](), text[...])
        while true {
            guard let match = rest.prefixMatch(of: /\s*([A-Za-z.]{1,40})\s+[eE][qQ]\s+"((?:[^"\\]|\\.){0,500})"\s*/)
            else {
                throw .badFilter("Filters are attribute eq \"value\", joined by and.")
            }
            let attribute = match.1.lowercased()
            guard allowed.contains(attribute) else { throw .badFilter("There is no filter by \(match.1).") }
            equals[attribute] = String(match.2.replacing(/\\(.)/) { $0.1 })
            rest = rest[match.range.upperBound...]
            if rest.isEmpty { break }
            guard let and = rest.prefixMatch(of: /[aA][nN][dD]\s+/) else {
                throw .badFilter("Filters are joined by and only.")
            }
            rest = rest[and.range.upperBound...]
        }
        self.equals = equals
    }
}
