import EventDomain
import Foundation
import Records

/// What Icinga 2 says in its event stream, a line each, and of its objects when the stream begins. We fetch it, so it has no
/// address. An object is the same alert as by the notification command.
enum IcingaFormat: IntakeFormat {
    static let name = "icinga2"
    static let entrances: [Entrance] = []
    /// The label that names an object as Icinga does: `host`, or `host!service`.
    static let objectLabel = "icinga_object"

    static func read(_ delivery: Delivery) -> Reading {
        var reading = Reading()
        let lines = delivery.body.split(separator: UInt8(ascii: "\n"))
        guard lines.count <= Reading.mostEvents else {
            return .unreadable(Invalid("Send at most \(Reading.mostEvents) lines at once.", code: "too_many"))
        }
        for (index, line) in lines.enumerated() {
            do throws(Invalid) {
                try read(try IntakeReader.read(Data(line)), in: delivery, into: &reading)
            } catch {
                reading.faults.append(Invalid(error.message, field: "\(index).\(error.field ?? "")"))
            }
        }
        if reading.parts == 0 { reading.saysMore = true }
        return reading
    }

    private static func read(
        _ line: IntakeValue, in delivery: Delivery, into reading: inout Reading
    ) throws(Invalid) {
        let type = line["type"]?.words ?? ""
        let attributes = line["attrs"] ?? line
        let object = try IcingaObject(attributes)
        switch type {
        case "StateChange":
            guard number(line["state_type"]) == 1 || number(line["state"]) == 0 else { return }
            let output = line["check_result"]?["output"]?.words
            reading.events.append(
                try draft(object, line["state"], output, at: time(line["timestamp"])).event(in: delivery))
        case "ObjectState":
            let output = attributes["last_check_result"]?["output"]?.words
            var draft = try draft(
                object, attributes["last_hard_state"], output, at: time(attributes["last_hard_state_change"]))
            draft.labels.merge((attributes["vars"] ?? .null).flat.mapValues { String($0.prefix(500)) }) { own, _ in own
            }
            draft.labels["address"] = attributes["address"]?.words
            reading.events.append(draft.event(in: delivery))
            if draft.action == .raise, (number(attributes["acknowledgement"]) ?? 0) > 0 {
                reading.acknowledgements.append(
                    Acknowledging(object.identity(in: delivery.integration), in: delivery))
            }
        case "ObjectGone":
            reading.events.append(EventDraft(action: .clear, key: object.key).event(in: delivery))
        case "AcknowledgementSet", "AcknowledgementCleared":
            reading.acknowledgements.append(
                Acknowledging(
                    object.identity(in: delivery.integration), in: delivery, isSeen: type == "AcknowledgementSet",
                    by: line["author"]?.words, note: line["comment"]?.words, at: time(line["timestamp"])))
        default: return
        }
    }

    private static func draft(
        _ object: IcingaObject, _ state: IntakeValue?, _ output: String?, at time: Date?
    ) throws(Invalid) -> EventDraft {
        let words = object.service == nil ? ["UP", "DOWN"] : ["OK", "WARNING", "CRITICAL", "UNKNOWN"]
        guard let number = number(state), words.indices.contains(number) else {
            throw Invalid("This is no state of Icinga.", field: "state")
        }
        let check = object.service ?? "Host"
        var draft = EventDraft(
            action: number == 0 ? .clear : .raise, key: object.key, check: check,
            summary: "\(check) on \(object.host) is \(words[number])\(output.map { ": \($0)" } ?? "")")
        draft.description = output
        draft.severityWord = words[number]
        draft.severity =
            object.service == nil ? .critical : [Severity.info, .warning, .critical, .unknown][number]
        draft.labels = ["host": object.host, objectLabel: object.name]
        draft.time = time
        return draft
    }

    /// Icinga's numbers come with and without decimals.
    private static func number(_ value: IntakeValue?) -> Int? {
        value?.words.flatMap { Double($0) }.flatMap { Int(exactly: $0) }
    }

    private static func time(_ value: IntakeValue?) -> Date? {
        guard let seconds = value?.words.flatMap({ Double($0) }), seconds > 0, seconds < 32_503_680_000 else {
            return nil
        }
        return Date(timeIntervalSince1970: seconds)
    }
}

/// A host or a service of Icinga's.
struct IcingaObject: Equatable {
    let host: String
    let service: String?

    /// From a line of the stream (`host`, `service`) or an object's attributes (`host_name`, `name`).
    init(_ value: IntakeValue) throws(Invalid) {
        if let host = value["host_name"]?.words {
            self.host = host
            service = value["name"]?.words
        } else if let host = value["host"]?.words ?? value["name"]?.words {
            self.host = host
            service = value["service"]?.words
        } else {
            throw Invalid("A host is needed.", field: "host")
        }
    }

    var name: String { service.map { "\(host)!\($0)" } ?? host }
    var key: String { NagiosFormat.key(host: host, service: service) }

    func identity(in integration: UUID) -> Identity { Identity(integration: integration, key: key) }
}
