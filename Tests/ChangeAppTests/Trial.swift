import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Messaging
import Postgres
import Records
import TestSupport
import Testing

@testable import ChangeApp
@testable import Chassis

/// The whole service on a database of its own, asked through its router; the broker is not needed for what it does itself.
struct Trial: Sendable {
    let database: Database
    let assembly: Assembly
    let client: any TestClientProtocol

    static let path = "/api/v1/"
    static let shop = UUID()
    static let payroll = UUID()
    static let person = UUID()

    /// The token is the role; the person is always the same.
    private struct Doorman: Authenticator {
        func principal(bearer token: String) async throws -> Principal {
            guard let role = Role(rawValue: token) else { throw TokenRefused("test") }
            return Principal(id: Trial.person, name: "Ada", roles: [role])
        }
    }

    static func run(_ test: @escaping @Sendable (Trial) async throws -> Void) async throws {
        try await TestDatabase.run(ChangeApp.migrationsInOrder) { database in
            var reader = SettingsReader(environment: [:])
            let kit = Kit(settings: ChangeApp.settings(&reader), database: database, logger: .silent)
            let assembly = try await ChangeApp.assemble(kit)
            try await database.transaction { tx in try announceFromTheDesk(in: tx) }
            let application = Application(router: try assembly.api.router(authenticator: Doorman()))
            try await application.test(.router) { client in
                try await test(Trial(database: database, assembly: assembly, client: client))
            }
        }
    }

    private static func announceFromTheDesk(in tx: Transaction) throws {
        for (id, name) in [(shop, "Shop"), (payroll, "Payroll")] {
            let service = ServiceAnnounced(
                record: id, facts: [], name: name, active: true, criticality: 1, valuePerHour: 5000, owner: nil,
                team: nil)
            try Projection<ServiceAnnounced>().keep(service, sequence: 1, in: tx)
        }
        let ada = PersonAnnounced(record: person, facts: [], name: "Ada", active: true, teams: [])
        try Projection<PersonAnnounced>().keep(ada, sequence: 1, in: tx)
    }

    /// An answer, its body as JSON.
    struct Reply: Sendable {
        let status: Int
        let json: JSONValue
        let etag: String?
    }

    func ask(
        _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil, as role: Role = .administrator,
        type: String = "application/json", more: HTTPFields = [:]
    ) async throws -> Reply {
        var headers = more
        headers[.authorization] = "Bearer \(role.rawValue)"
        if body != nil { headers[.contentType] = type }
        return try await client.execute(
            uri: Self.path + path, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) }
        ) { answer in
            let data = Data(answer.body.readableBytesView)
            let json = data.isEmpty ? JSONValue.null : try JSONDecoder().decode(JSONValue.self, from: data)
            return Reply(status: answer.status.code, json: json, etag: answer.headers[.eTag])
        }
    }

    /// Asks, and expects this status.
    @discardableResult
    func ok(
        _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil, status: Int = 200,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> JSONValue {
        let reply = try await ask(method, path, body)
        #expect(reply.status == status, "\(reply.json)", sourceLocation: sourceLocation)
        return reply.json
    }

    func importing(_ yaml: String, _ query: String = "") async throws -> Reply {
        try await ask(.post, "configuration-items/import" + query, yaml, type: "application/yaml")
    }

    /// Moves the service's clock on, and does what has become due by then.
    func pass(_ hours: Double) async throws {
        try await shift(hours)
        try await fire()
    }

    func shift(_ hours: Double) async throws {
        try await database.transaction { tx in
            _ = try tx.execute("UPDATE clock_shift SET shift = shift + make_interval(secs => \(hours * 3600))")
        }
    }

    /// Does what is due, as one copy of the service.
    func fire() async throws {
        let timers = TimerRunner(database: database, handlers: assembly.timers, logger: .silent)
        while try await timers.fireOne() {}
    }

    /// The messages about one kind of record that wait to be sent, oldest first.
    func announced<M: Announcement>(_ type: M.Type) async throws -> [M] {
        try await database.transaction { tx in
            try tx.query("SELECT body FROM outbox WHERE subject = \(M.subject) ORDER BY seq") { row in
                try WireJSON.decoder.decode(M.self, from: row.value("body"))
            }
        }
    }

    /// An instant from now on the service's clock, as it is written in bodies.
    func at(_ hours: Double) async throws -> String {
        try await database.transaction { tx in WireTime.text(try tx.now.addingTimeInterval(hours * 3600)) }
    }
}

extension JSONValue {
    subscript(index: Int) -> JSONValue? {
        if case .list(let values) = self, values.indices.contains(index) { values[index] } else { nil }
    }

    var text: String? { if case .text(let text) = self { text } else { nil } }
    var elements: [JSONValue] { if case .list(let values) = self { values } else { [] } }
    var number: Int? { if case .number(let number) = self { number } else { nil } }
}
