import Records

/// Rules of the incident practice that people edit as a whole, with a reason; each version is kept for ever.
package protocol EditedRules: Codable, Equatable, Sendable {
    /// As in addresses and in the database: `priority-matrix`.
    static var name: String { get }
    /// What holds until somebody says otherwise.
    static var shipped: Self { get }
    /// The number journals call that by; those of edited versions come after it.
    static var shippedVersion: Int { get }

    /// Throws `Invalid` naming the field unless these rules make sense by themselves.
    func check() throws(Invalid)
}

/// One version of them.
package struct RuleVersion<Rules: EditedRules>: Equatable, Sendable {
    package let version: Int
    package let rules: Rules

    package init(version: Int, rules: Rules) {
        self.version = version
        self.rules = rules
    }

    package static var shipped: RuleVersion { RuleVersion(version: Rules.shippedVersion, rules: Rules.shipped) }
}

extension EditedRules {
    package static var shippedVersion: Int { 1 }

    static func inside<T: Comparable>(
        _ value: T, _ range: ClosedRange<T>, _ field: String, _ message: String
    ) throws(Invalid) {
        guard range.contains(value) else { throw Invalid(message, field: field, code: "out_of_range") }
    }

    /// Names are what people and journals call a rule by: each stands for one.
    static func checkNames(_ names: [String], _ field: String) throws(Invalid) {
        guard names.count <= 200 else { throw Invalid("At most 200 rules.", field: field, code: "too_many") }
        for name in names where name.trimmed.isEmpty || name.count > 200 {
            throw Invalid("A name has 1 to 200 characters.", field: field, code: "name")
        }
        guard Set(names.map { $0.trimmed.lowercased() }).count == names.count else {
            throw Invalid("Two rules have the same name.", field: field, code: "same_name")
        }
    }
}

extension String {
    package var trimmed: String {
        var text = Substring(self)
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
