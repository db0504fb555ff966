import Foundation

/// What an import would do: for people as a difference, for the journals as facts.
package struct ModelPlan: Equatable, Sendable {
    package let difference: ModelDifference
    package let steps: [Step]

    /// The facts of one configuration item.
    package struct Step: Equatable, Sendable {
        package let item: UUID
        package let isNew: Bool
        package let facts: [ConfigurationItem.Fact]
    }
}

/// The difference between the model that is and the one that is wanted, in names.
package struct ModelDifference: Codable, Equatable, Sendable {
    package let added: [String]
    package let changed: [ChangedItem]
    /// Only when the import was asked to prune.
    package let retired: [String]
    package let unchanged: Int

    package struct ChangedItem: Codable, Equatable, Sendable {
        package let name: String
        package let fields: [ChangedField]

        package init(name: String, fields: [ChangedField]) {
            self.name = name
            self.fields = fields
        }
    }

    /// `class`, `aliases`, `dependsOn`, `supports` or `active`, before and after.
    package struct ChangedField: Codable, Equatable, Sendable {
        package let field: String
        package let before: [String]
        package let after: [String]

        package init(field: String, before: [String], after: [String]) {
            self.field = field
            self.before = before
            self.after = after
        }
    }

    package var isEmpty: Bool { added.isEmpty && changed.isEmpty && retired.isEmpty }
}
