import Foundation

/// A state × command table of the service's README, so that the page and the rules cannot part.
struct ReadmeTable {
    struct Cell: Sendable, CustomStringConvertible {
        let state: String
        let command: String
        let outcome: String
        var description: String { "\(state) + \(command) → \(outcome)" }
    }

    let cells: [Cell]

    /// The table whose first heading is `corner`.
    init(corner: String, readme: String) {
        let lines = readme.split(separator: "\n", omittingEmptySubsequences: false)
        let rows = lines.drop { !$0.hasPrefix("| \(corner) |") }.prefix { $0.hasPrefix("|") }
            .map { $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) } }
        let commands = rows.first?.dropFirst() ?? []
        cells = rows.dropFirst(2).flatMap { row in
            zip(commands, row.dropFirst()).map { Cell(state: row[0], command: $0, outcome: $1) }
        }
    }

    static func ofThisService(_ corner: String) throws -> ReadmeTable {
        let page = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Services/Change/README.md").standardized
        return ReadmeTable(corner: corner, readme: try String(contentsOf: page, encoding: .utf8))
    }
}
