import Foundation
import Records
import SwiftCSV

/// A table in a CSV file (RFC 4180) with a heading.
struct CommaSeparated: Sendable {
    let heading: [String]
    let rows: [[String]]

    /// Throws `Invalid` naming `field` for what is no such file.
    init(_ text: String, field: String) throws(Invalid) {
        let refused = Invalid("This cannot be read as CSV with a heading.", field: field, code: "csv_refused")
        guard text.utf8.count <= 1_000_000, !text.contains("\0"), text.count(where: { $0 == "\"" }).isMultiple(of: 2)
        else { throw refused }
        do {
            let table = try CSV<Enumerated>(string: text, loadColumns: false)
            heading = table.header.map { $0.trimmingCharacters(in: .whitespaces) }
            rows = table.rows.filter { row in !row.allSatisfy(\.isEmpty) }
        } catch {
            throw refused
        }
        guard Set(heading).count == heading.count, rows.allSatisfy({ $0.count == heading.count }) else { throw refused }
    }

    /// Each row with these columns first. Throws `Invalid` when one is missing.
    func rows(by keys: [String], field: String) throws(Invalid) -> (others: [String], rows: [[String]]) {
        var places: [Int] = []
        for key in keys {
            guard let place = heading.firstIndex(of: key) else {
                throw Invalid("The column \(key) is missing.", field: field, code: "csv_refused")
            }
            places.append(place)
        }
        let others = heading.indices.filter { !places.contains($0) }
        return (others.map { heading[$0] }, rows.map { row in (places + others).map { row[$0] } })
    }
}
