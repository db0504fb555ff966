import Records

/// The tree of categories: at most three levels, as `Network / Wireless / Access point`.
package struct IncidentCategories: EditedRules {
    package static let name = "categories"
    package static let shipped = IncidentCategories(paths: [])
    package static let levels = 3
    package static let most = 2_000

    /// Every category that can be chosen, each with those above it: `["Network", "Wireless"]`.
    package let paths: [[String]]

    package init(paths: [[String]]) { self.paths = paths }

    package func check() throws(Invalid) {
        guard paths.count <= Self.most else {
            throw Invalid("At most \(Self.most) categories.", field: "paths", code: "too_many")
        }
        for (index, path) in paths.enumerated() {
            guard (1...Self.levels).contains(path.count) else {
                throw Invalid("A category has one to three levels.", field: "paths[\(index)]", code: "levels")
            }
            for name in path where name.trimmed != name || name.isEmpty || name.count > 80 || name.contains("/") {
                throw Invalid(
                    "A level has 1 to 80 characters and no slash.", field: "paths[\(index)]", code: "name")
            }
        }
        guard Set(paths).count == paths.count else {
            throw Invalid("A category stands there twice.", field: "paths", code: "same_name")
        }
    }

    package func contains(_ category: IncidentCategory) -> Bool { paths.contains(category.path) }
}

/// What an incident is about. The text is the path: names stay readable when the tree changes.
package struct IncidentCategory: Codable, Equatable, Sendable {
    package let path: [String]

    package init(path: [String]) { self.path = path }

    /// Throws `Invalid` when it is no path of the tree.
    package init(_ text: String, in tree: IncidentCategories) throws(Invalid) {
        path = text.split(separator: "/").map { String($0).trimmed }
        guard tree.contains(self) else {
            throw Invalid("There is no category \(text.prefix(200)).", field: "category", code: "unknown_category")
        }
    }

    package var text: String { path.joined(separator: " / ") }

    func isWithin(_ other: String) -> Bool {
        path.starts(with: other.split(separator: "/").map { String($0).trimmed })
    }
}
