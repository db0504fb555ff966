import Foundation

/// Items that stand in for each other: this many of them are needed.
package struct Redundancy: Codable, Equatable, Hashable, Sendable {
    package let items: [UUID]
    /// From 1 (any of them will do) to all.
    package let atLeast: Int

    package init(items: [UUID], atLeast: Int) {
        self.items = items
        self.atLeast = atLeast
    }
}

/// A redundancy group of the file, by names.
package struct DesiredRedundancy: Equatable, Sendable {
    package let items: [NameInFile]
    package let atLeast: Int

    package init(items: [NameInFile], atLeast: Int) {
        self.items = items
        self.atLeast = atLeast
    }
}
