import Foundation

/// A table of the service's README: what each command does in each state, as written there.
struct ReadmeTable {
    let states: [String]
    let cells: [String: [String: String]]

    /// The first table under a heading of the third level.
    init(under heading: String) throws {
        let text = try String(contentsOf: ReadmeTable.readme, encoding: .utf8)
        let lines = text.split(separator: "\n").map(String.init)
        let section = lines.drop { $0 != "### \(heading)" }.dropFirst().prefix { !$0.hasPrefix("#") }
        let rows = section.filter { $0.hasPrefix("|") }.map(ReadmeTable.split)
        states = Array(rows.first?.dropFirst() ?? [])
        var cells: [String: [String: String]] = [:]
        for row in rows.dropFirst(2) {
            cells[row[0]] = Dictionary(zip(states, row.dropFirst()), uniquingKeysWith: { first, _ in first })
        }
        self.cells = cells
    }

    private static let readme = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Services/Problem/README.md")

    private static func split(_ line: String) -> [String] {
        line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    }
}
