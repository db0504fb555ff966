import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import Postgres
import Records
import Testing

@testable import Chassis

/// What the chassis keeps in PostgreSQL and reads from it: remembered answers, and pages of lists.
@Suite struct StoredTests {
    private struct MissingServer: Error, CustomStringConvertible {
        let description = "Set DIENST_TEST_DATABASE to the postgres:// address of a superuser's maintenance database."
    }

    private struct Note: Codable, Equatable { var text: String }

    private struct Doorman: Authenticator {
        let id: UUID
        func principal(bearer token: String) async throws -> Principal {
            Principal(id: id, name: token, roles: [.agent])
        }
    }

    private func withDatabase(_ test: (Database) async throws -> Void) async throws {
        guard let server = ProcessInfo.processInfo.environment["DIENST_TEST_DATABASE"] else { throw MissingServer() }
        let name = "dienst_test_" + UUID().uuidString.lowercased().replacing("-", with: "")
        let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let maintenance = Database(try DatabaseConfiguration(url: server, applicationName: "tests"), logger: quiet)
        try await maintenance.executeOutsideTransaction("CREATE DATABASE \(name)")
        var address = try #require(URLComponents(string: server))
        address.path = "/" + name
        let configuration = try DatabaseConfiguration(url: #require(address.string), applicationName: "tests")
        let database = Database(configuration, logger: quiet)
        var failure: (any Error)?
        do { try await test(database) } catch { failure = error }
        await database.shutdown()
        try await maintenance.executeOutsideTransaction("DROP DATABASE \(name) WITH (FORCE)")
        await maintenance.shutdown()
        if let failure { throw failure }
    }

    private func router(_ database: Database, _ person: UUID) throws -> Router<EdgeContext> {
        var api = API(service: "test", title: "Test", version: "1")
        api.post("/api/v1/notes", "Write", for: .signedIn, accepts: Note.self, answers: Note.self) { call, note in
            try await database.transaction { tx in
                try Idempotency.remember(call, in: tx) {
                    let count = try tx.first("INSERT INTO note (text) VALUES (\(note.text)) RETURNING number") { row in
                        let number: Int = try row.value("number")
                        return number
                    }
                    if note.text == "refused" { throw Rejection("No.", code: "no") }
                    return .created(note, version: count, at: "/api/v1/notes/\(count ?? 0)")
                }
            }
        }
        return try api.router(authenticator: Doorman(id: person))
    }

    private func post(
        _ text: String, key: String?, to database: Database, as person: UUID = UUID()
    ) async throws -> TestResponse {
        var fields = HTTPFields()
        fields[.authorization] = "Bearer anna"
        if let key { fields[try #require(.init("Idempotency-Key"))] = key }
        let sent = fields
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let app = Application(router: try router(database, person), logger: logger)
        return try await app.test(.router) { client in
            try await client.executeRequest(
                uri: "/api/v1/notes", method: .post, headers: sent, body: ByteBuffer(string: #"{"text":"\#(text)"}"#))
        }
    }

    private func prepare(_ database: Database) async throws {
        let notes = Migration(name: "notes", sql: "CREATE TABLE note (number bigserial, text text)")
        _ = try await Migrator.apply([Idempotency.migration, notes], to: database)
    }

    private func notes(_ database: Database) async throws -> Int {
        try await database.transaction { tx in
            try tx.first("SELECT count(*) AS n FROM note") { row in
                let count: Int = try row.value("n")
                return count
            } ?? -1
        }
    }

    @Test func `a request sent twice has one effect and the same answer`() async throws {
        try await withDatabase { database in
            try await prepare(database)
            let anna = UUID()
            let first = try await post("hello", key: "k", to: database, as: anna)
            let second = try await post("hello", key: "k", to: database, as: anna)
            #expect(first.status == .created)
            #expect(second.status == .created)
            #expect(second.headers[.location] == first.headers[.location])
            #expect(second.headers[.eTag] == first.headers[.eTag])
            #expect(second.body == first.body)
            #expect(try await notes(database) == 1)
            let other = try await post("other", key: "k", to: database, as: anna)
            #expect(try other.problem().code == "key_reused")
            _ = try await post("hello", key: "k", to: database)
            _ = try await post("hello", key: nil, to: database, as: anna)
            #expect(try await notes(database) == 3)
        }
    }

    @Test func `of many copies sent at once one has the effect`() async throws {
        try await withDatabase { database in
            try await prepare(database)
            let anna = UUID()
            let locations = try await withThrowingTaskGroup(of: String?.self) { group in
                for _ in 0..<16 {
                    group.addTask { try await post("hello", key: "k", to: database, as: anna).headers[.location] }
                }
                return try await group.reduce(into: Set<String?>()) { $0.insert($1) }
            }
            #expect(locations == ["/api/v1/notes/1"])
            #expect(try await notes(database) == 1)
        }
    }

    @Test func `a refused request may be sent again under its key, and old answers are forgotten`() async throws {
        try await withDatabase { database in
            try await prepare(database)
            let anna = UUID()
            for _ in 0..<2 {
                #expect(try await post("refused", key: "k", to: database, as: anna).problem().code == "no")
            }
            #expect(try await post("better", key: "k", to: database, as: anna).status == .created)
            #expect(try await database.transaction { try Idempotency.forget(olderThan: 60, in: $0) } == 0)
            #expect(try await database.transaction { try Idempotency.forget(olderThan: -60, in: $0) } == 1)
        }
    }

    @Test(arguments: ["", "sort=priority", "sort=-title", "sort=title&state=new", "sort=openedAt&opened=true"])
    func `pages put together are the whole list, each row once and in order`(query: String) async throws {
        try await withDatabase { database in
            let setUp = Migration(
                name: "list",
                sql: """
                    CREATE TABLE incident (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), opened_at timestamptz NOT NULL,
                        priority int NOT NULL, title text NOT NULL, state text NOT NULL);
                    INSERT INTO incident (opened_at, priority, title, state)
                        SELECT timestamptz '2026-11-21 10:00:00.123457+01' + make_interval(secs => n / 7 * 0.000001),
                            n % 3, 'title ' || n % 5, CASE n % 2 WHEN 0 THEN 'new' ELSE 'closed' END
                        FROM generate_series(1, 100) n;
                    """)
            _ = try await Migrator.apply([setUp], to: database)
            let whole = try await titles(database, query + "&limit=200")
            var pages: [String] = []
            var next: String? = ""
            while let cursor = next {
                let page = try await titles(database, query + "&limit=7" + (cursor.isEmpty ? "" : "&cursor=\(cursor)"))
                pages += page.items
                next = page.next
            }
            #expect(whole.next == nil)
            #expect(pages == whole.items)
            #expect(whole.items.count == (query.contains("state") ? 50 : 100))
        }
    }

    private func titles(_ database: Database, _ text: String) async throws -> Page<String> {
        let listing = Listing(
            sorts: [
                Listing.Column("openedAt", "opened_at", .date), Listing.Column("priority", "priority", .integer),
                Listing.Column("title", "title", .text),
            ],
            standard: "-openedAt",
            filters: [
                .any("state", "state", .words(["new", "closed"]), "Only these"),
                .flag("opened", "opened_at < now() + interval '100 years'", "Opened"),
            ])
        let wanted = try listing.wanted(Query(text, declared: listing.parameters))
        return try await database.transaction { tx in
            try wanted.read("title", from: "incident", in: tx) { row in
                let id: UUID = try row.value("wanted_key")
                return id.uuidString
            }
        }
    }
}
