import Chassis
import EventDomain
import Foundation
import Hummingbird
import Messaging
import Postgres
import Records

/// What integrations sent lately and what became of it, reading it again, and trying a mapping out.
struct PayloadRoutes {
    private static let one = "/api/v1/integrations/{id}"
    private static let page = 50

    let database: Database
    let folding: Signal

    func add(to api: inout API) {
        addReading(to: &api)
        addReplay(to: &api)
        addTrial(to: &api)
    }

    private func addReading(to api: inout API) {
        let database = database
        api.get(
            "\(Self.one)/payloads", "What it sent lately, the newest first", for: .may(.integrationsManage),
            query: [
                QueryParameter("outcome", .words(["failed"]), "Only those that failed"),
                QueryParameter("before", .integer, "Only those before this id"),
            ], answers: PayloadPage.self
        ) { call in
            let (id, before) = (try call.uuid("id"), call.query.integer("before"))
            let onlyFailed = call.query.text("outcome") == "failed"
            let found = try await database.transaction { tx in
                let integration = try IntegrationStore().read(id, in: tx).record.id
                return onlyFailed
                    ? try PayloadStore().failed(of: integration, before: before, limit: Self.page, in: tx)
                    : try PayloadStore().recent(of: integration, before: before, limit: Self.page, in: tx)
            }
            return .ok(
                PayloadPage(items: found.map(PayloadView.init), next: found.count < Self.page ? nil : found.last?.id))
        }
        api.get(
            "\(Self.one)/payloads/{number}", "One payload without its secrets, and what it says",
            for: .may(.integrationsManage), answers: PayloadDetail.self
        ) { call in
            let (id, number) = (try call.uuid("id"), try Self.number(call))
            let detail = try await database.transaction { tx in
                let source = Source(try IntegrationStore().read(id, in: tx).record)
                guard let found = try PayloadStore().find(number, of: id, in: tx) else {
                    throw NotFound("payload", "\(number)")
                }
                return try Self.detail(found.payload, found.delivery, source)
            }
            return .ok(detail)
        }
    }

    private func addReplay(to api: inout API) {
        let (database, replay) = (database, ReplayPayloads(folding: folding))
        api.post(
            "\(Self.one)/payloads/{number}/replay", "Read one payload again", for: .may(.integrationsManage),
            answers: PayloadView.self
        ) { call in
            let (id, number) = (try call.uuid("id"), try Self.number(call))
            let payload = try await database.transaction { tx in try replay.replay(number, of: id, in: tx) }
            return .ok(PayloadView(payload))
        }
        api.post(
            "\(Self.one)/payloads/replay", "Read the newest 500 failed payloads again", for: .may(.integrationsManage),
            answers: ReplayCount.self
        ) { call in
            let id = try call.uuid("id")
            let understood = try await database.transaction { tx in try replay.replayFailed(of: id, in: tx) }
            return .ok(ReplayCount(understood: understood))
        }
    }

    private func addTrial(to api: inout API) {
        api.post(
            "/api/v1/mapping-trials", "Read a pasted sample by a mapping; nothing is kept",
            for: .may(.integrationsManage), accepts: TrialBody.self, answers: ReadingView.self
        ) { _, body in
            let profile = body.profile ?? SourceProfile()
            try KeepIntegrations.check(profile)
            guard let format = try? IntakeFormats.named(body.format ?? MappedFormat.name) else {
                throw Invalid("There is no such format.", field: "format")
            }
            let delivery = Delivery(
                integration: UUID(), headers: ["content-type": body.contentType ?? "application/json"],
                body: Data(body.sample.utf8), receivedAt: Date(), profile: profile)
            return .ok(ReadingView(format.read(delivery), by: profile))
        }
    }

    private static func number(_ call: Call) throws -> Int {
        guard let number = Int(try call.path("number")) else {
            throw ErrorReply.parameter("number", "This part of the address is a whole number.")
        }
        return number
    }

    private static func detail(
        _ payload: PayloadStore.Payload, _ delivery: Delivery, _ source: Source
    ) throws -> PayloadDetail {
        var delivery = delivery
        delivery.profile = source.profile
        let reading = delivery.reading(by: try IntakeFormats.named(payload.format))
        return PayloadDetail(
            payload: PayloadView(payload), headers: delivery.headers, body: Redaction.shown(delivery.body),
            isCut: delivery.body.count > Redaction.most, reading: ReadingView(reading, by: source.profile))
    }
}
