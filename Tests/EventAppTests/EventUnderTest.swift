import Chassis
import Contracts
import EventDomain
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Messaging
import Postgres
import Records
import TestSupport

@testable import EventApp
@testable import Messaging

/// Event management on a database of its own, driven step by step: no workers, no broker.
struct EventUnderTest {
    let database: Database
    let shelf = ModelShelf()
    let moves: MoveAlerts
    let folder: FoldingWorker
    let accept: AcceptDelivery
    let works: RunbookWorks
    let key: String
    let integration: UUID

    static let checkout = UUID.v7(), orders = UUID.v7()
    static let web1 = UUID.v7(), db1 = UUID.v7(), lone = UUID.v7()

    static func run(
        holdOff: TimeInterval = 2, outside: Outside = Outside(certificates: nil), reach: RunbookReach = .nowhere,
        _ body: (EventUnderTest) async throws -> Void
    ) async throws {
        try await TestDatabase.run(EventApp.migrationsInOrder) { database in
            let tester = Provenance(actor: .service("tests"), command: "test", correlation: "c-1")
            let made = try await database.transaction { tx in
                try KeepIntegrations().create(named: "Tests", by: tester, in: tx)
            }
            let subject = EventUnderTest(
                database, holdOff: holdOff, outside: outside, reach: reach, key: made.key,
                integration: made.kept.record.id)
            try await subject.loadModel()
            try await body(subject)
        }
    }

    private init(
        _ database: Database, holdOff: TimeInterval, outside: Outside, reach: RunbookReach, key: String,
        integration: UUID
    ) {
        self.database = database
        self.key = key
        self.integration = integration
        moves = MoveAlerts(model: shelf, rule: CorrelationRule(holdOff: holdOff))
        let folding = Signal()
        folder = FoldingWorker(
            database: database, fold: FoldIntake(moves: moves, folding: folding), wake: folding, logger: .silent)
        accept = AcceptDelivery(database: database, folding: folding, outside: outside)
        works = RunbookWorks(
            model: shelf, folding: folding, reach: reach, keys: SealingKeys(Secret("the key of the tests")))
    }

    /// web1 needs db1; web1 carries checkout, db1 carries orders; lone carries nothing.
    private func loadModel() async throws {
        let items = [
            item(Self.db1, "db1", supports: [Self.orders]),
            item(Self.web1, "web1", dependsOn: [Self.db1], supports: [Self.checkout]), item(Self.lone, "lone"),
        ]
        let services = [service(Self.checkout, "checkout", 1), service(Self.orders, "orders", 3)]
        try await learn(items, services)
    }

    /// Keeps items and services as their announcements would, without waiting for the model to settle.
    func learn(_ items: [ConfigurationItemAnnounced], _ services: [ServiceAnnounced] = []) async throws {
        try await database.transaction { tx in
            for item in items { try Projection<ConfigurationItemAnnounced>().keep(item, sequence: 1, in: tx) }
            for service in services { try Projection<ServiceAnnounced>().keep(service, sequence: 1, in: tx) }
            try FollowModel.changed(in: tx)
        }
    }

    func item(_ id: UUID, _ name: String, dependsOn: [UUID] = [], supports: [UUID] = []) -> ConfigurationItemAnnounced {
        ConfigurationItemAnnounced(
            record: id, facts: [], name: name, itemClass: "server", active: true, aliases: [], dependsOn: dependsOn,
            supports: supports)
    }

    private func service(_ id: UUID, _ name: String, _ criticality: Int) -> ServiceAnnounced {
        ServiceAnnounced(
            record: id, facts: [], name: name, active: true, criticality: criticality, valuePerHour: 100, owner: nil,
            team: nil)
    }

    /// Sends a body to the intake through the real route, and answers the status and the reply.
    func post(
        _ body: String, to path: String, headers: HTTPFields = [:]
    ) async throws -> (status: Int, reply: String) {
        try await call(.post, path, body: body, headers: headers)
    }

    func call(
        _ method: HTTPRequest.Method, _ path: String, body: String? = nil, headers: HTTPFields = [:]
    ) async throws -> (status: Int, reply: String) {
        let api = eventAPI(database, moves, accept, works)
        let app = Application(router: try api.router(authenticator: Administrator()))
        var headers = headers
        headers[.authorization] = headers[.authorization] ?? "Bearer administrator"
        let asked = headers
        return try await app.test(.router) { client in
            let answer = try await client.execute(
                uri: path, method: method, headers: asked, body: body.map { ByteBuffer(string: $0) })
            return (Int(answer.status.code), String(buffer: answer.body))
        }
    }

    /// Posts alerts as Prometheus does, and folds them.
    func hear(_ alerts: String) async throws {
        let answer = try await post("[\(alerts)]", to: "/intake/alertmanager/\(key)/api/v2/alerts")
        guard answer.status == 200 else { throw UnexpectedReply(text: answer.reply) }
        try await folder.drain()
    }

    func alerts() async throws -> [Kept<Alert>] {
        try await database.transaction { tx in try AlertStore().page(after: nil, limit: 500, in: tx) }
    }

    func situations() async throws -> [Kept<Situation>] {
        try await database.transaction { tx in try SituationStore().page(after: nil, limit: 500, in: tx) }
    }

    func health(_ service: UUID) async throws -> Health? {
        try await database.transaction { tx in try HealthStore().find(service, in: tx)?.record.health }
    }

    /// The announcements in the outbox of one kind, oldest first.
    func announced<M: Announcement>(_ type: M.Type) async throws -> [M] {
        let bodies: [Data] = try await database.transaction { tx in
            try tx.query("SELECT body FROM outbox WHERE subject = \(M.subject) ORDER BY seq") { try $0.value("body") }
        }
        return try bodies.map { try WireJSON.decoder.decode(M.self, from: $0) }
    }

    /// Moves the database's clock.
    func wait(_ seconds: Int) async throws {
        try await database.transaction { tx in
            _ = try tx.execute("UPDATE clock_shift SET shift = shift + \(seconds) * interval '1 second'")
        }
    }

    var now: Date { get async throws { try await database.transaction { tx in try tx.now } } }

    /// Fires what is due, as the timer runner would.
    func fireTimers() async throws {
        let runner = TimerRunner(
            database: database, handlers: EventApp.timers(moves, accept.folding, works), logger: .silent)
        while try await runner.fireOne() {}
    }

    /// Rows equal the folds of their journals.
    func mismatches() async throws -> [String] {
        try await Verification(
            IntegrationStore(), AlertStore(), SituationStore(), HealthStore(), HeartbeatStore(), SilenceStore(),
            RuleStore(), InhibitionStore(), StormStore(), RelationStore(), RunbookStore(), AdjustmentStore(),
            AdjustmentSwitchStore()
        )
        .report(of: "event", in: database).mismatches
    }
}

struct UnexpectedReply: Error { let text: String }

private struct Administrator: Authenticator {
    func principal(bearer token: String) async throws -> Principal {
        Principal(id: UUID(), name: "Ada", roles: [.administrator])
    }
}

/// An alert as Prometheus posts it.
func alert(
    _ name: String, on item: String, severity: String = "critical", ends: Date? = nil, service: String? = nil
) -> String {
    let named = service.map { #","service":"\#($0)""# } ?? ""
    let end = ends.map { #","endsAt":"\#(WireTime.text($0))""# } ?? ""
    return
        #"{"labels":{"alertname":"\#(name)","ci":"\#(item)","severity":"\#(severity)"\#(named)},"annotations":{"summary":"\#(name) on \#(item)"}\#(end)}"#
}
