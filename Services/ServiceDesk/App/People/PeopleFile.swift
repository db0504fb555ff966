import Foundation
import Records
import SwiftCSV

/// People in a CSV file (RFC 4180): a heading of column names, then a line each. The sign-in name says who is meant; what a line
/// leaves empty stays as it is.
struct PeopleFile: Sendable {
    enum Column: String, CaseIterable, Sendable {
        case signInName, name, mail, organisation, site, teams, roles, manager, language, zone, active
    }

    struct Line: Sendable {
        /// Counted as an editor counts records: the heading is 1.
        let number: Int
        let cells: [Column: String]

        subscript(column: Column) -> String? { cells[column] }

        /// Several values in one cell, parted by semicolons.
        func list(_ column: Column) -> [String]? {
            cells[column]?.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
                .filter { !$0.isEmpty }
        }
    }

    static let mostLines = 10_000

    let lines: [Line]

    /// Throws `Invalid` for what is no such file.
    init(_ data: Data) throws(Invalid) {
        guard let text = String(data: data, encoding: .utf8), !text.contains("\0") else {
            throw Self.refused("Send the file as UTF-8 text.")
        }
        guard text.count(where: { $0 == "\"" }).isMultiple(of: 2) else { throw Self.refused(Self.badQuotes) }
        let table: CSV<Enumerated>
        do {
            table = try CSV<Enumerated>(
                string: text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text, loadColumns: false)
        } catch {
            throw Self.refused(Self.badQuotes)
        }
        let columns = try Self.columns(table.header)
        guard table.rows.count <= Self.mostLines else {
            throw Self.refused("Send at most \(Self.mostLines) people in one file.")
        }
        var lines: [Line] = []
        for (index, row) in table.rows.enumerated() where !row.allSatisfy({ $0.isEmpty }) {
            lines.append(try Self.line(index + 2, row, columns))
        }
        self.lines = lines
    }

    private static func columns(_ header: [String]) throws(Invalid) -> [Column] {
        var columns: [Column] = []
        for title in header {
            let word = title.trimmingCharacters(in: .whitespaces).lowercased()
            guard let column = Column.allCases.first(where: { $0.rawValue.lowercased() == word }) else {
                let known = Column.allCases.map(\.rawValue).joined(separator: ", ")
                throw refused("There is no column “\(title.prefix(60))”; the columns are \(known).")
            }
            guard !columns.contains(column) else { throw refused("The column \(column.rawValue) stands twice.") }
            columns.append(column)
        }
        guard columns.contains(.signInName) else { throw refused("The column signInName is missing.") }
        return columns
    }

    private static func line(_ number: Int, _ row: [String], _ columns: [Column]) throws(Invalid) -> Line {
        guard row.count == columns.count else {
            throw refused("Line \(number) has \(row.count) cells, the heading \(columns.count).")
        }
        var cells: [Column: String] = [:]
        for (column, cell) in zip(columns, row) {
            let text = cell.trimmingCharacters(in: .whitespacesAndNewlines)
            if !text.isEmpty { cells[column] = text }
        }
        return Line(number: number, cells: cells)
    }

    private static let badQuotes = "This is no CSV file: a quotation mark is open, or stands where it may not."

    private static func refused(_ detail: String) -> Invalid { Invalid(detail, field: "file", code: "csv_refused") }
}
