import Chassis
import EventDomain
import Foundation
import HTTPTypes
import Hummingbird
import Messaging
import Postgres

/// What ServiceNow's clients read back: one incident, or those that a simple query finds.
struct ServiceNowRoutes {
    let database: Database
    let keys: KeyCache

    func add(to api: inout API) {
        for (root, hasKey) in [("/intake/servicenow/{key}", true), ("/intake/servicenow", false), ("", false)] {
            let table = "\(root)/api/now/table/incident"
            read(to: &api, table, "Find incidents as ServiceNow's clients do", hasKey) { call, integration in
                try await find(call.query.text("sysparm_query") ?? "", in: integration)
            }
            read(to: &api, "\(table)/{record}", "Read an incident as ServiceNow's clients do", hasKey) {
                call, integration in
                guard let id = ServiceNowFormat.id(try call.path("record")) else { return nil }
                return try await ServiceNowRecord.find(id, of: integration, in: database)?.value
            }
        }
    }

    private func read(
        to api: inout API, _ path: String, _ summary: String, _ hasKey: Bool,
        _ answer: @escaping @Sendable (Call, UUID) async throws -> JSONValue?
    ) {
        let keys = keys
        api.raw(.get, path, summary, for: .anyone, answers: "application/json", takesAnyQuery: true) { call in
            let integration = try await keys.integration(of: call, isInAddress: hasKey)
            guard let found = try await answer(call, integration) else {
                let error: JSONValue = ["message": "No Record found", "detail": "Record doesn't exist"]
                return IntakeAnswer.json(.notFound, ["error": error, "status": "failure"]).response
            }
            return IntakeAnswer.json(.ok, ["result": found]).response
        }
    }

    /// By `sys_id` or `correlation_id`, and `active`; what asks for something else finds nothing.
    private func find(_ query: String, in integration: UUID) async throws -> JSONValue {
        var id: UUID?
        var active: Bool?
        for condition in query.split(separator: "^") {
            let pair = condition.split(separator: "=", maxSplits: 1).map(String.init)
            guard pair.count == 2 else { continue }
            switch pair[0] {
            case "sys_id": id = ServiceNowFormat.id(pair[1])
            case "correlation_id": id = ServiceNowFormat.id(ofCorrelation: pair[1], in: integration)
            case "active": active = pair[1] == "true"
            default: continue
            }
        }
        guard let id, let record = try await ServiceNowRecord.find(id, of: integration, in: database),
            active == nil || record.alert.isFiring == active
        else { return .list([]) }
        return .list([record.value])
    }
}

/// An alert as an incident of ServiceNow's.
struct ServiceNowRecord {
    let id: UUID
    let alert: Alert

    static func find(_ id: UUID, of integration: UUID, in database: Database) async throws -> ServiceNowRecord? {
        try await FoldedIntake(database: database).settle()
        return try await database.transaction { tx in
            try HeardAlert.find(ServiceNowFormat.identity(of: id, in: integration), in: tx)
                .map { ServiceNowRecord(id: id, alert: $0.alert) }
        }
    }

    /// With the number it has got; should folding be behind, the number is told when it is asked for.
    static func answer(_ status: HTTPResponse.Status, to receipt: Receipt) async throws -> IntakeAnswer {
        guard let id = ServiceNowFormat.record(of: receipt.delivery) else { return .text(.badRequest) }
        let found = try await find(id, of: receipt.delivery.integration, in: receipt.database)
        guard status == .created || found != nil else {
            let error: JSONValue = ["message": "No Record found", "detail": "Record doesn't exist"]
            return .json(.notFound, ["error": error, "status": "failure"])
        }
        return .json(
            status, ["result": found?.value ?? ["sys_id": .text(ServiceNowFormat.text(id)), "number": ""]])
    }

    var value: JSONValue {
        [
            "sys_id": .text(ServiceNowFormat.text(id)), "number": .text(alert.number),
            "short_description": .text(alert.summary), "state": alert.isFiring ? "2" : "6",
            "active": alert.isFiring ? "true" : "false", "sys_class_name": "incident",
            "correlation_id": .text(alert.labels["correlation_id"] ?? ""),
            "cmdb_ci": .text(alert.binding.itemName ?? ""), "urgency": .text(alert.severityWord ?? ""),
            "opened_at": .text(alert.onset.formatted(.iso8601)),
        ]
    }
}
