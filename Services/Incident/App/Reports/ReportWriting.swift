import Chassis
import Foundation
import IncidentDomain
import Records

/// A report as lines that spreadsheets open (RFC 4180).
enum ReportWriting {
    static func figures(_ figures: [FigureView]) -> String {
        let head = [
            "figure", "unit", "group", "name", "count", "value", "median", "p90", "earlierCount", "earlierValue",
            "difference",
            "low95", "high95", "definition", "formula", "version",
        ]
        let lines = figures.flatMap { figure in
            let meaning = [figure.definition.text, figure.definition.formula, "\(figure.definition.version)"]
            let total =
                [figure.id, figure.unit.rawValue, "", ""]
                + numbers(figure.count, figure.value, figure.median, figure.p90) + earlier(figure) + meaning
            let groups = (figure.groups ?? []).map { group in
                [figure.id, figure.unit.rawValue, group.key ?? "none", group.name ?? ""]
                    + numbers(group.count, group.value, group.median, group.p90) + ["", "", "", "", ""] + meaning
            }
            return [total] + groups
        }
        return ([head] + lines).map(CSV.line).joined()
    }

    static let recordsHead = CSV.line([
        "number", "summary", "priority", "state", "openedAt", "resolvedAt", "value", "kind", "measure", "target", "run",
        "dueAt", "reason", "excusable", "note", "from", "until", "team", "pausedFor",
    ])

    static func record(_ record: ReportRecord) -> String {
        let clock = record.clock
        return CSV.line([
            record.number, record.summary, "\(record.priority)", record.state.rawValue, time(record.openedAt),
            time(record.resolvedAt), number(record.value), clock?.kind.rawValue ?? "", clock?.measure.rawValue ?? "",
            clock?.target ?? "", clock.map { "\($0.run)" } ?? "", time(clock?.dueAt), clock?.reason?.rawValue ?? "",
            clock?.excusable.map { "\($0)" } ?? "", clock?.note ?? "", time(record.stretch?.from),
            time(record.stretch?.until), record.stretch?.team?.uuidString.lowercased() ?? "",
            record.stretch?.reason ?? "",
        ])
    }

    private static func earlier(_ figure: FigureView) -> [String] {
        let (earlier, difference) = (figure.earlier, figure.earlier?.difference)
        return [
            earlier.map { "\($0.count)" } ?? "", number(earlier?.value), number(difference?.value),
            number(difference?.low), number(difference?.high),
        ]
    }

    private static func numbers(_ count: Int, _ others: Double?...) -> [String] { ["\(count)"] + others.map(number) }

    private static func number(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }

    private static func time(_ value: Date?) -> String { value.map { $0.formatted(.iso8601) } ?? "" }
}
