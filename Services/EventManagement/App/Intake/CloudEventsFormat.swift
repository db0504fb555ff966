import EventDomain
import Foundation
import HTTPTypes
import Records

/// CloudEvents 1.0 over HTTP: structured, binary and batched. The content type is a hint, not a condition.
enum CloudEventsFormat: IntakeFormat {
    static let name = "cloudevents"
    static let keptHeaders: Set<String> = ["ce-"]
    /// The extension that may bear the integration's key.
    static let keyAttribute = "dienstkey"
    static let keyHeader = "ce-dienstkey"
    static let entrances = [
        Entrance(
            .post, "", "Take CloudEvents 1.0: structured, binary or batched", accepts: "application/cloudevents+json")
    ]

    static func key(in body: Data) -> String? {
        guard body.range(of: Data("\"\(keyAttribute)\"".utf8)) != nil else { return nil }
        return (try? IntakeReader.read(body))?[keyAttribute]?.words
    }

    static func read(_ delivery: Delivery) -> Reading {
        do throws(Invalid) {
            if isBinary(delivery) { return try binary(delivery) }
            let value = try IntakeReader.read(delivery.body)
            if case .list(let events) = value {
                return .items(events) { event, path throws(Invalid) in
                    guard case .object(let members) = event else {
                        throw Invalid("Each event is an object.", field: String(path.dropLast()))
                    }
                    return try structured(event, members, at: path, in: delivery)
                }
            }
            guard case .object(let members) = value else { return .unreadable(Invalid("A CloudEvent is an object.")) }
            return Reading(events: [try structured(value, members, at: "", in: delivery)])
        } catch {
            return .unreadable(error)
        }
    }

    private static func isBinary(_ delivery: Delivery) -> Bool {
        let type = delivery.headers["content-type"]?.lowercased() ?? ""
        return !type.hasPrefix("application/cloudevents") && delivery.headers.keys.contains { $0.hasPrefix("ce-") }
    }

    private static func structured(
        _ event: IntakeValue, _ members: [IntakeValue.Member], at path: String, in delivery: Delivery
    ) throws(Invalid) -> Event {
        var attributes: [String: String] = [:]
        for member in members where member.name != "data" && member.name != "data_base64" {
            attributes[member.name] = member.value.words
        }
        var data = event["data"]
        if case .text(let encoded) = event["data_base64"] {
            guard let decoded = Data(base64Encoded: encoded) else {
                throw Invalid("This is not Base64.", field: path + "data_base64")
            }
            data = try? IntakeReader.read(decoded)
        }
        return try CloudEvent(attributes: attributes, data: data, path: path).event(in: delivery)
    }

    private static func binary(_ delivery: Delivery) throws(Invalid) -> Reading {
        var attributes: [String: String] = [:]
        for (name, value) in delivery.headers where name.hasPrefix("ce-") {
            attributes[String(name.dropFirst(3))] = decoded(value)
        }
        let data: IntakeValue? =
            if delivery.body.isEmpty {
                nil
            } else if delivery.headers["content-type"]?.lowercased().hasPrefix("text/") == true {
                .text(String(decoding: delivery.body.prefix(10_000), as: UTF8.self))
            } else {
                try IntakeReader.read(delivery.body)
            }
        return Reading(events: [try CloudEvent(attributes: attributes, data: data, path: "").event(in: delivery)])
    }

    /// Header values are percent-encoded; some senders quote them.
    private static func decoded(_ value: String) -> String {
        let bare =
            value.count >= 2 && value.hasPrefix("\"") && value.hasSuffix("\"")
            ? String(value.dropFirst().dropLast()) : value
        return (bare.removingPercentEncoding ?? bare).replacing("\0", with: "\u{FFFD}")
    }
}
