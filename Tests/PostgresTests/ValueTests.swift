import Foundation
import Postgres
import Testing

@Suite struct ValueTests {
    enum Colour: String { case red, blue }

    private func expectRoundTrip<T: PostgresValue & Equatable>(_ values: T..., on database: Database) async throws {
        for value in values {
            let answer: T? = try await database.transaction { tx in
                try tx.first("SELECT \(value) AS value") { try $0.value("value") }
            }
            #expect(answer == .some(value))
        }
    }

    /// What the server understood, as its own text.
    private func serverText(_ value: some PostgresValue, on database: Database) async throws -> String? {
        try await database.transaction { tx in
            try tx.first("SELECT (\(value))::text AS text") { try $0.value("text") }
        }
    }

    @Test func `every single value comes back as it went`() async throws {
        try await withDatabase { database in
            try await expectRoundTrip(true, false, on: database)
            try await expectRoundTrip(Int.min, -1, 0, Int.max, on: database)
            try await expectRoundTrip(Int32.min, Int32.max, on: database)
            try await expectRoundTrip(Int16.min, Int16.max, on: database)
            try await expectRoundTrip(-1.5, .infinity, .greatestFiniteMagnitude, .leastNonzeroMagnitude, on: database)
            try await expectRoundTrip("", "naïve 🧯 \\ ' \" $1 {,}", on: database)
            try await expectRoundTrip(UUID(), on: database)
            try await expectRoundTrip(Data(), Data(0...255), on: database)
            try await expectRoundTrip(
                Date(timeIntervalSince1970: 0), Date(timeIntervalSince1970: 1_700_000_000.25), on: database)
            try await expectRoundTrip(JSONText(#"{"a": [1, null]}"#), on: database)
        }
    }

    @Test func `nothing comes back as nothing`() async throws {
        try await withDatabase { database in
            try await expectRoundTrip(nil as Bool?, on: database)
            try await expectRoundTrip(nil as Int?, 7, on: database)
            try await expectRoundTrip(nil as String?, "", on: database)
            try await expectRoundTrip(nil as UUID?, on: database)
            try await expectRoundTrip(nil as Date?, on: database)
            try await expectRoundTrip(nil as Data?, on: database)
            try await expectRoundTrip(nil as JSONText?, on: database)
            try await expectRoundTrip(nil as [String]?, on: database)
        }
    }

    @Test func `arrays come back as they went, with their holes`() async throws {
        try await withDatabase { database in
            try await expectRoundTrip([true, false], on: database)
            try await expectRoundTrip([], [1, 2, .max], on: database)
            try await expectRoundTrip([1.5, -2], on: database)
            try await expectRoundTrip([String](), ["a", "", "{b,\"c\"}", "NULL"], on: database)
            try await expectRoundTrip([nil, "a", nil] as [String?], on: database)
            try await expectRoundTrip([nil, 1] as [Int?], on: database)
            try await expectRoundTrip([UUID(), UUID()], on: database)
            try await expectRoundTrip([Date(timeIntervalSince1970: 5)], on: database)
            try await expectRoundTrip([Data(), Data([1, 0, 2])], on: database)
            try await expectRoundTrip([JSONText("{}"), JSONText("[1]")], on: database)
        }
    }

    @Test func `the server understands what we mean`() async throws {
        try await withDatabase { database in
            let id = UUID()
            let moment = Date(timeIntervalSince1970: 1_709_210_096.007)
            let texts = [
                try await serverText(id, on: database), try await serverText(moment, on: database),
                try await serverText([nil, "a b"] as [String?], on: database),
                try await serverText(Data([0, 255]), on: database),
            ]
            let expected = [id.uuidString.lowercased(), "2024-02-29 12:34:56.007+00", #"{NULL,"a b"}"#, "\\x00ff"]
            #expect(texts == expected)
        }
    }

    @Test func `enums travel as text`() async throws {
        try await withDatabase { database in
            let colours: (Colour, Colour?, Colour?, [Colour])? = try await database.transaction { tx in
                let none: Colour? = nil
                return try tx.first(
                    "SELECT \(Colour.red) AS a, \(none) AS b, \("blue") AS c, \([Colour.red, .blue]) AS d"
                ) { row in (try row.value("a"), try row.value("b"), try row.value("c"), try row.value("d")) }
            }
            let (a, b, c, d) = try #require(colours)
            #expect(a == .red && b == nil && c == .blue && d == [.red, .blue])
        }
    }

    private static let mixture: SQL = """
        SELECT sum(n) AS sum, avg(n) AS avg, -12345678.000125::numeric AS fine, 20000000000::numeric AS round,
            0::numeric AS zero, 1.5::float4 AS small, 'x'::varchar AS text, 'n'::name AS name,
            '{"a":1}'::json AS json, date '2000-01-02' AS day, timestamptz 'infinity' AS ever, 7::int2 AS seven
        FROM unnest(\([1, 2, 4])) AS n
        """

    @Test func `sums, averages and other types are read where nothing is lost`() async throws {
        try await withDatabase { database in
            try await database.transaction { tx in _ = try tx.first(Self.mixture, Self.expectMixture) }
        }
    }

    private static func expectMixture(_ row: Row) throws {
        #expect(try row.value("sum") as Int == 7)
        #expect(try abs(row.value("avg") - 7.0 / 3) < 1e-12)
        #expect(try row.value("fine") as Double == -12345678.000125)
        #expect(throws: DatabaseError.self) { try row.value("fine") as Int }
        #expect(try row.value("round") as Int == 20_000_000_000)
        #expect(throws: DatabaseError.self) { try row.value("round") as Int32 }
        #expect(try row.value("zero") as Int == 0)
        #expect(try row.value("small") as Double == 1.5)
        #expect(try row.value("text") as String == "x")
        #expect(try row.value("name") as String == "n")
        #expect(try row.value("json") as JSONText == JSONText(#"{"a":1}"#))
        #expect(try row.value("day") as Date == Date(timeIntervalSince1970: 946_771_200))
        #expect(try row.value("ever") as Date == .distantFuture)
        #expect(try row.value("seven") as Int == 7)
    }

    @Test func `a wrong reading is an error that names the column`() async throws {
        try await withDatabase { database in
            try await database.transaction { tx in
                _ = try tx.first("SELECT 'green' AS colour, NULL::int AS hole, 1 AS one") { row in
                    for reading: () throws -> Any in [
                        { try row.value("colour") as Colour }, { try row.value("hole") as Int },
                        { try row.value("one") as String }, { try row.value("missing") as Int },
                    ] {
                        let error = #expect(throws: DatabaseError.self) { try reading() }
                        #expect(error?.kind == .undecodable)
                    }
                }
            }
        }
    }

    @Test func `times nobody can mean are refused, not a crash`() async throws {
        try await withDatabase { database in
            for seconds in [Double.nan, .infinity, 1e300, -1e300] {
                let moment = Date(timeIntervalSinceReferenceDate: seconds)
                let error = try await failure(of: {
                    try await database.transaction { try $0.execute("SELECT \(moment)") }
                })
                #expect(error.sqlState == "22008")
            }
        }
    }
}
