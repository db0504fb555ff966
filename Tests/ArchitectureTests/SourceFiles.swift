import Foundation

/// The project's sources as text.
enum SourceFiles {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static func below(_ folder: String) throws -> [(path: String, text: String)] {
        let place = root.appending(path: folder)
        let paths = try FileManager.default.subpathsOfDirectory(atPath: place.path()).filter { $0.hasSuffix(".swift") }
        return try paths.sorted().map { path in
            (path: "\(folder)/\(path)", text: try String(contentsOf: place.appending(path: path), encoding: .utf8))
        }
    }

    static func imports(of text: String) -> [String] {
        text.matches(
            of: /(?m)^\s*(?:@testable |@preconcurrency |package )*import (?:struct |class |enum |func )?([A-Za-z0-9_]+)/
        )
        .map { String($0.1) }
    }

    static func tablesMade(by text: String) -> [String] {
        text.matches(of: /CREATE (?:TABLE|VIEW|UNLOGGED TABLE)(?: IF NOT EXISTS)? ([a-z_]+)/).map { String($0.1) }
            + text.matches(of: /\b([a-z_]+) (?:\([a-z_, ]*\) )?AS (?:NOT MATERIALIZED |MATERIALIZED )?\(/).map {
                String($0.1)
            }
    }

    /// Names after FROM, JOIN, INTO and UPDATE in SQL; not functions, which are followed by a parenthesis.
    static func tablesNamed(in text: String) -> [String] {
        text.matches(of: /\b(?:FROM|JOIN|INSERT INTO|UPDATE|DELETE FROM) ([a-z_]+)\b(?!\()/)
            .map { String($0.1) }
            .filter {
                !["unnest", "excluded", "jsonb_array_elements", "generate_series", "lateral", "only"].contains($0)
            }
    }
}
