import Chassis
import EventDomain
import Foundation
import HTTPTypes
import Records

/// Alerta's API: alerts and heartbeats, as Netdata, ElastAlert and others have it built in.
enum AlertaFormat: IntakeFormat {
    static let name = "alerta"
    static let entrances =
        [
            Entrance(
                .post, "/api/alert", "Take an alert as Alerta's clients post it", also: [""],
                answer: { receipt in try answer(receipt) }, refuse: refusal),
            Entrance(
                .post, "/api/heartbeat", "Take a heartbeat as Alerta's clients post it", also: [""], givesRequest: true,
                answer: { receipt in
                    .json(
                        .created,
                        ["status": "ok", "id": .text(receipt.delivery.request?.uuidString.lowercased() ?? "")])
                }, refuse: refusal),
        ]
        + ["status", "action"].map { word in
            Entrance(
                .put, "/api/alert/{identifier}/\(word)",
                "Acknowledge an alert, or take that back, as Alerta's clients do",
                also: [""], answer: { _ in .json(.ok, ["status": "ok"]) }, refuse: refusal)
        }

    static func read(_ delivery: Delivery) -> Reading {
        do throws(Invalid) {
            let value = try IntakeReader.read(delivery.body)
            guard case .object = value else { throw Invalid("An object is needed.") }
            if delivery.entrance == "/api/heartbeat" { return try beat(value, in: delivery) }
            if let given = delivery.placeholder("identifier") { return acknowledged(given, value, in: delivery) }
            return Reading(events: [try event(value, in: delivery)])
        } catch {
            return .unreadable(error)
        }
    }

    private static func beat(_ value: IntakeValue, in delivery: Delivery) throws(Invalid) -> Reading {
        guard let origin = value["origin"]?.words else {
            throw Invalid("Missing mandatory value for \"origin\"", field: "origin")
        }
        let patience = value["timeout"]?.words.flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
        return Reading(beats: [SourceBeat(origin, every: patience, in: delivery)])
    }

    /// By the id that our answer told. Other words, such as `shelve`, are kept with the raw requests.
    private static func acknowledged(_ id: String, _ value: IntakeValue, in delivery: Delivery) -> Reading {
        let word = (value["status"] ?? value["action"])?.words?.lowercased()
        guard let identity = UUID(uuidString: id), word == "ack" || word == "unack" || word == "open" else {
            return Reading(saysMore: true)
        }
        return Reading(acknowledgements: [
            Acknowledging(
                identity: identity, in: delivery, isSeen: word == "ack", by: value["user"]?.words,
                note: value["text"]?.words)
        ])
    }

    /// Environment, resource and event; events that name each other in `correlate` are one.
    private static func key(_ value: IntakeValue, _ resource: String, _ event: String) -> String {
        var events: Set<String> = [event]
        if case .list(let others) = value["correlate"] { events.formUnion(others.compactMap(\.words)) }
        let parts = [value["environment"]?.words ?? "", resource] + events.sorted()
        return "alerta " + parts.joined(separator: "\u{1F}")
    }

    private static let clearing: Set<String> = ["normal", "ok", "cleared"]

    private static func event(_ value: IntakeValue, in delivery: Delivery) throws(Invalid) -> Event {
        guard let resource = value["resource"]?.words else {
            throw Invalid("Missing mandatory value for \"resource\"", field: "resource")
        }
        guard let event = value["event"]?.words else {
            throw Invalid("Missing mandatory value for \"event\"", field: "event")
        }
        let word = value["severity"]?.words
        let isOver = clearing.contains(word?.lowercased() ?? "")
        let made = try value.instant("createTime", at: "")
        let told = SourceTime.clamped(made ?? delivery.receivedAt, heardAt: delivery.receivedAt)
        let instant = SourceTimes.wholeMilliseconds(told.instant)
        let patience = value["timeout"]?.words.flatMap { Double($0) }.flatMap { $0 > 0 && $0 < 1e8 ? $0 : nil }
        let text = value["text"]?.words
        return Event(
            integration: delivery.integration,
            identity: Identity(integration: delivery.integration, key: key(value, resource, event)),
            action: isOver ? .clear : .raise, moment: Moment(order: told.instant), onset: instant,
            occurredAt: instant, receivedAt: delivery.receivedAt,
            expiresAt: isOver ? nil : patience.map { delivery.receivedAt + $0 }, severity: Severity(word: word),
            severityWord: word, check: event, labels: labels(value),
            annotations: text.map { ["description": String($0.prefix(15_000))] } ?? [:],
            summary: String((text ?? "\(event) on \(resource)").prefix(1024)),
            link: (value["attributes"] ?? .null)["moreInfo"]?.words, clamped: told.moved)
    }

    private static func labels(_ value: IntakeValue) -> [String: String] {
        var labels = (value["attributes"] ?? .null).flat.filter { $0.key.count <= 100 && $0.value.count <= 500 }
        for name in ["resource", "event", "environment", "group", "origin", "type"] {
            labels[name] = value[name]?.words
        }
        if case .list(let services) = value["service"] { labels["service"] = services.lazy.compactMap(\.words).first }
        if case .list(let tags) = value["tags"] {
            for tag in tags.compactMap(\.words) {
                let pair = tag.split(separator: "=", maxSplits: 1).map(String.init)
                if pair.count == 2, labels[pair[0]] == nil { labels[pair[0]] = pair[1] }
            }
        }
        return labels
    }

    private static func answer(_ receipt: Receipt) throws -> IntakeAnswer {
        guard let event = receipt.reading.events.first else { return .text(.created) }
        let id = FoldIntake.key(event.identity.text, of: event.integration).uuidString.lowercased()
        return .json(
            .created,
            [
                "status": "ok", "id": .text(id),
                "alert": [
                    "id": .text(id), "event": .text(event.check), "resource": .text(event.labels["resource"] ?? ""),
                    "environment": .text(event.labels["environment"] ?? ""),
                    "severity": .text(event.severityWord ?? "unknown"),
                    "status": event.action == .raise ? "open" : "closed", "text": .text(event.summary),
                ],
            ])
    }

    @Sendable private static func refusal(_ fault: ErrorReply) -> IntakeAnswer {
        .json(fault.status, ["status": "error", "message": .text(fault.detail), "code": .number(fault.status.code)])
    }
}
