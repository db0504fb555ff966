import Foundation
import IncidentDomain
import Records

/// A report as lines that spreadsheets open (RFC 4180).
enum ReportWriting {
    static func figures(_ figures: [FigureView]) -> String {
        let head = [
            "figure", "unit", "group", "name", "count", "value", "median", "p90", "definition", "formula", "version",
        ]
        let lines = figures.flatMap { figure in
            let meaning = [figure.definition.text, figure.definition.formula, "\(figure.definition.version)"]
            let total =
                [figure.id, figure.unit.rawValue, "", ""]
                + numbers(figure.count, figure.value, figure.median, figure.p90) + meaning
            let groups = (figure.groups ?? []).map { group in
                [figure.id, figure.unit.rawValue, group.key ?? "none", group.name ?? ""]
                    + numbers(group.count, group.value, group.median, group.p90) + meaning
            }
            return [total] + groups
        }
        return ([head] + lines).map(line).joined()
    }

    static let recordsHead = line([
        "number", "summary", "priority", "state", "openedAt", "resolvedAt", "value", "kind", "measure", "target", "run",
        "dueAt", "reason", "excusable", "note",
    ])

    static func record(_ record: ReportRecord) -> String {
        let clock = record.clock
        return line([
            record.number, record.summary, "\(record.priority)", record.state.rawValue, time(record.openedAt),
            time(record.resolvedAt), number(record.value), clock?.kind.rawValue ?? "", clock?.measure.rawValue ?? "",
            clock?.target ?? "", clock.map { "\($0.run)" } ?? "", time(clock?.dueAt), clock?.reason?.rawValue ?? "",
            clock?.excusable.map { "\($0)" } ?? "", clock?.note ?? "",
        ])
    }

    private static func numbers(_ count: Int, _ others: Double?...) -> [String] { ["\(count)"] + others.map(number) }

    private static func number(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }

    private static func time(_ value: Date?) -> String { value.map { $0.formatted(.iso8601) } ?? "" }

    /// What spreadsheets would take for a formula gets an apostrophe before it (CWE-1236).
    private static func line(_ cells: [String]) -> String {
        cells.map { cell in
            let text = cell.first.map { "=+-@\t\r".contains($0) } ?? false ? "'" + cell : cell
            let needsQuotes = text.contains { ",\"\r\n;".contains($0) }
            return needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
        }.joined(separator: ",") + "\r\n"
    }
}
