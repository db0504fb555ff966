import Chassis
import EventDomain
import Foundation
import HTTPTypes
import Records

/// ServiceNow's table API for incidents. Here a source says what it sees, so what it creates is an alert; whether that is an
/// incident decides whoever restores service.
enum ServiceNowFormat: IntakeFormat {
    static let name = "servicenow"
    private static let table = "/api/now/table/incident"
    private static let one = table + "/{record}"

    static let entrances = [
        Entrance(
            .post, table, "Create an incident as ServiceNow's clients do", also: [""], givesRequest: true,
            answer: { receipt in try await ServiceNowRecord.answer(.created, to: receipt) }, refuse: refusal),
        Entrance(
            .put, one, "Change an incident as ServiceNow's clients do", also: [""],
            answer: { receipt in try await ServiceNowRecord.answer(.ok, to: receipt) }, refuse: refusal),
        Entrance(
            .patch, one, "Change parts of an incident as ServiceNow's clients do", also: [""],
            answer: { receipt in try await ServiceNowRecord.answer(.ok, to: receipt) }, refuse: refusal),
    ]

    static func read(_ delivery: Delivery) -> Reading {
        do throws(Invalid) {
            let value = try IntakeReader.read(delivery.body)
            guard case .object = value else { throw Invalid("An object is needed.") }
            guard let id = record(of: delivery) else { throw Invalid("This is no sys_id.", field: "sys_id") }
            let isNew = delivery.placeholder("record") == nil
            let state = value["state"]?.words ?? value["incident_state"]?.words
            // An update without a state is a comment on it, or repeats what is known.
            guard isNew || state != nil else { return Reading(saysMore: true) }
            let isOver = ["6", "7", "8", "resolved", "closed", "canceled"].contains(state?.lowercased() ?? "")
            return Reading(events: [event(value, id, isOver: isOver, in: delivery)])
        } catch {
            return .unreadable(error)
        }
    }

    /// By its correlation, so that a repeated creation is the same; else an incident of its own.
    static func record(of delivery: Delivery) -> UUID? {
        if let given = delivery.placeholder("record") { return id(given) }
        guard let value = try? IntakeReader.read(delivery.body) else { return nil }
        return value["correlation_id"]?.words.map { id(ofCorrelation: $0, in: delivery.integration) }
            ?? delivery.request
    }

    static func id(ofCorrelation text: String, in integration: UUID) -> UUID {
        FoldIntake.key("servicenow correlation " + text, of: integration)
    }

    /// A `sys_id`: 32 hexadecimal digits.
    static func id(_ text: String) -> UUID? {
        guard text.count == 32 else { return nil }
        let d = Array(text)
        let parts = [d[0..<8], d[8..<12], d[12..<16], d[16..<20], d[20..<32]].map { String($0) }
        return UUID(uuidString: parts.joined(separator: "-"))
    }

    static func text(_ id: UUID) -> String { id.uuidString.lowercased().replacing("-", with: "") }

    static func identity(of record: UUID, in integration: UUID) -> Identity {
        Identity(integration: integration, key: "servicenow " + text(record))
    }

    private static func event(_ value: IntakeValue, _ id: UUID, isOver: Bool, in delivery: Delivery) -> Event {
        var labels = value.flat.filter { $0.key.count <= 100 && $0.value.count <= 200 }
        for name in ["short_description", "description", "comments", "work_notes"] { labels[name] = nil }
        labels["ci"] = labels["ci"] ?? value["cmdb_ci"]?.words
        labels["service"] = labels["service"] ?? value["business_service"]?.words
        let title = value["short_description"]?.words ?? value["description"]?.words ?? "incident"
        let word = value["severity"]?.words ?? value["urgency"]?.words ?? value["impact"]?.words
        var annotations: [String: String] = [:]
        annotations["description"] = (value["description"] ?? value["comments"])?.words.map {
            String($0.prefix(15_000))
        }
        return Event(
            integration: delivery.integration, identity: identity(of: id, in: delivery.integration),
            action: isOver ? .clear : .raise, moment: Moment(order: delivery.receivedAt), onset: delivery.receivedAt,
            occurredAt: delivery.receivedAt, receivedAt: delivery.receivedAt, severity: severity(word),
            severityWord: word, check: value["category"]?.words ?? String(title.prefix(200)), labels: labels,
            annotations: annotations, summary: String(title.prefix(1024)))
    }

    /// Urgency, impact and severity of incidents go from 1, high, to 3, low.
    private static func severity(_ word: String?) -> Severity {
        switch word {
        case "1": .critical
        case "2": .major
        case "3": .warning
        default: Severity(word: word)
        }
    }

    @Sendable static func refusal(_ fault: ErrorReply) -> IntakeAnswer {
        let message = fault.status == .unauthorized ? "User Not Authenticated" : fault.detail
        return .json(
            fault.status,
            ["error": ["message": .text(message), "detail": .text(fault.detail)], "status": "failure"])
    }
}
