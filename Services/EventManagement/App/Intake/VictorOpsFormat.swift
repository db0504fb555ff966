import Chassis
import EventDomain
import Foundation
import HTTPTypes
import Records

/// The generic endpoint of VictorOps, today Splunk On-Call. The integration's key is its API key, in the address.
enum VictorOpsFormat: IntakeFormat {
    static let name = "victorops"
    static let entrances = [
        Entrance(
            .post, "/integrations/generic/20131114/alert/{key}/{routing}",
            "Take alerts as VictorOps' clients post them",
            also: [""], givesRequest: true,
            answer: { receipt in .json(.ok, ["result": "success", "entity_id": .text(entity(receipt.delivery))]) },
            refuse: { fault in .json(fault.status, ["result": "failure", "message": .text(fault.detail)]) })
    ]

    static func read(_ delivery: Delivery) -> Reading {
        do throws(Invalid) {
            let value = try IntakeReader.read(delivery.body)
            guard let type = value["message_type"]?.words?.uppercased() else {
                throw Invalid("message_type is needed.", field: "message_type")
            }
            if type == "ACKNOWLEDGEMENT" || type == "ACK" {
                return Reading(acknowledgements: [
                    Acknowledging(
                        Identity(integration: delivery.integration, key: entity(delivery)), in: delivery,
                        by: value["ack_author"]?.words,
                        note: value["ack_msg"]?.words ?? value["state_message"]?.words)
                ])
            }
            guard ["CRITICAL", "WARNING", "INFO", "RECOVERY", "OK"].contains(type) else {
                throw Invalid("There is no message_type “\(type.prefix(40))”.", field: "message_type")
            }
            return Reading(events: [event(value, type, in: delivery)])
        } catch {
            return .unreadable(error)
        }
    }

    /// The sender's name for it, else ours: then it is an alert of its own.
    private static func entity(_ delivery: Delivery) -> String {
        (try? IntakeReader.read(delivery.body))?["entity_id"]?.words
            ?? (delivery.request ?? delivery.integration).uuidString.lowercased()
    }

    private static func event(_ value: IntakeValue, _ type: String, in delivery: Delivery) -> Event {
        let isOver = type == "RECOVERY" || type == "OK"
        let entity = entity(delivery)
        let title = value["entity_display_name"]?.words ?? entity
        var labels = value.flat.filter { $0.key.count <= 100 && $0.value.count <= 500 }
        for name in ["message_type", "entity_id", "entity_display_name", "state_message"] { labels[name] = nil }
        labels["host"] = labels["host"] ?? labels["host_name"]
        labels["routing"] = delivery.placeholder("routing")
        var annotations: [String: String] = [:]
        annotations["description"] = value["state_message"]?.words.map { String($0.prefix(15_000)) }
        let seconds = value["state_start_time"]?.words.flatMap { Double($0) }
        let told = SourceTime.clamped(
            seconds.map { Date(timeIntervalSince1970: $0) } ?? delivery.receivedAt, heardAt: delivery.receivedAt)
        let onset = SourceTimes.wholeMilliseconds(told.instant)
        return Event(
            integration: delivery.integration, identity: Identity(integration: delivery.integration, key: entity),
            action: isOver ? .clear : .raise, moment: Moment(order: delivery.receivedAt), onset: onset,
            occurredAt: isOver ? delivery.receivedAt : onset, receivedAt: delivery.receivedAt,
            severity: Severity(word: type), severityWord: type, check: String(title.prefix(200)), labels: labels,
            annotations: annotations, summary: String(title.prefix(1024)), clamped: told.moved)
    }
}
