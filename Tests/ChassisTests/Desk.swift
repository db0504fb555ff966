import Chassis
import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Postgres
import Records
import Testing

/// A small service with one endpoint of each sort, and a client to ask it.
enum Desk {
    struct Window: Codable, Equatable {
        var from: Date
        var until: Date?
    }

    struct Note: Codable, Equatable {
        enum Mood: String, Codable, CaseIterable { case calm, loud }
        var text: String
        var count: Int
        var mood: Mood?
        var window: Window?
        var windows: [Window]?
    }

    struct Told: Codable, Equatable {
        var name: String
        var command: String?
        var correlation: String
        var traceparent: String
        var expected: Int?
        var key: String?
    }

    /// Whoever the token names: `agent`, or `nobody` for one who is refused.
    struct Doorman: Authenticator {
        func principal(bearer token: String) async throws -> Principal {
            guard token != "early" else { throw KeysUnknown() }
            guard let role = Role(rawValue: token) else { throw TokenRefused("test") }
            return Principal(id: UUID(), name: token, roles: [role])
        }
    }

    static func errors() -> [String: any Error & Sendable] {
        [
            "rejection": Rejection("It is closed.", code: "closed"),
            "invalid": Invalid("Give a reason.", field: "reason"),
            "missing": NotFound("incident", "INC0000001"),
            "stale": StaleVersion(expected: 3, current: 5, since: ["assigned", "resolved"]),
            "busy": DatabaseError(kind: .poolExhausted, message: "no connection for /srv/secret"),
            "broken": DatabaseError(kind: .server(sqlState: "42601"), message: "syntax error at SELECT"),
            "strange": URLError(.badURL),
        ]
    }

    static func api() -> API {
        var api = API(service: "test", title: "Test", version: "1")
        api.get("/api/v1/notes/{number}", "Read a note", for: .signedIn, answers: Told.self) { call in
            .ok(try told(call, name: try call.path("number")), version: 7)
        }
        api.list("/api/v1/notes", "List notes", for: .staff, by: listing, of: Told.self) { _, wanted in
            Page([], next: wanted.limit == 1 ? "more" : nil)
        }
        api.post(
            "/api/v1/notes", "Write a note", for: .agents, accepts: Note.self, answers: Note.self, limit: 2000
        ) { _, note in
            .created(note, version: 1, at: "/api/v1/notes/1").header("X-Extra", "yes")
        }
        api.post("/api/v1/rooms/{id}/close", "Close a note", for: .signedIn, answers: Told.self) { call in
            .ok(try told(call, name: "closed"))
        }
        api.delete("/api/v1/notes/{number}", "Drop a note", for: .administrators, answers: Nothing.self) { call in
            _ = try call.requiredVersion
            return .done
        }
        api.get(
            "/api/v1/fail", "Fail", for: .anyone,
            query: [QueryParameter("how", .text, "The failure", isRequired: true)],
            answers: Nothing.self
        ) { call in
            throw errors()[call.query.text("how") ?? ""] ?? CancellationError()
        }
        api.raw(
            .post, "/api/v1/raw", "Take anything", for: .anyone, accepts: "text/plain", answers: "text/plain", limit: 10
        ) { call in
            Response(status: .ok, body: ResponseBody(byteBuffer: try await call.body()))
        }
        return api
    }

    private static let listing = Listing(
        sorts: [Listing.Column("openedAt", "opened_at", .date)], standard: "-openedAt",
        filters: [.any("mood", "mood", .oneOf(Note.Mood.self), "Only these moods")])

    private static func told(_ call: Call, name: String) throws -> Told {
        let from = try call.provenance("close", reason: "because")
        return Told(
            name: name, command: from.command, correlation: from.correlation, traceparent: call.traceparent,
            expected: call.expectedVersion, key: call.idempotencyKey)
    }

    /// What the service answers to one request.
    static func ask(
        _ method: HTTPRequest.Method, _ uri: String, as token: String? = nil, _ headers: [String: String] = [:],
        body: String? = nil, ready: [ReadyCheck] = [], metrics: PrometheusFactory? = nil
    ) async throws -> TestResponse {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let router = try api().router(authenticator: Doorman(), ready: ready, metrics: metrics)
        let app = Application(router: router, logger: logger)
        var fields = HTTPFields()
        if let token { fields[.authorization] = "Bearer \(token)" }
        for (name, value) in headers { fields[try #require(HTTPField.Name(name))] = value }
        let sent = fields
        return try await app.test(.router) { client in
            try await client.executeRequest(
                uri: uri, method: method, headers: sent, body: body.map { ByteBuffer(string: $0) })
        }
    }
}

/// A problem document as a caller reads it.
struct Problem: Decodable, Equatable {
    let type: String
    let title: String
    let status: Int
    let detail: String
    let code: String
    let field: String?
    let correlation: String
    let current: Int?
    let since: [String]?
}

extension TestResponse {
    func json<T: Decodable>(_ type: T.Type = T.self) throws -> T {
        try WireJSON.decoder.decode(type, from: Data(body.readableBytesView))
    }

    /// The problem document, after checking that it is one and agrees with the head.
    func problem() throws -> Problem {
        #expect(headers[.contentType] == "application/problem+json")
        let problem = try json(Problem.self)
        #expect(problem.status == status.code)
        #expect(problem.type == "https://dienst.example/errors/\(problem.code)")
        #expect(try problem.correlation == headers[#require(HTTPField.Name("X-Correlation-ID"))])
        return problem
    }
}
