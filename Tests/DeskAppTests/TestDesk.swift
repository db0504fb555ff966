import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Postgres
import Records
import TestSupport
import Testing

@testable import Chassis
@testable import DeskApp
@testable import Messaging

/// A desk with a database of its own, asked through its routes.
struct TestDesk: Sendable {
    static let administrator = (name: "Ada Admin", password: "the first administrator")
    static let agent = (name: "Axel Agent", password: "the first agent of all")

    let database: Database
    let assembly: Assembly
    let client: any TestClientProtocol

    /// What the desk answered.
    struct Reply: Sendable {
        let status: Int
        let headers: HTTPFields
        let json: JSONValue

        subscript(key: String) -> String? {
            if case .text(let text)? = json[key] { text } else { nil }
        }

        var items: [JSONValue] {
            if case .list(let items)? = json["items"] { items } else { [] }
        }
    }

    func ask(
        _ method: HTTPRequest.Method, _ path: String, as token: String? = nil, _ body: String? = nil,
        headers more: HTTPFields = [:]
    ) async throws -> Reply {
        var headers = more
        if let token { headers[.authorization] = "Bearer \(token)" }
        if body != nil { headers[.contentType] = "application/json" }
        let response = try await client.execute(
            uri: path, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) })
        let data = Data(response.body.readableBytesView)
        let json = data.isEmpty ? JSONValue.null : (try? JSONDecoder().decode(JSONValue.self, from: data)) ?? .null
        return Reply(status: response.status.code, headers: response.headers, json: json)
    }

    func signIn(_ name: String, _ password: String, from address: String? = nil) async throws -> Reply {
        let body = String(decoding: try JSONEncoder().encode(["name": name, "password": password]), as: UTF8.self)
        var headers: HTTPFields = [:]
        if let address, let field = HTTPField.Name("X-Forwarded-For") { headers[field] = "198.51.100.7, \(address)" }
        return try await ask(.post, "/api/v1/sign-in", as: nil, body, headers: headers)
    }

    func administratorToken() async throws -> String {
        try #require(try await signIn(Self.administrator.name, Self.administrator.password)["accessToken"])
    }

    func agentToken() async throws -> String {
        try #require(try await signIn(Self.agent.name, Self.agent.password)["accessToken"])
    }

    /// A new person with a password, and their token.
    func requester(_ name: String, as administrator: String) async throws -> (id: String, token: String) {
        let id = try #require(try await ask(.post, "/api/v1/people", as: administrator, #"{"name":"\#(name)"}"#)["id"])
        let set = try await ask(
            .post, "/api/v1/people/\(id)/password", as: administrator, #"{"password":"a password of \#(name)!"}"#)
        #expect(set.status == 204)
        let token = try #require(try await signIn(name, "a password of \(name)!")["accessToken"])
        return (id, token)
    }

    /// Moves the database's clock.
    func pass(_ seconds: Int) async throws {
        _ = try await database.transaction {
            try $0.execute("UPDATE clock_shift SET shift = shift + \(Double(seconds)) * interval '1 second'")
        }
    }

    /// What waits to be sent under a subject, oldest first.
    func sent<Message: WireMessage>(_ type: Message.Type) async throws -> [Message] {
        try await database.transaction { tx in
            try tx.query("SELECT body FROM outbox WHERE subject = \(Message.subject) ORDER BY seq") {
                try WireJSON.decoder.decode(type, from: $0.value("body"))
            }
        }
    }

    /// Delivers an announcement as the reader does.
    func receive<Message: Announcement>(_ message: Message, sequence: Int) async throws {
        let envelope = Envelope(
            id: UUID.v7(), subject: Message.subject, sender: "incident", record: message.record, sequence: sequence,
            time: Date(), provenance: Provenance(actor: .service("incident"), command: "test", correlation: "test"),
            body: try WireJSON.encoder.encode(message))
        let handle = try #require(assembly.incoming.handlers[Message.subject])
        try await database.transaction { try handle(envelope, $0) }
    }
}

func testSettings(_ more: [String: String] = [:]) throws -> Settings {
    let environment = [
        "DIENST_ADMINISTRATOR_NAME": TestDesk.administrator.name,
        "DIENST_ADMINISTRATOR_PASSWORD": TestDesk.administrator.password,
        "DIENST_AGENT_NAME": TestDesk.agent.name, "DIENST_AGENT_PASSWORD": TestDesk.agent.password,
    ].merging(more) { $1 }
    return try SettingsReader.read(from: environment) { Settings(&$0) }.settings
}

/// A started desk with its first administrator and agent.
func withDesk(
    _ settings: [String: String] = [:], _ test: @Sendable @escaping (TestDesk) async throws -> Void
) async throws {
    try await TestDatabase.run(DeskApp.migrationsInOrder) { database in
        let kit = Kit(settings: try testSettings(settings), database: database, logger: .silent)
        let assembly = try await DeskApp.assemble(kit)
        try await assembly.prepare()
        let router = try assembly.api.router(
            authenticator: KeyRing(database: database, keys: assembly.keys), otherwise: assembly.otherwise)
        try await Application(router: router, logger: .silent).test(.router) { client in
            try await test(TestDesk(database: database, assembly: assembly, client: client))
        }
    }
}
