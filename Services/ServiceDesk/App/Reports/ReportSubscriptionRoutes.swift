import Chassis
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// What `POST /api/v1/report-subscriptions` takes.
struct NewReportSubscription: Codable, Sendable {
    let name: String
    let report: ReportSubscriptionDetails.Report
    let rhythm: ReportRhythm
    /// An IANA name.
    let zone: String
    let customer: UUID?
    /// For somebody else, such as a customer's contact: who may manage people may. The caller if left out.
    let person: UUID?
}

struct ReportSubscriptionView: Codable, Sendable {
    let id: UUID
    let name: String
    let person: UUID
    let report: ReportSubscriptionDetails.Report
    let rhythm: ReportRhythm
    let zone: String
    let customer: UUID?
    let definedAt: Date
    /// When the next mail is due.
    let nextAt: Date?

    init(_ subscription: ReportSubscription, at now: Date) {
        let details = subscription.details
        id = subscription.id
        name = details.name
        person = details.person
        report = details.report
        rhythm = details.rhythm
        zone = details.zone
        customer = details.customer
        definedAt = subscription.definedAt
        nextAt = ZoneOffsets(details.zone).map { details.rhythm.next(after: now, in: $0) }
    }
}

struct ReportSubscriptionsAnswer: Codable, Sendable {
    let items: [ReportSubscriptionView]
}

/// A mail that told of a report.
struct ReportDelivery: Codable, Sendable {
    /// The period, such as `2026-11`.
    let period: String
    let link: String
    let state: NoticeState
    let createdAt: Date
    let sentAt: Date?
}

struct ReportDeliveriesAnswer: Codable, Sendable {
    let items: [ReportDelivery]
}

/// Subscriptions to reports: one's own, and those of others for who may manage people.
struct ReportSubscriptionRoutes: Sendable {
    private static let root = "/api/v1/report-subscriptions"
    private static let most = 100

    let database: Database
    private let definitions = KeepDefinitions<ReportSubscriptionDetails>()

    init(database: Database) { self.database = database }

    func add(to api: inout API) {
        api.get(
            Self.root, "Reports that a person gets by mail", for: .signedIn,
            query: [QueryParameter("person", .uuid, "Whose; the caller's own if left out")],
            answers: ReportSubscriptionsAnswer.self
        ) { call in
            let person = try Self.person(call.query.uuid("person"), for: call.principal)
            return try await database.transaction { tx in
                let now = try tx.now
                let kept = try tx.query(
                    """
                    SELECT record, version FROM report_subscription WHERE person = \(person) AND state = 'active'
                    ORDER BY name, id LIMIT \(Self.most)
                    """, ReportSubscriptionStore.kept)
                return .ok(
                    ReportSubscriptionsAnswer(items: kept.map { ReportSubscriptionView($0.record, at: now) }))
            }
        }
        api.post(
            Self.root, "Get a report by mail", for: .signedIn, accepts: NewReportSubscription.self,
            answers: ReportSubscriptionView.self, subscribe)
        api.delete("\(Self.root)/{id}", "Get it no more", for: .signedIn, answers: Nothing.self) { call in
            let (id, provenance) = (try call.uuid("id"), try call.provenance("unsubscribe"))
            return try await database.transaction { tx in
                try check(id, call, in: tx)
                _ = try definitions.perform(.deactivate, on: id, expecting: nil, by: provenance, in: tx)
                return .done
            }
        }
        api.get(
            "\(Self.root)/{id}/deliveries", "What was mailed, the newest first", for: .signedIn,
            answers: ReportDeliveriesAnswer.self
        ) { call in
            let id = try call.uuid("id")
            return try await database.transaction { tx in
                try check(id, call, in: tx)
                return .ok(ReportDeliveriesAnswer(items: try Self.deliveries(of: id, in: tx)))
            }
        }
    }

    private func subscribe(_ call: Call, _ body: NewReportSubscription) async throws -> Answer<ReportSubscriptionView> {
        let person = try Self.person(body.person, for: call.principal)
        let details = try ReportSubscriptionDetails(
            name: body.name, person: person, report: body.report, rhythm: body.rhythm, zone: body.zone,
            customer: body.customer)
        let provenance = try call.provenance("subscribe")
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let count = try tx.first(
                    "SELECT count(*) AS count FROM report_subscription WHERE person = \(person) AND state = 'active'"
                ) { try $0.value("count") as Int }
                guard count ?? 0 < Self.most else {
                    throw Rejection("A person has at most \(Self.most) subscriptions.", code: "too_many")
                }
                let kept = try definitions.define(details, by: provenance, in: tx)
                return .created(
                    ReportSubscriptionView(kept.record, at: try tx.now), version: kept.version,
                    at: "\(Self.root)/\(kept.record.id.uuidString.lowercased())")
            }
        }
    }

    /// One's own, or somebody else's for who may manage people.
    private static func person(_ asked: UUID?, for caller: Principal) throws -> UUID {
        guard let asked, asked != caller.id else { return caller.id }
        guard caller.may(.peopleManage) else { throw ErrorReply.permissionNeeded(.peopleManage) }
        return asked
    }

    /// Throws `NotFound` for somebody else's, exactly as if there were none.
    private func check(_ id: UUID, _ call: Call, in tx: Transaction) throws {
        let caller = try call.principal
        let person = try ReportSubscriptionStore().read(id, in: tx)?.record.details.person
        guard let person, person == caller.id || caller.may(.peopleManage) else {
            throw NotFound(ReportSubscriptionDetails.kind, id.uuidString.lowercased())
        }
    }

    private static func deliveries(of id: UUID, in tx: Transaction) throws -> [ReportDelivery] {
        try tx.query(
            """
            SELECT content, state, created_at, sent_at FROM notice
            WHERE record = \(id) AND template = \(Notice.Template.reportReady)
            ORDER BY created_at DESC, id DESC LIMIT \(most)
            """
        ) { row in
            let notice = try RecordColumn.decode(Notice.self, row.value("content"))
            return ReportDelivery(
                period: notice.number, link: notice.link, state: try row.value("state"),
                createdAt: try row.value("created_at"), sentAt: try row.value("sent_at"))
        }
    }
}
