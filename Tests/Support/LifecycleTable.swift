import Foundation

/// The table of states in a service's README, read so that a test can hold the code to it.
///
/// Rows look like `| new, assigned | start-work | in_progress |`; `=` as the target means the state stays.
package struct LifecycleTable {
    package struct Key: Hashable {
        package let state: String
        package let command: String

        package init(state: String, command: String) {
            self.state = state
            self.command = command
        }
    }

    /// The state reached, for every allowed pair.
    package private(set) var next: [Key: String] = [:]

    /// - Parameter heading: the markdown heading above the table, for a README with several.
    package init(readme path: String, under heading: String = "States") throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: path), encoding: .utf8)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let start = lines.firstIndex(where: { $0.hasPrefix("#") && $0.hasSuffix(heading) }) else {
            throw MissingTable(path: path, heading: heading)
        }
        let rows = lines[(start + 1)...].drop { !$0.hasPrefix("|") }.prefix { $0.hasPrefix("|") }.dropFirst(2)
        for row in rows { read(row) }
        if next.isEmpty { throw MissingTable(path: path, heading: heading) }
    }

    private mutating func read(_ row: Substring) {
        let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        guard cells.count >= 3 else { return }
        for state in names(cells[0]) {
            for command in names(cells[1]) {
                next[Key(state: state, command: command)] = cells[2] == "=" ? state : cells[2]
            }
        }
    }

    private func names(_ cell: String) -> [String] {
        cell.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    }
}

private struct MissingTable: Error {
    let path: String
    let heading: String
}
