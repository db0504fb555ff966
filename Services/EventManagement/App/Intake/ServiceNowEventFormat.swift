import Chassis
import EventDomain
import Foundation
import HTTPTypes
import Records

/// ServiceNow's event API: a list of `em_event` records.
enum ServiceNowEventFormat: IntakeFormat {
    static let name = "servicenow-events"
    static let entrances = [
        Entrance(
            .post, "/api/global/em/jsonv2", "Take events as ServiceNow's clients post them", also: [""],
            answer: { receipt in
                .json(
                    .ok, ["result": ["Default Bulk Endpoint": "\(receipt.reading.events.count) events were inserted"]])
            }, refuse: ServiceNowFormat.refusal)
    ]

    static func read(_ delivery: Delivery) -> Reading {
        do throws(Invalid) {
            let value = try IntakeReader.read(delivery.body)
            guard case .list(let records) = value["records"] else {
                return Reading(events: [try event(value, "", in: delivery)])
            }
            return .items(records) { record, path throws(Invalid) in
                try event(record, "records." + path, in: delivery)
            }
        } catch {
            return .unreadable(error)
        }
    }

    private static func event(_ record: IntakeValue, _ path: String, in delivery: Delivery) throws(Invalid) -> Event {
        guard let word = record["severity"]?.words else {
            throw Invalid("severity is needed.", field: path + "severity")
        }
        let parts = ["source", "node", "type", "resource", "metric_name"].map { record[$0]?.words ?? "" }
        guard
            let key = record["message_key"]?.words
                ?? (parts.allSatisfy(\.isEmpty) ? nil : parts.joined(separator: "\u{1F}"))
        else { throw Invalid("message_key, or source and node, are needed.", field: path + "message_key") }
        let isOver = word == "0" || record["resolution_state"]?.words?.lowercased() == "closing"
        let told = SourceTime.clamped(try time(record, path) ?? delivery.receivedAt, heardAt: delivery.receivedAt)
        let instant = SourceTimes.wholeMilliseconds(told.instant)
        let check = record["metric_name"]?.words ?? record["type"]?.words ?? "event"
        let text = record["description"]?.words
        return Event(
            integration: delivery.integration, identity: Identity(integration: delivery.integration, key: key),
            action: isOver ? .clear : .raise, moment: Moment(order: told.instant), onset: instant,
            occurredAt: instant, receivedAt: delivery.receivedAt, severity: severity(word), severityWord: word,
            check: check, labels: labels(record),
            annotations: text.map { ["description": String($0.prefix(15_000))] } ?? [:],
            summary: String((text ?? "\(check) on \(record["node"]?.words ?? "")").prefix(1024)), clamped: told.moved)
    }

    /// In UTC, as `2026-11-21 20:34:56`.
    private static func time(_ record: IntakeValue, _ path: String) throws(Invalid) -> Date? {
        guard let text = record["time_of_event"]?.words else { return nil }
        let given = text.count == 19 ? text.replacing(" ", with: "T") + "Z" : text
        guard let instant = SourceTimes.instant(given) else {
            throw Invalid("“\(text.prefix(40))” is no time such as 2026-11-21 20:34:56.", field: path + "time_of_event")
        }
        return instant
    }

    private static func severity(_ word: String) -> Severity {
        ["1": .critical, "2": .major, "3": .minor, "4": .warning, "5": .info][word] ?? Severity(word: word)
    }

    private static func labels(_ record: IntakeValue) -> [String: String] {
        var labels: [String: String] = [:]
        if case .text(let more) = record["additional_info"], let value = try? IntakeReader.read(Data(more.utf8)) {
            labels = value.flat.filter { $0.key.count <= 100 && $0.value.count <= 500 }
        }
        for name in ["source", "event_class", "node", "resource", "type", "metric_name"] {
            labels[name] = record[name]?.words ?? labels[name]
        }
        return labels
    }
}
