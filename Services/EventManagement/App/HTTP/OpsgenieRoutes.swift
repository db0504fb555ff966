import Chassis
import EventDomain
import Foundation
import Hummingbird
import Postgres

/// What Opsgenie's clients ask afterwards: what became of a request, and how an alert is.
struct OpsgenieRoutes {
    let database: Database
    let keys: KeyCache

    func add(to api: inout API) {
        for (root, hasKey) in [("/intake/opsgenie/{key}", true), ("/intake/opsgenie", false), ("", false)] {
            read(to: &api, "\(root)/v2/alerts/requests/{request}", "Say what became of a request", hasKey, of: request)
            read(
                to: &api, "\(root)/v2/alerts/{identifier}", "Read an alert as Opsgenie's clients do", hasKey, of: alert)
        }
    }

    private func read(
        to api: inout API, _ path: String, _ summary: String, _ hasKey: Bool,
        of answer: @escaping @Sendable (Call, UUID) async throws -> [String: JSONValue]?
    ) {
        let keys = keys
        api.raw(.get, path, summary, for: .anyone, answers: "application/json", takesAnyQuery: true) { call in
            let integration = try await keys.integration(of: call, isInAddress: hasKey)
            let found = try await answer(call, integration)
            let rest: [String: JSONValue] = ["took": .decimal(0.001), "requestId": .text(call.correlation)]
            guard let found else {
                return IntakeAnswer.json(.notFound, rest.merging(["message": "Not found."]) { $1 }).response
            }
            return IntakeAnswer.json(.ok, rest.merging(["data": .object(found)]) { $1 }).response
        }
    }

    @Sendable private func request(_ call: Call, _ integration: UUID) async throws -> [String: JSONValue]? {
        guard let request = UUID(uuidString: try call.path("request")) else { return nil }
        let kept = try await database.transaction { tx in
            try IntakeStore().find(request: request, of: integration, in: tx)
        }
        guard let kept, kept.format == OpsgenieFormat.name, let alert = OpsgenieFormat.alert(of: kept.delivery) else {
            return nil
        }
        let verb = kept.delivery.entrance.flatMap { $0.split(separator: "/").last }.map(String.init) ?? "alerts"
        let isNew = verb == "alerts"
        return [
            "success": true, "isSuccess": true, "action": .text(isNew ? "Create" : verb.capitalized),
            "status": .text(isNew ? "Created alert" : "Processed \(verb)"),
            "alertId": .text(alert.uuidString.lowercased()),
            "integrationId": .text(integration.uuidString.lowercased()),
            "processedAt": .text(kept.delivery.receivedAt.formatted(.iso8601)),
            "alias": (try? IntakeReader.read(kept.delivery.body))?["alias"]?.words.map { .text($0) } ?? .null,
        ]
    }

    @Sendable private func alert(_ call: Call, _ integration: UUID) async throws -> [String: JSONValue]? {
        let given = try call.path("identifier")
        let isAlias = call.query.text("identifierType")?.lowercased() == "alias"
        guard let id = isAlias ? OpsgenieFormat.id(ofAlias: given, in: integration) : UUID(uuidString: given) else {
            return nil
        }
        try await FoldedIntake(database: database).settle()
        let found = try await database.transaction { tx in
            try HeardAlert.find(OpsgenieFormat.identity(of: id, in: integration), in: tx)
        }
        guard let found else { return nil }
        let alert = found.alert
        return [
            "id": .text(id.uuidString.lowercased()), "tinyId": .text(alert.number), "message": .text(alert.summary),
            "alias": alert.labels["alias"].map { .text($0) } ?? .text(id.uuidString.lowercased()),
            "status": alert.isFiring ? "open" : "closed", "acknowledged": .boolean(alert.acknowledgement != nil),
            "count": .number(found.events), "priority": .text(alert.severityWord ?? "P3"),
            "entity": .text(alert.labels["entity"] ?? ""), "source": .text(alert.labels["source"] ?? ""),
            "createdAt": .text(alert.onset.formatted(.iso8601)),
            "updatedAt": .text(found.lastSeen.formatted(.iso8601)),
        ]
    }
}
