import Chassis
import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Messaging
import Postgres
import ProblemDomain
import Records
import TestSupport
import Testing

@testable import ProblemApp

/// The service on a database of its own, without a broker: messages are heard here, and read from the outbox.
struct ProblemUnderTest: Sendable {
    let database: Database
    let rule: RecurrenceRule
    let api: API
    let client: any TestClientProtocol

    static func run(
        _ environment: [String: String] = [:], _ body: @escaping @Sendable (ProblemUnderTest) async throws -> Void
    ) async throws {
        try await TestDatabase.run(ProblemApp.migrationsInOrder) { database in
            let rule = try SettingsReader.read(from: environment) { ProblemSettings(&$0) }.settings.recurrence
            let api = ProblemApp.api(database)
            let app = Application(router: try api.router(authenticator: Doorman()), logger: .silent)
            try await app.test(.router) { client in
                try await body(ProblemUnderTest(database: database, rule: rule, api: api, client: client))
            }
            let report = try await ProblemApp.verification.report(of: ProblemApp.name, in: database)
            #expect(report.mismatches == [])
        }
    }

    /// An announcement of the incident service arrives.
    func hear(_ incident: IncidentAnnounced, sequence: Int = 1) async throws {
        let rule = rule
        let provenance = Provenance(
            actor: .service("incident"), command: IncidentAnnounced.subject, correlation: "test", causation: UUID())
        try await database.transaction { tx in
            try FollowIncidents(rule: rule).heard(incident, sequence: sequence, by: provenance, in: tx)
        }
    }

    /// Another service's record becomes known.
    func keep<Message: Announcement>(_ message: Message) async throws {
        try await database.transaction { tx in
            _ = try Projection<Message>().keep(message, sequence: 1, in: tx)
        }
    }

    func keepItem(_ id: UUID, _ name: String = "db-1") async throws {
        try await keep(
            ConfigurationItemAnnounced(
                record: id, facts: [], name: name, itemClass: "database", active: true, aliases: [], dependsOn: [],
                supports: []))
    }

    /// What was announced with this subject, oldest first.
    func announced<Message: Announcement>(_ type: Message.Type) async throws -> [Message] {
        try await database.transaction { tx in
            try tx.query("SELECT body FROM outbox WHERE subject = \(Message.subject) ORDER BY seq") { row in
                try WireJSON.decoder.decode(Message.self, from: row.value("body"))
            }
        }
    }

    func ask(
        _ method: HTTPRequest.Method, _ path: String, as role: Role = .agent, _ headers: [String: String] = [:],
        body: String? = nil
    ) async throws -> TestResponse {
        var fields = HTTPFields()
        fields[.authorization] = "Bearer \(role.rawValue)"
        for (name, value) in headers { fields[try #require(HTTPField.Name(name))] = value }
        return try await client.executeRequest(
            uri: "/api/v1/\(path)", method: method, headers: fields, body: body.map { ByteBuffer(string: $0) })
    }

    func get<Answer: Decodable>(_ path: String, as type: Answer.Type = Answer.self) async throws -> Answer {
        let response = try await ask(.get, path)
        try #require(response.status == .ok, "\(path): \(response.text)")
        return try response.json(type)
    }

    /// A command that must be obeyed.
    func post<Answer: Decodable>(
        _ path: String, _ body: String? = nil, as role: Role = .agent, answers: Answer.Type = Answer.self
    ) async throws -> Answer {
        let response = try await ask(.post, path, as: role, body: body)
        try #require([.ok, .created].contains(response.status), "\(path): \(response.text)")
        return try response.json(Answer.self)
    }

    /// What the service refuses this with.
    func refusal(_ path: String, _ body: String? = nil, as role: Role = .agent) async throws -> Refusal {
        try await ask(.post, path, as: role, body: body).json(Refusal.self)
    }
}

/// The parts of a problem document that tests look at.
struct Refusal: Decodable, Equatable {
    let status: Int
    let code: String
    let field: String?
    let detail: String
}

extension TestResponse {
    var text: String { String(decoding: body.readableBytesView, as: UTF8.self) }

    func json<T: Decodable>(_ type: T.Type = T.self) throws -> T {
        try WireJSON.decoder.decode(type, from: Data(body.readableBytesView))
    }
}

/// Whoever the token names by role.
struct Doorman: Authenticator {
    static let person = UUID()

    func principal(bearer token: String) async throws -> Principal {
        guard let role = Role(rawValue: token) else { throw TokenRefused("test") }
        return Principal(id: Doorman.person, name: token, roles: [role])
    }
}

/// An incident as its service announces it; `day` counts from a fixed noon.
func anIncident(
    _ number: Int, cause: UUID?, day: Double = 0, state: IncidentState = .new, priority: Int = 2, id: UUID = UUID()
) -> IncidentAnnounced {
    IncidentAnnounced(
        record: id, facts: ["opened"], number: RecordNumber(.incident, number).description, state: state,
        summary: "Checkout stalls", priority: priority, impact: 2, urgency: 2, services: [], causeItem: cause,
        situation: nil, problem: nil, team: nil, assignee: nil, requester: nil,
        openedAt: Date(timeIntervalSince1970: 1_795_000_000 + day * 86_400), resolvedAt: nil, closedAt: nil,
        reopenCount: 0)
}
