import Chassis
import Contracts
import EventDomain
import Foundation
import HTTPTypes
import Hummingbird
import Messaging
import Postgres
import Records

/// Silences as amtool, Grafana and karma make, read and end them.
struct AlertmanagerSilenceRoutes {
    let database: Database
    let moves: MoveAlerts
    let keys: KeyCache

    func add(to api: inout API, below root: String, hasKey: Bool) {
        addList(to: &api, at: "\(root)/api/v2/silences", hasKey)
        addOne(to: &api, at: "\(root)/api/v2/silence/{silence}", hasKey)
    }

    private func addList(to api: inout API, at list: String, _ hasKey: Bool) {
        let (database, keep) = (database, KeepSilences(moves: moves))
        serve(to: &api, .get, list, "List silences", hasKey) { call, integration in
            let matchers = try AlertmanagerRefusal.matchers(call.query.each("filter"))
            let silences = try await database.transaction { tx in
                let now = try tx.now
                return try SilenceStore().all(of: integration, endedAfter: now - AlertmanagerSilence.retention, in: tx)
                    .map { AlertmanagerSilence($0, at: now) }
            }
            return try .json(.ok, AlertmanagerSilence.inOrder(silences.filter { $0.has(matchers) }))
        }
        serve(to: &api, .post, list, "Make or change a silence", hasKey) { call, integration in
            let body = Data(try await call.body().readableBytesView)
            let now = try await database.transaction { tx in try tx.now }
            let (id, terms) = try AlertmanagerSilence.read(body, for: integration, at: now)
            let by = Self.provenance(call, integration, "silence", reason: terms.author)
            let kept = try await Self.refusing(.notFound) {
                try await database.transaction { tx in try keep.post(id, terms, by: by, in: tx) }
            }
            return .json(.ok, ["silenceID": .text(kept.record.id.uuidString.lowercased())])
        }
    }

    private func addOne(to api: inout API, at one: String, _ hasKey: Bool) {
        let (database, keep) = (database, KeepSilences(moves: moves))
        serve(to: &api, .get, one, "Read a silence", hasKey) { call, integration in
            let id = try Self.id(call)
            let found = try await database.transaction { tx in
                try SilenceStore().find(id, in: tx).flatMap { kept in
                    kept.record.concerns(integration) ? AlertmanagerSilence(kept.record, at: try tx.now) : nil
                }
            }
            guard let found else { return IntakeAnswer.text(.notFound) }
            return try .json(.ok, found)
        }
        serve(to: &api, .delete, one, "End a silence", hasKey) { call, integration in
            let id = try Self.id(call)
            let by = Self.provenance(call, integration, "expire-silence", reason: nil)
            try await Self.refusing(.notFound) {
                try await database.transaction { tx in try keep.expire(id, of: integration, by: by, in: tx) }
            }
            return .text(.ok)
        }
    }

    private func serve(
        to api: inout API, _ method: HTTPRequest.Method, _ path: String, _ summary: String, _ hasKey: Bool,
        _ answer: @escaping @Sendable (Call, UUID) async throws -> IntakeAnswer
    ) {
        let keys = keys
        api.raw(
            method, path, summary, for: .anyone,
            query: method == .get ? [QueryParameter("filter", .text, "A matcher", isRepeated: true)] : [],
            accepts: method == .post ? "application/json" : nil, answers: "application/json", takesAnyQuery: true
        ) { call in
            let integration = try await keys.integration(of: call, isInAddress: hasKey)
            do {
                return try await answer(call, integration).response
            } catch let refusal as AlertmanagerRefusal {
                return refusal.answer.response
            }
        }
    }

    private static func id(_ call: Call) throws -> UUID {
        let text = try call.path("silence")
        guard let id = UUID(uuidString: text) else {
            throw AlertmanagerRefusal(
                .unprocessableContent, "silenceID in path must be of type uuid: \"\(text.prefix(100))\"", code: 601)
        }
        return id
    }

    private static func refusing<T: Sendable>(
        _ status: HTTPResponse.Status, _ work: () async throws -> T
    ) async throws -> T {
        do {
            return try await work()
        } catch is NotFound {
            throw AlertmanagerRefusal(status, "silence not found")
        } catch let fault as Invalid {
            throw AlertmanagerRefusal(.badRequest, fault.message)
        }
    }

    private static func provenance(
        _ call: Call, _ integration: UUID, _ command: String, reason: String?
    ) -> Provenance {
        Provenance(
            actor: Actor(.monitoring, integration.uuidString.lowercased()), command: command, reason: reason,
            correlation: call.correlation, traceparent: call.traceparent)
    }
}
