import Chassis
import Delivery
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// How people are reached when they are called, and what waits for them.
struct PagerContactRoutes {
    private static let one = "/api/v1/pager-contacts/{person}"

    let database: Database
    let settings: PagerSettings

    func add(to api: inout API) {
        let (database, hosts) = (database, settings.hosts)
        api.get(
            Self.one, "How somebody is reached when they are called", for: .may(.incidentsWork),
            answers: PagerContactView.self
        ) { call in
            let person = try Self.reached(call)
            return .ok(try await database.transaction { try PagerContactView(of: person, in: $0) })
        }
        api.put(
            Self.one, "Say how somebody is reached when they are called", for: .may(.incidentsWork),
            accepts: PagerContactBody.self, answers: PagerContactView.self
        ) { call, body in
            let person = try Self.reached(call)
            let contacts = try body.contacts(of: person, hosts)
            return .ok(
                try await database.transaction { tx in
                    try People.check([person], field: "person", in: tx)
                    try PagerContacts.set(contacts, of: person, in: tx)
                    return try PagerContactView(of: person, in: tx)
                })
        }
        addCalls(to: &api)
    }

    private func addCalls(to api: inout API) {
        let (database, publicAddress) = (database, settings.publicAddress)
        api.get(
            "/api/v1/my-pages", "The calls that live and called the caller: for an app that asks, and waits for news",
            for: .signedIn,
            query: [QueryParameter("wait", .integer, "Seconds to wait for a new one, 0 to 55; 0 when missing")],
            answers: MyPages.self
        ) { call in
            let (person, wait) = (try call.principal.id, call.query.integer("wait") ?? 0)
            guard (0...55).contains(wait) else { throw ErrorReply.parameter("wait", "must be from 0 to 55") }
            let until = ContinuousClock.now + .seconds(wait)
            while true {
                let isNew = try await database.transaction { try MyPages.isNew(for: person, in: $0) }
                if isNew || ContinuousClock.now >= until { break }
                try await Task.sleep(for: .milliseconds(500))
            }
            return .ok(try await database.transaction { try MyPages(taking: person, publicAddress, in: $0) })
        }
    }

    /// One's own, or anybody's for who keeps the settings.
    private static func reached(_ call: Call) throws -> UUID {
        guard let person = UUID(uuidString: try call.path("person")),
            try call.principal.id == person || call.principal.may(.settingsManage)
        else { throw NotFound("person", try call.path("person")) }
        return person
    }
}

/// How somebody is reached when they are called; null takes away.
struct PagerContactBody: Codable, Sendable {
    /// Instead of the address that the desk knows.
    let mail: String?
    /// A push endpoint of their own, at an allowed host.
    let webhook: String?
    /// Whether an app of theirs asks for calls.
    let app: Bool?

    fileprivate func contacts(of person: UUID, _ hosts: AllowedHosts) throws -> [PagerContacts.Contact] {
        if let mail, MailAddress(mail) == nil { throw Invalid("This is no mail address.", field: "mail") }
        try webhook.map { try hosts.check($0, field: "webhook") }
        let ways: [(PagerKind, String?)?] = [
            mail.map { (.mail, $0) }, webhook.map { (.webhook, $0) }, app == true ? (.app, nil) : nil,
        ]
        return ways.compactMap(\.self).map { PagerContacts.Contact(person: person, kind: $0.0, address: $0.1) }
    }
}

struct PagerContactView: Codable, Sendable {
    let person: UUID
    let mail: String?
    let webhook: String?
    let app: Bool
    /// Where mail goes as things stand: what they set, else what the desk announced.
    let mailedAt: String?

    fileprivate init(of person: UUID, in tx: Transaction) throws {
        let own = try PagerContacts.own([person], in: tx)
        self.person = person
        mail = own.first { $0.kind == .mail }?.address
        webhook = own.first { $0.kind == .webhook }?.address
        app = own.contains { $0.kind == .app }
        mailedAt = try PagerContacts.of([person], in: tx)[person]?.first { $0.kind == .mail }?.address
    }
}

/// The calls of one person that live.
struct MyPages: Codable, Sendable {
    struct Item: Codable, Sendable {
        let state: OnCallPage.State
        let call: PageMessage.Call
    }

    let items: [Item]

    fileprivate static func isNew(for person: UUID, in tx: Transaction) throws -> Bool {
        try tx.first(
            """
            SELECT EXISTS (
                SELECT FROM page_delivery WHERE person = \(person) AND kind = 'app' AND state = 'queued'
                    AND next_at <= \(tx.now)
            ) AS found
            """
        ) { try $0.value("found") } ?? false
    }

    /// Reading them is their delivery to the app.
    fileprivate init(taking person: UUID, _ publicAddress: String?, in tx: Transaction) throws {
        let now = try tx.now
        try tx.execute(
            """
            UPDATE page_delivery SET state = 'sent', sent_at = \(now), attempts = 1, last_answer = 'Read by the app.'
            WHERE person = \(person) AND kind = 'app' AND state = 'queued' AND next_at <= \(now)
            """)
        let calls = try tx.query(
            """
            SELECT p.version, p.record, d.step, d.round FROM page AS p JOIN LATERAL (
                SELECT step, round FROM page_delivery WHERE page = p.id AND person = \(person) ORDER BY ring DESC LIMIT 1
            ) AS d ON true
            WHERE p.state <> 'ended' ORDER BY p.called_at DESC, p.id LIMIT 100
            """
        ) { row in
            (
                page: try PageStore.decode(row).record, step: try row.value("step") as Int,
                round: try row.value("round") as Int
            )
        }
        items = try calls.map { found in
            Item(
                state: found.page.state,
                call: try PageMessage.Call(
                    found.page, person: person, step: found.step, round: found.round, publicAddress: publicAddress,
                    in: tx))
        }
    }
}
