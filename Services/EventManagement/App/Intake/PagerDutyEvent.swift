import Foundation
import Records

/// What a PagerDuty event says, in either version.
struct PagerDutyEvent {
    enum Action: String { case trigger, acknowledge, resolve }

    let action: Action
    let severity: String?
    let summary: String
    let check: String
    let labels: [String: String]
    let annotations: [String: String]
    let link: String?
    /// What an acknowledgement says beside itself.
    let note: String?
    private let timestamp: IntakeValue?

    /// Throws `Invalid` in the words that PagerDuty's clients know.
    init(_ value: IntakeValue, isFirst: Bool) throws(Invalid) {
        let field = isFirst ? "event_type" : "event_action"
        guard let word = value[field]?.words, let action = Action(rawValue: word) else {
            throw Invalid("'\(field)' must be one of trigger, acknowledge, resolve", field: field)
        }
        self.action = action
        let payload = isFirst ? value : value["payload"] ?? .null
        if action == .trigger, !isFirst { try Self.check(payload) }
        let details = (isFirst ? value["details"] : payload["custom_details"]) ?? .null
        timestamp = isFirst ? nil : payload["timestamp"]
        severity = payload["severity"]?.words
        note = payload["summary"]?.words ?? payload["description"]?.words
        let told = note ?? "event"
        summary = String(told.prefix(1024))
        check = payload["class"]?.words ?? payload["component"]?.words ?? String(told.prefix(100))
        labels = Self.labels(payload, details.flat)
        annotations = Self.annotations(value, details)
        link = value["client_url"]?.words
    }

    func time() throws(Invalid) -> Date? {
        guard let timestamp else { return nil }
        return try IntakeValue.object([.init(name: "timestamp", value: timestamp)])
            .instant("timestamp", at: "payload.")
    }

    private static func check(_ payload: IntakeValue) throws(Invalid) {
        for name in ["summary", "source", "severity"] where payload[name]?.words == nil {
            throw Invalid("'payload.\(name)' is missing or blank", field: "payload.\(name)")
        }
        let severity = payload["severity"]?.words ?? ""
        guard ["critical", "error", "warning", "info"].contains(severity) else {
            throw Invalid(
                "'payload.severity' is invalid (must be one of critical, warning, error, info)",
                field: "payload.severity")
        }
    }

    /// What the details say of item and service is surer than where the event comes from.
    private static func labels(_ payload: IntakeValue, _ details: [String: String]) -> [String: String] {
        var labels = details.filter { $0.key.count <= 100 && $0.value.count <= 500 }
        for name in ["source", "component", "group", "class", "client"] {
            if let value = payload[name]?.words { labels[name] = value }
        }
        if labels["host"] == nil { labels["host"] = payload["source"]?.words }
        if labels["service"] == nil { labels["service"] = payload["component"]?.words ?? payload["group"]?.words }
        if labels["target"] == nil { labels["target"] = payload["component"]?.words }
        return labels
    }

    private static func annotations(_ value: IntakeValue, _ details: IntakeValue) -> [String: String] {
        var kept = details.flat.filter { $0.value.count > 500 }.mapValues { String($0.prefix(4096)) }
        if case .text(let text) = details { kept["description"] = String(text.prefix(4096)) }
        kept["client"] = value["client"]?.words
        if case .list(let links) = value["links"] {
            kept["runbook_url"] = links.lazy.compactMap { $0["href"]?.words }.first
        }
        return kept
    }
}
