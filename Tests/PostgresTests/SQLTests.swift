import Postgres
import Testing

@Suite struct SQLTests {
    enum Colour: String { case red, blue }

    @Test func `values become binds, numbered in order`() {
        let sql: SQL = "SELECT \(1), \("two"), \(Colour.red)"
        #expect(sql.text == "SELECT $1, $2, $3")
        #expect(sql.bindCount == 3)
    }

    @Test func `a spliced part brings its binds along, renumbered`() {
        let condition: SQL = "state = \(Colour.blue) AND id = \(7)"
        let sql: SQL = "SELECT \(1) WHERE \(condition) LIMIT \(50)"
        #expect(sql.text == "SELECT $1 WHERE state = $2 AND id = $3 LIMIT $4")
        #expect((sql + " OFFSET \(3)").text.hasSuffix("LIMIT $4 OFFSET $5"))
    }

    @Test func `trusted text is spliced as it stands`() {
        #expect(("ORDER BY \(unsafe: "opened_at")" as SQL).text == "ORDER BY opened_at")
    }

    @Test func `conditions are joined`() {
        let conditions: [SQL] = ["a = \(1)", "b = \(2)"]
        #expect(conditions.joined(separator: " AND ").text == "a = $1 AND b = $2")
        #expect([SQL]().joined(separator: " AND ").text == "")
    }

    @Test(arguments: ["= '\(1)'", "LIKE '%\(1)%'", "-- it's \(1)", "= 'it''s \(1)'"] as [SQL])
    func `a value inside quotes or a comment is a mistake that is noticed`(sql: SQL) async throws {
        try await withDatabase { database in
            let error = try await failure(of: { try await database.transaction { try $0.execute(sql) } })
            #expect(error.kind == .misuse)
        }
    }

    @Test func `quotes and comments around values are fine`() async throws {
        try await withDatabase { database in
            let rows = try await database.transaction { tx in
                try tx.execute("SELECT 'it''s', 5 - \(1), 5 -\(1) -- it's a remark\n, 'x' || \("y")")
            }
            #expect(rows == 1)
        }
    }

    @Test func `spliced binds keep their values`() async throws {
        try await withDatabase { database in
            let part: SQL = "\("b") || \("")"
            let sql: SQL = "SELECT \("a") || \(part) || \("c" as String?) AS text"
            let text: String? = try await database.transaction { try $0.first(sql) { try $0.value("text") } }
            #expect(text == "abc")
        }
    }
}
