import Chassis
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

    static func csv(_ lines: [TimelineLine]) -> String {
        ([["at", "source", "kind", "text", "by"]]
            + lines.map { [$0.at.formatted(.iso8601), $0.source.rawValue, $0.kind, $0.text, $0.by ?? ""] })
            .map(CSV.line).joined()
    }

    private static func cell(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("|", with: "\\|").replacing("<", with: "&lt;")
            .replacing(/\s*\R\s*/, with: " ")
    }
}
