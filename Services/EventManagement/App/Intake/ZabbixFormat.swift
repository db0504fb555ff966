import Chassis
import EventDomain
import Foundation
import HTTPTypes
import Records

/// Zabbix 5.0 and later, by the media type in `deploy/integrations/zabbix`. The answer's tags are stored on the Zabbix event, so that
/// the link goes both ways.
enum ZabbixFormat: IntakeFormat {
    static let name = "zabbix"
    static let entrances = [
        Entrance(
            .post, "", "Take what Zabbix's media type posts; answer tags for the event",
            answer: { receipt in .json(.accepted, ["tags": .object(tags(of: receipt))]) })
    ]

    static func read(_ delivery: Delivery) -> Reading {
        do throws(Invalid) {
            let body = try IntakeReader.read(delivery.body)
            guard case .object = body else { throw Invalid("An object of macros is needed.") }
            guard let event = try draft(of: body, zone: delivery.profile.zone)?.event(in: delivery) else {
                return Reading()
            }
            return Reading(
                events: [event], acknowledgements: acknowledged(body, event.identity, in: delivery).map { [$0] } ?? [])
        } catch {
            return .unreadable(error)
        }
    }

    /// Nil for what is no trigger's event, and for updates that change nothing of it.
    private static func draft(of body: IntakeValue, zone: TimeZone) throws(Invalid) -> EventDraft? {
        func part(_ name: String) -> String? { body[name]?.words }
        guard (part("event_source") ?? "0") == "0" else { return nil }
        guard let trigger = part("trigger_id") else { throw Invalid("{TRIGGER.ID} is needed.", field: "trigger_id") }
        guard let id = part("event_id") else { throw Invalid("{EVENT.ID} is needed.", field: "event_id") }
        guard let value = part("event_value"), value == "0" || value == "1" else {
            throw Invalid("{EVENT.VALUE} is 1 for a problem and 0 for its end.", field: "event_value")
        }
        let host = part("host") ?? part("host_name")
        var draft = EventDraft(
            action: value == "1" ? .raise : .clear, key: "zbx:trigger:\(trigger):host:\(host ?? "")",
            check: part("trigger_name") ?? part("event_name"), summary: part("event_name") ?? part("subject"))
        draft.description = part("message") ?? part("event_opdata")
        draft.severityWord = part("event_nseverity") ?? part("event_severity")
        draft.severity = part("event_nseverity").flatMap { severities[$0] }
        draft.link = part("url") ?? part("trigger_url")
        draft.labels = try tags(body)
        draft.labels["host"] = host
        draft.labels["address"] = part("host_ip")
        draft.labels["zabbix_event"] = id
        draft.time = try time(body, isOver: value == "0", zone)
        return draft
    }

    /// An update that says so in its list of actions; before 5.0 Zabbix could not take an acknowledgement back.
    private static func acknowledged(
        _ body: IntakeValue, _ identity: Identity, in delivery: Delivery
    ) -> Acknowledging? {
        guard body["event_update_status"]?.words == "1", let actions = body["event_update_action"]?.words else {
            return nil
        }
        let said = actions.lowercased().split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        guard said.contains("acknowledged") || said.contains("unacknowledged") else { return nil }
        return Acknowledging(
            identity, in: delivery, isSeen: said.contains("acknowledged"), by: body["event_update_user"]?.words,
            note: body["event_update_message"]?.words)
    }

    private static let severities: [String: Severity] = [
        "0": .unknown, "1": .info, "2": .warning, "3": .minor, "4": .major, "5": .critical,
    ]

    /// `{EVENT.TAGSJSON}`, as a list or as a text that holds one; a tag of several values is one label.
    private static func tags(_ body: IntakeValue) throws(Invalid) -> [String: String] {
        var value = body["event_tags"] ?? .null
        if let text = value.words {
            do throws(Invalid) {
                value = try IntakeReader.read(Data(text.utf8))
            } catch {
                throw Invalid("{EVENT.TAGSJSON} is a JSON list of tags.", field: "event_tags")
            }
        }
        guard case .list(let tags) = value else { return [:] }
        var labels: [String: String] = [:]
        for tag in tags.prefix(200) {
            guard let name = tag["tag"]?.words, !name.hasPrefix("__") else { continue }
            let text = tag["value"]?.words ?? "true"
            labels[name] = labels[name].map { "\($0),\(text)" } ?? text
        }
        return labels
    }

    /// Seconds since 1970 by macro where Zabbix knows them, else its local date and time.
    private static func time(_ body: IntakeValue, isOver: Bool, _ zone: TimeZone) throws(Invalid) -> Date? {
        let prefix = isOver && body["event_recovery_date"]?.words != nil ? "event_recovery" : "event"
        if !isOver || prefix == "event_recovery" {
            if let epoch = body["\(prefix)_timestamp"]?.words {
                guard let time = LooseTimes.instant(epoch, zone: zone) else {
                    throw Invalid("Seconds since 1970 are needed.", field: "\(prefix)_timestamp")
                }
                return time
            }
            if let date = body["\(prefix)_date"]?.words, let clock = body["\(prefix)_time"]?.words {
                guard let time = LooseTimes.instant("\(date) \(clock)", zone: zone) else {
                    throw Invalid("“\(date.prefix(20)) \(clock.prefix(20))” is no time.", field: "\(prefix)_date")
                }
                return time
            }
        }
        return nil
    }

    /// Our name of the alert, and where people find it below the suite's address.
    private static func tags(of receipt: Receipt) -> [String: JSONValue] {
        guard let event = receipt.reading.events.first else { return [:] }
        let id = FoldIntake.key(event.identity.text, of: event.integration).uuidString.lowercased()
        return ["__dienst_alert": .text(id), "__dienst_path": .text("\(AlertLinkRoutes.root)/\(id)")]
    }
}
