import Foundation

/// The configuration model as somebody wants it, read from a file but not yet compared with what is.
package struct DesiredModel: Equatable, Sendable {
    package let items: [DesiredItem]

    package init(items: [DesiredItem]) { self.items = items }
}

/// A name used in the file, and the line it stands on.
package struct NameInFile: Equatable, Sendable {
    package let name: String
    package let line: Int

    package init(_ name: String, line: Int) {
        self.name = name
        self.line = line
    }
}

/// One configuration item of the file.
package struct DesiredItem: Equatable, Sendable {
    package let name: String
    /// Its place in the file's list, from 0.
    package let position: Int
    /// Where it begins in the file.
    package let line: Int
    package let itemClass: String
    package let aliases: [NameInFile]
    package let dependsOn: [NameInFile]
    /// Business services that need it.
    package let supports: [NameInFile]
    /// Groups of which not all are needed; their items are among `dependsOn`.
    package let redundancy: [DesiredRedundancy]

    package init(
        name: String, position: Int, line: Int, itemClass: String, aliases: [NameInFile] = [],
        dependsOn: [NameInFile] = [], supports: [NameInFile] = [],
        redundancy: [DesiredRedundancy] = []
    ) {
        self.name = name
        self.position = position
        self.line = line
        self.itemClass = itemClass
        self.aliases = aliases
        self.dependsOn = dependsOn
        self.supports = supports
        self.redundancy = redundancy
    }
}

/// One thing that is wrong with a file, where it stands, and in which field.
package struct ModelMistake: Codable, Equatable, Sendable {
    package let line: Int
    /// A path into the file: `items[3].dependsOn`.
    package let field: String
    package let message: String

    package init(line: Int, field: String, message: String) {
        self.line = line
        self.field = field
        self.message = message
    }
}

/// Everything that is wrong with a file, by line. Nothing of it is imported.
package struct ModelMistakes: Error, Equatable, Sendable {
    package let list: [ModelMistake]

    package init(_ list: [ModelMistake]) { self.list = list.sorted { $0.line < $1.line } }
}

/// The model as it stands before an import.
package struct PresentModel: Equatable, Sendable {
    /// All items, retired ones too: an import may bring them back.
    package let items: [ConfigurationItem]
    /// The active business services by name.
    package let services: [String: UUID]

    package init(items: [ConfigurationItem], services: [String: UUID]) {
        self.items = items
        self.services = services
    }
}
