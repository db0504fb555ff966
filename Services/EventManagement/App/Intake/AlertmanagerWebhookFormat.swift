import EventDomain
import Foundation
import HTTPTypes
import Records

/// The webhook of Alertmanager (version 4), and Grafana's, which has its shape; also what Grafana sent before its version 9.
enum AlertmanagerWebhookFormat: IntakeFormat {
    static let name = "alertmanager-webhook"
    static let entrances = [
        Entrance(.post, "", "Take what Alertmanager and Grafana post to a webhook", also: ["/hooks/alertmanager/{key}"])
    ]

    static func read(_ delivery: Delivery) -> Reading {
        do throws(Invalid) {
            let value = try IntakeReader.read(delivery.body)
            guard case .list(let alerts) = value["alerts"] else {
                return Reading(events: [try legacy(value, in: delivery)])
            }
            // The status of the group is firing while any fires; each alert has its own.
            return .items(alerts) { alert, path throws(Invalid) in
                try event(alert, at: "alerts." + path, in: delivery)
            }
        } catch {
            return .unreadable(error)
        }
    }

    private static func event(_ alert: IntakeValue, at path: String, in delivery: Delivery) throws(Invalid) -> Event {
        guard case .object = alert else { throw Invalid("Each alert is an object.", field: String(path.dropLast())) }
        var labels = try alert.texts("labels", at: path).filter { !$0.value.isEmpty }
        let annotations = try alert.texts("annotations", at: path).merging(figures(alert)) { given, _ in given }
        let start = try alert.instant("startsAt", at: path)
        let end = try alert.instant("endsAt", at: path)
        guard let status = alert["status"]?.words?.lowercased(), ["firing", "resolved"].contains(status) else {
            throw Invalid("Say firing or resolved.", field: path + "status")
        }
        guard let identity = identity(labels, alert["fingerprint"]?.words, in: delivery) else {
            throw Invalid("At least one label pair is required.", field: path + "labels")
        }
        let check = labels["alertname"] ?? "alert"
        if isAboutMonitoring(check) { labels = withoutItem(labels) }
        let isOver = status == "resolved"
        let told = SourceTime.clamped(start ?? delivery.receivedAt, heardAt: delivery.receivedAt)
        let onset = SourceTimes.wholeMilliseconds(told.instant)
        let over = SourceTime.clamped(end ?? delivery.receivedAt, heardAt: delivery.receivedAt).instant
        let word = isAboutMonitoring(check) ? "warning" : AlertmanagerFormat.severityWord(labels)
        return Event(
            integration: delivery.integration, identity: identity, action: isOver ? .clear : .raise,
            moment: Moment(order: delivery.receivedAt, source: isOver ? end : start), onset: onset,
            occurredAt: isOver ? over : onset, receivedAt: delivery.receivedAt, severity: Severity(word: word),
            severityWord: word, check: check, labels: labels, annotations: annotations,
            summary: AlertmanagerFormat.summary(annotations, labels, check),
            link: alert["generatorURL"]?.words ?? alert["panelURL"]?.words, clamped: told.moved)
    }

    /// By the labels, so that two Alertmanagers that watch the same speak of the same alert.
    private static func identity(
        _ labels: [String: String], _ fingerprint: String?, in delivery: Delivery
    ) -> Identity? {
        labels.isEmpty
            ? fingerprint.map { Identity(integration: delivery.integration, key: $0) }
            : Identity(integration: delivery.integration, labels: labels)
    }

    /// Grafana could not ask its data source: that says nothing about the item itself.
    private static func isAboutMonitoring(_ check: String) -> Bool {
        check == "DatasourceNoData" || check == "DatasourceError"
    }

    private static func withoutItem(_ labels: [String: String]) -> [String: String] {
        let naming = Set(ServiceModel.itemLabels + ServiceModel.serviceLabels)
        return Dictionary(uniqueKeysWithValues: labels.map { (naming.contains($0) ? "watched_\($0)" : $0, $1) })
    }

    private static func figures(_ alert: IntakeValue) -> [String: String] {
        var kept: [String: String] = [:]
        kept["dashboard_url"] = alert["dashboardURL"]?.words
        let values = (alert["values"] ?? .null).flat.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        if !values.isEmpty { kept["values"] = values.joined(separator: " ") }
        return kept
    }

    private static func legacy(_ value: IntakeValue, in delivery: Delivery) throws(Invalid) -> Event {
        guard let rule = value["ruleName"]?.words, let id = value["ruleId"]?.words else {
            throw Invalid("A list of alerts is needed.", field: "alerts")
        }
        let state = value["state"]?.words?.lowercased() ?? "alerting"
        let labels = (value["tags"] ?? .null).flat.merging(["alertname": rule, "rule": id]) { $1 }
        let word = state == "no_data" ? "warning" : AlertmanagerFormat.severityWord(labels)
        return Event(
            integration: delivery.integration, identity: Identity(integration: delivery.integration, key: "rule " + id),
            action: ["ok", "paused"].contains(state) ? .clear : .raise, moment: Moment(order: delivery.receivedAt),
            onset: delivery.receivedAt, occurredAt: delivery.receivedAt, receivedAt: delivery.receivedAt,
            severity: Severity(word: word), severityWord: word, check: rule, labels: labels,
            summary: String((value["message"]?.words ?? value["title"]?.words ?? rule).prefix(1024)),
            link: value["ruleUrl"]?.words)
    }
}
