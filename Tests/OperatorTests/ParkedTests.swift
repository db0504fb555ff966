import Foundation
import Testing

@testable import Operator

struct ParkedTests {
    @Test func `no parked message is said in words`() {
        #expect(ParkedTable([]).text == "No message is parked.")
    }

    @Test func `the table stands in columns and keeps every message on one line`() throws {
        let lines = ParkedTable([try entry("incident", reason: "unknown\nsubject"), try entry("desk", reason: "x")])
            .text.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines[0].hasPrefix("service   id "))
        #expect(lines[1].hasSuffix("unknown subject"))
        let column = try #require(lines[0].range(of: "subject")).lowerBound.utf16Offset(in: lines[0])
        for line in lines.dropFirst() { #expect(line.dropFirst(column).hasPrefix("desk.team.changed.v1")) }
    }

    @Test func `one parked message is shown with reason and body`() throws {
        let text = try entry("desk", reason: "no such field").text
        #expect(text.contains("no such field"))
        #expect(text.hasSuffix("{}"))
    }

    @Test func `a refusal says what was asked and why it was refused`() {
        let body = Data(#"{"code":"unknown_service","detail":"There is none.","field":"scope"}"#.utf8)
        let refusal = Refusal("POST", "/api/v1/changes", 422, body)
        #expect(refusal.code == "unknown_service")
        #expect(refusal.description == "POST /api/v1/changes was answered with 422: There is none. (scope)")
        #expect(Refusal("GET", "/", 502, Data("bad gateway".utf8)).description.contains("502"))
    }

    private func entry(_ service: String, reason: String) throws -> ParkedEntry {
        let details = """
            {"id": "01A20060-52D4-7D4C-940E-448AC1ADEC89", "subject": "desk.team.changed.v1", "sender": "desk",
             "reason": \(String(decoding: try JSONEncoder().encode(reason), as: UTF8.self)), "attempts": 3,
             "body": "{}", "parkedAt": "2026-11-21T23:10:42.388Z", "state": "open"}
            """
        return ParkedEntry(
            service: service, details: try JSONDecoder().decode(ParkedEntry.Details.self, from: Data(details.utf8)))
    }
}
