import EventDomain
import Foundation
import HTTPTypes
import Records

/// Alertmanager API v2, as Prometheus and all who speak like it post alerts.
enum AlertmanagerFormat: IntakeFormat {
    static let name = "alertmanager"
    static let entrances = [
        Entrance(
            .post, "/api/v2/alerts", "Take alerts as Prometheus posts them", also: [""], answer: { _ in .text(.ok) },
            refuse: AlertmanagerRefusal.refusal)
    ]

    /// An alert that names no end is over when it has not been repeated for this long.
    static let resolveTimeout: TimeInterval = 5 * 60

    static func read(_ delivery: Delivery) -> Reading {
        do throws(Invalid) {
            guard !delivery.body.isEmpty else { throw Invalid("alerts in body is required", code: "required") }
            let alerts: [IntakeValue]
            switch try IntakeReader.read(delivery.body) {
            case .list(let given): alerts = given
            case .null: alerts = []
            default: return .unreadable(Invalid("A JSON array of alerts is needed."))
            }
            return .items(alerts) { alert, path throws(Invalid) in try event(alert, at: path, in: delivery) }
        } catch {
            return .unreadable(error)
        }
    }

    private static func event(_ alert: IntakeValue, at path: String, in delivery: Delivery) throws(Invalid) -> Event {
        guard case .object = alert else { throw Invalid("Each alert is an object.", field: String(path.dropLast())) }
        guard let given = alert["labels"], given != .null else {
            throw Invalid("labels in body is required", field: path + "labels", code: "required")
        }
        var labels = try alert.texts("labels", at: path)
        if labels.values.contains(where: \.isEmpty) { labels = labels.filter { !$0.value.isEmpty } }
        guard !labels.isEmpty else { throw Invalid("at least one label pair required", field: path + "labels") }
        let annotations = try alert.texts("annotations", at: path)
        let end = try alert.instant("endsAt", at: path)
        let start = try alert.instant("startsAt", at: path)
        if let start, let end, start > end {
            throw Invalid("start time must be before end time", field: path + "startsAt")
        }
        let word = severityWord(labels)
        // collectd says OKAY where others say when it ended.
        let isOver = end.map { $0 <= delivery.receivedAt } ?? (word?.lowercased() == "okay")
        let begun = SourceTime.clamped(
            start ?? (isOver ? end : nil) ?? delivery.receivedAt, heardAt: delivery.receivedAt)
        let onset = SourceTimes.wholeMilliseconds(begun.instant)
        let check = labels["alertname"] ?? "alert"
        return Event(
            integration: delivery.integration, identity: Identity(integration: delivery.integration, labels: labels),
            action: isOver ? .clear : .raise,
            moment: Moment(order: delivery.receivedAt, source: isOver ? end : start),
            onset: onset, occurredAt: isOver ? end ?? onset : onset, receivedAt: delivery.receivedAt,
            expiresAt: isOver ? nil : end ?? delivery.receivedAt + resolveTimeout,
            severity: Severity(word: word), severityWord: word, check: check, labels: labels, annotations: annotations,
            summary: summary(annotations, labels, check), link: alert["generatorURL"]?.words, clamped: begun.moved)
    }

    static func severityWord(_ labels: [String: String]) -> String? {
        labels["severity"] ?? labels["priority"] ?? labels["level"]
    }

    /// What the annotations say; else what is checked, and where.
    static func summary(_ annotations: [String: String], _ labels: [String: String], _ check: String) -> String {
        let given = ["summary", "title", "message", "description"].lazy.compactMap { annotations[$0] }.first {
            !$0.isEmpty
        }
        let place = labels["instance"] ?? labels["host"] ?? labels["service"]
        return String((given ?? place.map { "\(check) on \($0)" } ?? check).prefix(1024))
    }
}
