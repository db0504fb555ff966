import Chassis
import DeskDomain
import Foundation
import Messaging
import Postgres

/// The requesters' side of the desk; staff may use it for themselves.
struct PortalRoutes: Sendable {
    private static let root = "/api/v1/portal"

    let database: Database
    private let portal = ServePortal()

    init(database: Database) { self.database = database }

    func add(to api: inout API) {
        api.get(
            "\(Self.root)/services", "How my business services are", for: .signedIn, answers: PortalServices.self
        ) { call in
            let reader = try call.principal
            return .ok(try await database.transaction { try portal.services(for: reader, in: $0) })
        }
        api.list(
            "\(Self.root)/records", "What I asked for and what hurts me", for: .signedIn, by: RecordSearch.listing,
            of: RecordHit.self
        ) { call, wanted in
            let reader = try call.principal
            let mine: SQL = "record_head.readers = 'parties' AND \(RecordSight.concerning(reader.id))"
            return try await database.transaction { tx in
                try wanted.read(RecordHead.columns, from: "record_head", where: mine, in: tx) {
                    RecordHit(try RecordHead($0), for: reader)
                }
            }
        }
        api.post(
            "\(Self.root)/reports", "Report trouble", for: .signedIn, accepts: PortalReport.self,
            answers: PortalReported.self, report)
        api.post(
            "\(Self.root)/outages/{id}/me-too", "Say that a known outage hurts me too", for: .signedIn,
            answers: MeTooAnswer.self, meToo)
        addVerdicts(to: &api)
    }

    /// What the requester says of a resolved incident of theirs.
    private func addVerdicts(to api: inout API) {
        let own = "\(Self.root)/records/incident/{id}"
        api.post("\(own)/confirm", "Say that service is restored", for: .signedIn, answers: RecordHit.self) { call in
            let (id, reader, provenance) = (try call.uuid("id"), try call.principal, try call.provenance("confirm"))
            return try await asking(call) { try portal.confirm(id, reader, by: provenance, in: $0) }
        }
        api.post(
            "\(own)/reopen", "Say that service is not restored", for: .signedIn, accepts: ReopenReason.self,
            answers: RecordHit.self
        ) { call, body in
            let (id, reader, provenance) = (try call.uuid("id"), try call.principal, try call.provenance("reopen"))
            return try await asking(call) {
                try portal.reopen(id, because: body.reason, reader, by: provenance, in: $0)
            }
        }
    }

    private func report(_ call: Call, _ body: PortalReport) async throws -> Answer<PortalReported> {
        let (reader, provenance) = (try call.principal, try call.provenance("report"))
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let contact = try portal.report(body, by: reader, provenance, in: tx).record
                return .accepted(
                    PortalReported(
                        contact: .init(id: contact.id, number: contact.report.number),
                        incident: .init(id: contact.report.incident, number: nil)))
            }
        }
    }

    private func meToo(_ call: Call) async throws -> Answer<MeTooAnswer> {
        let (id, reader, provenance) = (try call.uuid("id"), try call.principal, try call.provenance("me-too"))
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let head = try portal.meToo(id, reader, by: provenance, in: tx)
                return .accepted(
                    MeTooAnswer(incident: .init(id: head.reference.id, number: head.number), iAmAffected: true))
            }
        }
    }

    private func asking(
        _ call: Call, _ effect: @escaping @Sendable (Transaction) throws -> RecordHead
    ) async throws -> Answer<RecordHit> {
        let reader = try call.principal
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) { .accepted(RecordHit(try effect(tx), for: reader)) }
        }
    }
}
