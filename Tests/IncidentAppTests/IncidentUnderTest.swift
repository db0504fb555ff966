import Chassis
import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Messaging
import NIOCore
import Postgres
import Records
import TestSupport
import Testing

@testable import IncidentApp

/// The service on a database of its own, without a broker: messages are handed to its use cases.
struct IncidentUnderTest: Sendable {
    let database: Database
    let incidents: Incidents
    let assembly: Assembly
    let client: any TestClientProtocol

    static func run(_ body: @escaping @Sendable (IncidentUnderTest) async throws -> Void) async throws {
        try await TestDatabase.run(IncidentApp.migrationsInOrder) { database in
            let settings = try SettingsReader.read(from: [:]) { Settings(&$0) }.settings
            let assembly = try await IncidentApp.assemble(Kit(settings: settings, database: database, logger: .silent))
            let router = try assembly.api.router(authenticator: Doorman())
            let incidents = Incidents(store: IncidentStore())
            try await Application(router: router, logger: .silent).test(.router) { client in
                try await body(
                    IncidentUnderTest(database: database, incidents: incidents, assembly: assembly, client: client))
            }
            let report = try await assembly.verification.report(of: "incident", in: database)
            #expect(report.mismatches == [])
        }
    }

    func hear(_ situation: SituationAnnounced, sequence: Int) async throws {
        let incidents = incidents
        try await database.transaction { tx in
            try FollowSituation(incidents: incidents).changed(situation, received("event", sequence), in: tx)
        }
    }

    func hear(_ knownError: KnownErrorAnnounced, sequence: Int = 1) async throws {
        let incidents = incidents
        try await database.transaction { tx in
            try Projection<KnownErrorAnnounced>().keep(knownError, sequence: sequence, in: tx)
            try OfferWorkaround(incidents: incidents).published(knownError, received("problem", sequence), in: tx)
        }
    }

    func hear(_ problem: ProblemAnnounced) async throws {
        let incidents = incidents
        try await database.transaction { tx in
            try LinkProblem(incidents: incidents).changed(problem, received("problem", 1), in: tx)
        }
    }

    func hear(_ report: ReportIncident) async throws {
        let incidents = incidents
        try await database.transaction { tx in
            try ReportedIncident(incidents: incidents).open(report, received("desk", 0), in: tx)
        }
    }

    func keep<M: Announcement>(_ message: M) async throws {
        _ = try await database.transaction { try Projection<M>().keep(message, sequence: 1, in: $0) }
    }

    /// All incidents, oldest first, as the API shows them.
    func all() async throws -> [IncidentView] {
        struct Items: Decodable { let items: [IncidentView] }
        return try await get("/api/v1/incidents?sort=openedAt", as: Items.self).items
    }

    func get<T: Decodable>(_ path: String, as type: T.Type) async throws -> T {
        let (status, data) = try await ask(.get, path)
        try #require(status == 200, "\(path): \(String(decoding: data, as: UTF8.self))")
        return try WireJSON.decoder.decode(type, from: data)
    }

    @discardableResult
    func ask(
        _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil, as caller: String = "agent",
        version: Int? = nil
    ) async throws -> (status: Int, body: Data) {
        var headers: HTTPFields = [.authorization: "Bearer \(caller)"]
        if let version { headers[.ifMatch] = "\"\(version)\"" }
        let answer = try await client.execute(
            uri: path, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) })
        return (answer.status.code, Data(answer.body.readableBytesView))
    }
}

func received(_ sender: String, _ sequence: Int) -> Received {
    Received(
        messageID: .v7(), sequence: sequence, sender: sender,
        provenance: Provenance(actor: .service(sender), command: "test", correlation: "test"))
}

/// Lets in whoever says their role, or `requester`, always the same person.
struct Doorman: Authenticator {
    static let requester = UUID()

    func principal(bearer token: String) async throws -> Principal {
        guard let role = Role(rawValue: token) else { throw TokenRefused("test") }
        return Principal(id: role == .requester ? Self.requester : UUID(), name: token, roles: [role])
    }
}

let shop = ServiceAnnounced(
    record: .v7(), facts: [], name: "Web shop", active: true, criticality: 1, valuePerHour: 24_000, owner: nil,
    team: .v7())
let database1 = UUID.v7()

func aSituation(
    _ id: UUID = .v7(), _ state: SituationState = .open, cause: UUID? = database1, survivor: UUID? = nil,
    severity: AlertSeverity = .critical, firing: Int = 1, facts: [String] = ["opened"]
) -> SituationAnnounced {
    SituationAnnounced(
        record: id, facts: facts, number: "SIT0000001", state: state, summary: "db-1 is down", severity: severity,
        causeItem: cause, causeName: "db-1", because: "It is the deepest that fires.",
        services: [HurtService(service: shop.record, observed: "down")], firing: firing, members: firing,
        survivor: survivor,
        change: nil, openedAt: Date(timeIntervalSinceReferenceDate: 0), clearedAt: nil)
}

func aProblem(_ id: UUID, counting incidents: [UUID]) -> ProblemAnnounced {
    ProblemAnnounced(
        record: id, facts: ["opened"], number: "PRB0000001", state: "new", summary: "db-1 keeps failing",
        causeItem: database1, incidents: incidents, incidentCount: incidents.count, knownError: nil)
}

func aKnownError(_ edition: Int = 1, cause: UUID? = database1, incidents: [UUID] = []) -> KnownErrorAnnounced {
    KnownErrorAnnounced(
        record: theKnownError, facts: ["published"], number: "KER0000001", state: "published", problem: theKnownError,
        problemNumber: "PRB0000001", summary: "Controller resets", workaround: "Fail over, edition \(edition).",
        edition: edition, causeItem: cause, incidents: incidents)
}

private let theKnownError = UUID.v7()
