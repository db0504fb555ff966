import Chassis
import Contracts
import EventDomain
import Foundation
import HTTPTypes
import Records

/// PagerDuty's Events API v2, and the generic events of its first version. The routing key is the integration's key.
enum PagerDutyFormat: IntakeFormat {
    static let name = "pagerduty"
    static let entrances = [
        Entrance(
            .post, "/v2/enqueue", "Take events as PagerDuty's clients send them", also: [""], givesRequest: true,
            answer: { receipt in
                .json(
                    .accepted,
                    ["status": "success", "message": "Event processed", "dedup_key": .text(key(of: receipt.delivery))])
            }, refuse: refusal),
        Entrance(
            .post, "/generic/2010-04-15/create_event.json", "Take events as PagerDuty's first clients send them",
            also: [""], givesRequest: true,
            answer: { receipt in
                .json(
                    .ok,
                    [
                        "status": "success", "message": "Event processed",
                        "incident_key": .text(key(of: receipt.delivery)),
                    ])
            }, refuse: refusal),
        Entrance(
            .post, changes, "Take change events as PagerDuty's clients send them", also: [""], givesRequest: true,
            answer: { _ in .json(.accepted, ["status": "success", "message": "Change event processed"]) },
            refuse: refusal),
    ]
    private static let changes = "/v2/change/enqueue"

    static func key(in body: Data) -> String? {
        guard let value = try? IntakeReader.read(body) else { return nil }
        return value["routing_key"]?.words ?? value["service_key"]?.words
    }

    static func read(_ delivery: Delivery) -> Reading {
        do throws(Invalid) {
            let value = try IntakeReader.read(delivery.body)
            guard case .object = value else { throw Invalid("An event is an object.") }
            if delivery.entrance?.hasSuffix(changes) == true {
                return Reading(deployments: [try change(value, in: delivery)])
            }
            let isFirst = delivery.entrance?.hasSuffix("create_event.json") ?? false
            return try reading(PagerDutyEvent(value, isFirst: isFirst), in: delivery)
        } catch {
            return .unreadable(error)
        }
    }

    /// The sender's key, else one of ours: an event without one is an alert of its own.
    private static func key(of delivery: Delivery) -> String {
        let value = (try? IntakeReader.read(delivery.body)) ?? .null
        return value["dedup_key"]?.words ?? value["incident_key"]?.words
            ?? (delivery.request ?? delivery.integration).uuidString.lowercased().replacing("-", with: "")
    }

    private static func reading(_ told: PagerDutyEvent, in delivery: Delivery) throws(Invalid) -> Reading {
        let key = key(of: delivery)
        guard key.count <= 255 else { throw Invalid("'dedup_key' is longer than 255 characters", field: "dedup_key") }
        guard told.action == .acknowledge else { return Reading(events: [try event(told, key, in: delivery)]) }
        let identity = Identity(integration: delivery.integration, key: key)
        return Reading(acknowledgements: [
            Acknowledging(identity, in: delivery, by: told.annotations["client"], note: told.note)
        ])
    }

    private static func event(
        _ told: PagerDutyEvent, _ key: String, in delivery: Delivery
    ) throws(Invalid) -> Event {
        let isOver = told.action == .resolve
        let begun = SourceTime.clamped(try told.time() ?? delivery.receivedAt, heardAt: delivery.receivedAt)
        let onset = SourceTimes.wholeMilliseconds(begun.instant)
        let labels = told.labels
        return Event(
            integration: delivery.integration, identity: Identity(integration: delivery.integration, key: key),
            action: isOver ? .clear : .raise, moment: Moment(order: delivery.receivedAt), onset: onset,
            occurredAt: isOver ? delivery.receivedAt : onset, receivedAt: delivery.receivedAt,
            severity: Severity(word: told.severity == "error" ? "major" : told.severity), severityWord: told.severity,
            check: told.check, labels: labels, annotations: told.annotations, summary: told.summary, link: told.link,
            clamped: begun.moved)
    }

    /// A change event has no key and no states: each is a change of its own, which is over.
    private static func change(_ value: IntakeValue, in delivery: Delivery) throws(Invalid) -> Deployment {
        guard let payload = value["payload"], let summary = payload["summary"]?.words else {
            throw Invalid("'payload.summary' is missing or blank", field: "payload.summary")
        }
        let key = (delivery.request ?? delivery.integration).uuidString.lowercased()
        let told = try payload.instant("timestamp", at: "payload.") ?? delivery.receivedAt
        let source = payload["source"]?.words
        let details = payload["custom_details"] ?? .null
        return Deployment(
            integration: delivery.integration, tool: name, key: key, name: source ?? summary, outcome: .successful,
            finishedAt: SourceTimes.wholeMilliseconds(told), link: link(value["links"]),
            labels: (source.map { ["host": $0, "application": $0, "service": $0] } ?? [:]).merging(details.flat) { $1 },
            texts: [summary], receivedAt: delivery.receivedAt)
    }

    private static func link(_ links: IntakeValue?) -> String? {
        guard case .list(let links) = links else { return nil }
        return links.first?["href"]?.words
    }

    @Sendable private static func refusal(_ fault: ErrorReply) -> IntakeAnswer {
        let isKey = fault.status == .unauthorized
        return .json(
            fault.status == .contentTooLarge ? .contentTooLarge : .badRequest,
            [
                "status": "invalid event", "message": "Event object is invalid",
                "errors": [.text(isKey ? "'routing_key' belongs to no integration" : fault.detail)],
            ])
    }
}
