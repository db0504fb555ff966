import HTTPTypes
import Hummingbird
import NIOCore

/// Lines that spreadsheets open (RFC 4180).
package enum CSV {
    /// What a spreadsheet would take for a formula, and is no number, gets an apostrophe before it (CWE-1236).
    package static func line(_ cells: [String]) -> String {
        cells.map { cell in
            let isFormula = cell.first.map { "=+-@\t\r".contains($0) } ?? false && Double(cell) == nil
            let text = isFormula ? "'" + cell : cell
            let needsQuotes = text.contains { ",\"\r\n;".contains($0) }
            return needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
        }.joined(separator: ",") + "\r\n"
    }

    /// - Parameter name: of letters, digits, dots and hyphens.
    package static func file(_ name: String, _ body: ResponseBody) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8; header=present",
                .contentDisposition: "attachment; filename=\"\(name)\"",
            ], body: body)
    }

    package static func file(_ name: String, _ lines: [[String]]) -> Response {
        file(name, ResponseBody(byteBuffer: ByteBuffer(string: lines.map(line).joined())))
    }
}
