import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// A call for an incident.
struct PageView: Codable, Sendable {
    let id: UUID
    let version: Int
    let incident: UUID
    /// What is wanted of whoever is called.
    let purpose: OnCallPage.Purpose
    /// The step of the incident's ladder that calls; nil for what calls by itself.
    let level: Int?
    /// Nil where no policy says whom to call.
    let policy: UUID?
    let policyName: String
    /// Why this policy.
    let why: Explanation
    let state: OnCallPage.State
    /// The step that rang last, from 1.
    let step: Int?
    let steps: Int
    /// How often it has begun again.
    let round: Int
    /// Who has it.
    let acknowledgedBy: [IncidentView.Named]
    let calledAt: Date
    let rangAt: Date?
    /// When it was first answered: acknowledged, or the incident taken up.
    let answeredAt: Date?
    /// When the next step rings, or an acknowledgement without work lapses.
    let nextAt: Date?
    let endedAt: Date?
    let end: OnCallPage.End?

    init(_ kept: Kept<OnCallPage>, _ names: [UUID: String]) {
        let page = kept.record
        id = page.id
        version = kept.version
        incident = page.calling.incident
        purpose = page.purpose
        level = page.calling.level
        policy = page.calling.policy
        policyName = page.terms.name
        why = page.calling.why
        state = page.state
        step = page.step.map { $0 + 1 }
        steps = page.terms.steps.count
        round = page.round
        acknowledgedBy = page.acknowledgedBy.map { .init(id: $0, name: names[$0]) }
        calledAt = page.calledAt
        rangAt = page.rangAt
        answeredAt = page.answeredAt
        nextAt = page.nextAt
        endedAt = page.endedAt
        end = page.end
    }

    init(_ kept: Kept<OnCallPage>, in tx: Transaction) throws {
        self.init(kept, try People.names(kept.record.acknowledgedBy, in: tx))
    }
}

/// The ledger of a page: everybody who was called, how, and what came of it, try by try.
struct DeliveriesView: Codable, Sendable {
    struct Attempt: Codable, Sendable {
        let at: Date
        /// Nil when the copy that made it stopped before it heard one.
        let answeredAt: Date?
        let answer: String?
    }

    struct Delivery: Codable, Sendable {
        let id: UUID
        /// Nil for a webhook of the policy, and where nobody was on call.
        let person: IncidentView.Named?
        /// By which they were on call.
        let schedule: UUID?
        let kind: PagerKind
        /// Of a webhook its host; mail addresses are nobody else's business.
        let host: String?
        /// From 1.
        let step: Int
        let round: Int
        let state: PageQueue.State
        let lastAnswer: String?
        let madeAt: Date
        /// Not before; they had quiet hours.
        let nextAt: Date?
        let sentAt: Date?
        let attempts: [Attempt]
    }

    let deliveries: [Delivery]

    static func host(_ address: String) -> String {
        URL(string: address).flatMap { url in url.host().map { "\(url.scheme ?? "https")://\($0)/…" } } ?? ""
    }
}

extension DeliveriesView {
    init(of page: UUID, in tx: Transaction) throws {
        let tries = try tx.query(
            """
            SELECT a.delivery, a.at, a.answered_at, a.answer FROM page_attempt AS a
            JOIN page_delivery AS d ON d.id = a.delivery WHERE d.page = \(page) ORDER BY a.delivery, a.number LIMIT 5000
            """
        ) { row in
            (
                delivery: try row.value("delivery") as UUID,
                attempt: Attempt(
                    at: try row.value("at"), answeredAt: try row.value("answered_at"), answer: try row.value("answer"))
            )
        }
        let attempts = Dictionary(grouping: tries, by: \.delivery).mapValues { $0.map(\.attempt) }
        let people = try tx.query("SELECT DISTINCT person FROM page_delivery WHERE page = \(page)") { row in
            try row.value("person") as UUID?
        }
        let names = try People.names(people.compactMap(\.self), in: tx)
        deliveries = try tx.query(
            """
            SELECT id, person, schedule, kind, address, step, round, state, last_answer, made_at, next_at, sent_at
            FROM page_delivery WHERE page = \(page) ORDER BY made_at, ring, id LIMIT 1000
            """
        ) { row in try Delivery(row, names, attempts) }
    }
}

extension DeliveriesView.Delivery {
    fileprivate init(_ row: Row, _ names: [UUID: String], _ attempts: [UUID: [DeliveriesView.Attempt]]) throws {
        let (id, person): (UUID, UUID?) = (try row.value("id"), try row.value("person"))
        let (kind, state): (PagerKind, PageQueue.State) = (try row.value("kind"), try row.value("state"))
        let address: String? = try row.value("address")
        self.init(
            id: id, person: person.map { .init(id: $0, name: names[$0]) }, schedule: try row.value("schedule"),
            kind: kind, host: kind == .webhook ? address.map(DeliveriesView.host) : nil,
            step: try row.value("step") + 1, round: try row.value("round"), state: state,
            lastAnswer: try row.value("last_answer"), madeAt: try row.value("made_at"),
            nextAt: state == .queued ? try row.value("next_at") : nil, sentAt: try row.value("sent_at"),
            attempts: attempts[id] ?? [])
    }
}
