import DeskDomain
import Foundation
import Records
import Testing

@Suite struct SavedViewTests {
    @Test(arguments: [
        ("", "/api/v1/incidents", "", [], "name"), ("A", "/etc/passwd", "", [], "list"),
        ("A", "https://evil.example/api/v1/incidents", "", [], "list"), ("A", "/api/v1/../x", "", [], "list"),
        ("A", "/api/v1/incidents", "state", [], "query"), ("A", "/api/v1/incidents", "cursor=abc", [], "query"),
        ("A", "/api/v1/incidents", "q=a b", [], "query"), ("A", "/api/v1/incidents", "q=<script>\u{0}", [], "query"),
        ("A", "/api/v1/incidents", "", ["number", "number"], "columns"),
        ("A", "/api/v1/incidents", "", ["<b>"], "columns.0"),
    ])
    func `what cannot be a view is refused at its field`(
        name: String, list: String, query: String, columns: [String], field: String
    ) {
        let refused = #expect(throws: Invalid.self) {
            try SavedView.Details(
                name: name, list: list, query: query, columns: columns, sharing: .me, teams: [], position: 0)
        }
        #expect(refused?.field == field)
    }

    @Test func `teams are named exactly when it is shared with them`() throws {
        for (sharing, teams) in [(SavedView.Sharing.teams, [UUID]()), (.me, [UUID()]), (.everyone, [UUID()])] {
            let refused = #expect(throws: Invalid.self) {
                try SavedView.Details(
                    name: "A", list: "/api/v1/incidents", query: "", columns: [], sharing: sharing, teams: teams,
                    position: 0)
            }
            #expect(refused?.field == "teams")
        }
    }

    @Test func `who sees a view follows from its sharing`() throws {
        let (owner, mate, stranger, team) = (UUID(), UUID(), UUID(), UUID())
        func view(_ sharing: SavedView.Sharing) throws -> SavedView {
            let details = try SavedView.Details(
                name: "A", list: "/api/v1/incidents", query: "state=new", columns: [], sharing: sharing,
                teams: sharing == .teams ? [team] : [], position: 0)
            return try #require(.beginning(UUID(), with: .defined(owner: owner, details: details), at: noon))
        }
        #expect(try view(.me).isShown(to: owner, in: []) && !view(.me).isShown(to: mate, in: [team]))
        #expect(try view(.teams).isShown(to: mate, in: [team]) && !view(.teams).isShown(to: stranger, in: [UUID()]))
        #expect(try view(.everyone).isShown(to: stranger, in: []))
    }
}
