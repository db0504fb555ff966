import Foundation
import Records

/// A state table of the service's README: state → command → what follows.
struct LifecycleTable {
    private(set) var cells: [String: [String: String]] = [:]

    /// Reads the table under `### <heading>`.
    init(_ heading: String, file: String = #filePath) throws {
        let tests = URL(filePath: file).deletingLastPathComponent().deletingLastPathComponent()
        let readme = tests.deletingLastPathComponent().appending(path: "Services/ServiceDesk/README.md")
        let section =
            try String(contentsOf: readme, encoding: .utf8).components(separatedBy: "\n### \(heading)\n").dropFirst()
            .first ?? ""
        let rows = section.components(separatedBy: "\n").drop { !$0.hasPrefix("|") }.prefix { $0.hasPrefix("|") }
            .map { $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) } }
        for row in rows.dropFirst(2) {
            cells[row[0]] = Dictionary(uniqueKeysWithValues: zip(rows[0].dropFirst(), row.dropFirst()))
        }
    }

    /// The same table as the code has it: every state with every command.
    init<Record: Lifecycle>(states: [(name: String, record: Record)], commands: [Record.Command]) {
        for (name, record) in states {
            for command in commands {
                cells[name, default: [:]][Self.caseName(command)] = Self.outcome(of: command, on: record)
            }
        }
    }

    private static func outcome<Record: Lifecycle>(of command: Record.Command, on record: Record) -> String {
        do {
            let facts = try record.deciding(command, at: noon)
            return facts.isEmpty ? "–" : facts.map { caseName($0) }.joined(separator: ", ")
        } catch {
            return "refused"
        }
    }

    private static func caseName(_ value: some Any) -> String {
        String(String(describing: value).prefix { $0 != "(" })
    }
}
