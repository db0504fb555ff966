import Foundation
import Hummingbird
import Postgres
import Testing

@testable import Chassis

@Suite struct ListingTests {
    private enum State: String, CaseIterable { case new, assigned, closed }

    private static let listing = Listing(
        sorts: [
            Listing.Column("openedAt", "opened_at", .date), Listing.Column("priority", "priority", .integer),
            Listing.Column("title", "title", .text),
        ],
        standard: "-openedAt",
        filters: [
            .any("state", "state", .oneOf(State.self), "Only these states"),
            .any("team", "team_id", .uuid, orNone: true, "Only these teams"),
            .from("openedFrom", "opened_at", .date, "Opened at or after"),
            .until("openedUntil", "opened_at", .date, "Opened before"),
            .flag("overdue", "due_at < dienst_now()", "Only those past their due time"),
        ],
        search: { "words @@ websearch_to_tsquery('simple', \($0))" })

    private func wanted(_ query: String) throws -> Wanted {
        try Self.listing.wanted(Query(query, declared: Self.listing.parameters))
    }

    private func text(_ query: String) throws -> String {
        try wanted(query).sql("number", from: "incident", where: "organisation = \(UUID())").text
    }

    private let head = "SELECT number, opened_at AS wanted_order, id AS wanted_key FROM incident WHERE "

    @Test func `without parameters the standard order and limit hold`() throws {
        #expect(try text("") == head + "(organisation = $1) ORDER BY opened_at DESC, id DESC LIMIT $2")
        #expect(try wanted("").limit == 50)
    }

    @Test func `filters become bound conditions`() throws {
        let sql = try text("state=new,assigned&team=none&openedFrom=2026-11-21T10:00:00Z&overdue=false&q=mail+down")
        #expect(
            sql == head + "state = ANY($1) AND team_id IS NULL AND opened_at >= $2 AND NOT (due_at < dienst_now()) "
                + "AND words @@ websearch_to_tsquery('simple', $3) AND (organisation = $4) "
                + "ORDER BY opened_at DESC, id DESC LIMIT $5")
        #expect(try text("state=new").contains("state = $1 AND"))
        #expect(try text("team=none,\(UUID())").contains("(team_id = $1 OR team_id IS NULL)"))
    }

    @Test func `a cursor goes on after the last row, in the same direction`() throws {
        let id = UUID()
        let down = try Cursor(value: "1700000000123456", key: id.uuidString).text(order: "-openedAt")
        #expect(try text("cursor=\(down)").contains("AND (opened_at, id) < ($2, $3) ORDER BY opened_at DESC, id DESC"))
        let up = try Cursor(value: "3", key: id.uuidString).text(order: "priority")
        let rising = try text("sort=priority&cursor=\(up)")
        #expect(rising.contains("(priority, id) > ($2, $3) ORDER BY priority ASC, id ASC"))
        #expect(try wanted("cursor=\(down)").after == Cursor(value: "1700000000123456", key: id.uuidString))
    }

    @Test(arguments: [
        ("state=odd", "state"), ("state=", "state"), ("state=new,", "state"), ("team=me", "team"),
        ("openedFrom=yesterday", "openedFrom"), ("overdue=maybe", "overdue"), ("sort=password", "sort"),
        ("sort=--openedAt", "sort"), ("limit=0", "limit"), ("limit=201", "limit"), ("limit=x", "limit"),
        ("cursor=AAAA", "cursor"), ("stat=new", "stat"), ("state=new&state=closed", "state"), ("q=%00", "q"),
        ("q=%ff", "q"), ("state=new'%20OR%201=1", "state"),
    ])
    func `a parameter that cannot be used is named`(query: String, name: String) throws {
        let reply = try #require(throws: ErrorReply.self) { _ = try wanted(query) }
        #expect(reply.status == .badRequest)
        #expect(reply.field == name || (query == "q=%ff" && reply.code == "bad_parameter"))
    }

    @Test func `a cursor of another order or with forged values is refused`() throws {
        let forgeries = [
            try Cursor(value: "1", key: UUID().uuidString).text(order: "priority"),
            try Cursor(value: "now() --", key: UUID().uuidString).text(order: "-openedAt"),
            try Cursor(value: "1", key: "x").text(order: "-openedAt"),
        ]
        for forgery in forgeries {
            let reply = try #require(throws: ErrorReply.self) { _ = try wanted("cursor=\(forgery)") }
            #expect(reply.field == "cursor")
        }
    }

    @Test func `whatever is searched for, the text of the statement stays the same`() throws {
        let hostile = ["x", "'; DROP TABLE incident; --", "$1", "\\", "\"", "%27", "(", "a & b | c"]
        let texts = try hostile.map { words in
            let escaped = words.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            return try text("q=\(escaped)")
        }
        #expect(Set(texts).count == 1)
    }
}
