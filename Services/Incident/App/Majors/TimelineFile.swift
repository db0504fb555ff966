import Foundation
import IncidentDomain

/// A timeline as a file to take away.
enum TimelineFile {
    enum Format: String, Codable, CaseIterable, Sendable { case json, markdown, csv }

    static func markdown(_ lines: [TimelineLine], of major: MajorIncident) -> String {
        let head = "# \(major.number) (\(major.incidentNumber))\n\n| at | what | by |\n|---|---|---|\n"
        return head
            + lines.map { line in
                "| \(line.at.formatted(.iso8601)) | \(cell(line.text)) | \(cell(line.by ?? "")) |\n"
            }.joined()
    }

    /// RFC 4180. What a spreadsheet would take for a formula begins with an apostrophe.
    static func csv(_ lines: [TimelineLine]) -> String {
        (["at,source,kind,text,by"]
            + lines.map { line in
                [line.at.formatted(.iso8601), line.source.rawValue, line.kind, line.text, line.by ?? ""].map(field)
                    .joined(separator: ",")
            }).map { $0 + "\r\n" }.joined()
    }

    private static func cell(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("|", with: "\\|").replacing("<", with: "&lt;")
            .replacing(/\s*\R\s*/, with: " ")
    }

    private static func field(_ text: String) -> String {
        let isFormula = text.first.map { "=+-@\t\r".contains($0) } ?? false
        return "\"" + ((isFormula ? "'" : "") + text).replacing("\"", with: "\"\"") + "\""
    }
}
