import Chassis
import EventDomain
import Foundation
import HTTPTypes
import Records

/// Opsgenie's alert API: create, acknowledge and close, by alias or id, and heartbeats. What else its clients say of an alert is
/// kept with the raw requests.
enum OpsgenieFormat: IntakeFormat {
    static let name = "opsgenie"
    private static let one = "/v2/alerts/{identifier}"

    static let entrances =
        [entrance(.post, "/v2/alerts", "Create an alert as Opsgenie's clients do")]
        + ["close", "acknowledge", "unacknowledge", "notes", "snooze", "assign", "escalate", "tags", "details"].map {
            entrance(.post, "\(one)/\($0)", "Say \($0) of an alert as Opsgenie's clients do")
        }
        + ["message", "description", "priority"].map {
            entrance(.put, "\(one)/\($0)", "Change the \($0) of an alert as Opsgenie's clients do")
        }
        + [entrance(.delete, one, "Take an alert back as Opsgenie's clients do")]
        + [HTTPRequest.Method.get, .post, .put].map {
            entrance($0, "/v2/heartbeats/{name}/ping", "Say that something lives as Opsgenie's clients do")
        }

    private static func entrance(_ method: HTTPRequest.Method, _ path: String, _ summary: String) -> Entrance {
        Entrance(
            method, path, summary, also: [""], givesRequest: true,
            answer: { receipt in
                .json(
                    .accepted,
                    [
                        "result": path.hasSuffix("/ping") ? "PONG - Heartbeat received" : "Request will be processed",
                        "took": .decimal(0.001), "requestId": .text(requestID(receipt.delivery)),
                    ])
            }, refuse: refusal)
    }

    private static func requestID(_ delivery: Delivery) -> String { delivery.request?.uuidString.lowercased() ?? "" }

    static func read(_ delivery: Delivery) -> Reading {
        do throws(Invalid) {
            let entrance = delivery.entrance ?? "/v2/alerts"
            if entrance == "/v2/alerts" { return Reading(events: [try created(delivery)]) }
            if let name = delivery.placeholder("name") { return Reading(beats: [SourceBeat(name, in: delivery)]) }
            guard let id = alert(of: delivery) else { return Reading(saysMore: true) }
            switch entrance.split(separator: "/").last {
            case "acknowledge", "unacknowledge": return acknowledged(id, entrance, delivery)
            case "close", "{identifier}": return Reading(events: [closed(id, delivery)])
            default: return Reading(saysMore: true)
            }
        } catch {
            return .unreadable(error)
        }
    }

    /// The id of the alert that a request is about; nil for a heartbeat.
    static func alert(of delivery: Delivery) -> UUID? {
        if let given = delivery.placeholder("identifier") {
            return delivery.query("identifierType")?.lowercased() == "alias"
                ? id(ofAlias: given, in: delivery.integration) : UUID(uuidString: given)
        }
        guard let value = try? IntakeReader.read(delivery.body) else { return nil }
        return value["alias"]?.words.map { id(ofAlias: $0, in: delivery.integration) }
            ?? value["message"]?.words.map { FoldIntake.key("opsgenie message " + $0, of: delivery.integration) }
    }

    static func id(ofAlias alias: String, in integration: UUID) -> UUID {
        FoldIntake.key("opsgenie alias " + alias, of: integration)
    }

    static func identity(of alert: UUID, in integration: UUID) -> Identity {
        Identity(integration: integration, key: "opsgenie " + alert.uuidString.lowercased())
    }

    private static func created(_ delivery: Delivery) throws(Invalid) -> Event {
        let value = try IntakeReader.read(delivery.body)
        guard let message = value["message"]?.words, let id = alert(of: delivery) else {
            throw Invalid("Message can not be empty.", field: "message")
        }
        guard (value["alias"]?.words ?? "").count <= 512 else {
            throw Invalid("Alias can not be longer than 512 characters.", field: "alias")
        }
        let priority = value["priority"]?.words ?? "P3"
        var labels = (value["details"] ?? .null).flat.filter { $0.key.count <= 100 && $0.value.count <= 500 }
        for name in ["entity", "source", "alias"] { labels[name] = value[name]?.words ?? labels[name] }
        if labels["host"] == nil { labels["host"] = value["entity"]?.words }
        var annotations: [String: String] = [:]
        annotations["description"] = value["description"]?.words.map { String($0.prefix(15_000)) }
        if case .list(let tags) = value["tags"] {
            annotations["tags"] = tags.compactMap(\.words).joined(separator: ",")
        }
        let source = value["source"]?.words
        return Event(
            integration: delivery.integration, identity: identity(of: id, in: delivery.integration), action: .raise,
            moment: Moment(order: delivery.receivedAt), onset: delivery.receivedAt, occurredAt: delivery.receivedAt,
            receivedAt: delivery.receivedAt, severity: Severity(word: priority), severityWord: priority,
            check: labels["alertname"] ?? String(message.prefix(200)), labels: labels, annotations: annotations,
            summary: String(message.prefix(1024)), link: source?.hasPrefix("http") == true ? source : nil)
    }

    private static func closed(_ id: UUID, _ delivery: Delivery) -> Event {
        Event(
            integration: delivery.integration, identity: identity(of: id, in: delivery.integration), action: .clear,
            moment: Moment(order: delivery.receivedAt), onset: delivery.receivedAt, occurredAt: delivery.receivedAt,
            receivedAt: delivery.receivedAt, severity: .unknown, check: "alert", labels: [:], summary: "closed")
    }

    private static func acknowledged(_ id: UUID, _ entrance: String, _ delivery: Delivery) -> Reading {
        let said = (try? IntakeReader.read(delivery.body)) ?? .null
        return Reading(acknowledgements: [
            Acknowledging(
                identity(of: id, in: delivery.integration), in: delivery,
                isSeen: !entrance.hasSuffix("/unacknowledge"), by: said["user"]?.words, note: said["note"]?.words)
        ])
    }

    @Sendable private static func refusal(_ fault: ErrorReply) -> IntakeAnswer {
        let isKey = fault.status == .unauthorized
        var members: [String: JSONValue] = [
            "message": .text(isKey ? "Could not authenticate" : fault.detail), "took": .decimal(0), "requestId": "",
        ]
        if let field = fault.field { members["errors"] = .object([field: .text(fault.detail)]) }
        return .json(isKey || fault.status == .contentTooLarge ? fault.status : .unprocessableContent, members)
    }
}
