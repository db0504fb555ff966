import EventDomain
import Foundation
import HTTPTypes
import Records

/// Nagios, Naemon, Icinga and Checkmk by the notification command in `deploy/integrations/nagios`: an object of macros by name,
/// without `NAGIOS_`, `ICINGA_` or `NOTIFY_` before them; or a list of such, when the command's spool is emptied.
enum NagiosFormat: IntakeFormat {
    static let name = "nagios"
    static let entrances = [Entrance(.post, "", "Take notifications of Nagios, Naemon, Icinga and Checkmk")]

    static func read(_ delivery: Delivery) -> Reading {
        do throws(Invalid) {
            let body = try IntakeReader.read(delivery.body)
            let items: [IntakeValue] = if case .list(let list) = body { list } else { [body] }
            var acknowledgements: [Acknowledging] = []
            var reading = Reading.found(items) { item, path throws(Invalid) in
                if let told = try acknowledged(item, at: path, in: delivery) { acknowledgements.append(told) }
                return try draft(of: item, at: path, zone: delivery.profile.zone)?.event(in: delivery)
            }
            reading.acknowledgements = acknowledgements
            return reading
        } catch {
            return .unreadable(error)
        }
    }

    static func key(host: String, service: String?) -> String { "nagios:\(host)/\(service ?? "")" }

    private static func acknowledged(
        _ value: IntakeValue, at path: String, in delivery: Delivery
    ) throws(Invalid) -> Acknowledging? {
        guard value["NOTIFICATIONTYPE"]?.words?.uppercased().hasPrefix("ACKNOWLEDGEMENT") == true,
            let host = value["HOSTNAME"]?.words
        else { return nil }
        let key = key(host: host, service: value["SERVICEDESC"]?.words)
        return Acknowledging(
            Identity(integration: delivery.integration, key: key), in: delivery,
            by: value["NOTIFICATIONAUTHOR"]?.words, note: value["NOTIFICATIONCOMMENT"]?.words,
            at: try time(value, ["TIMET", "MICROTIME", "SHORTDATETIME"], path, delivery.profile.zone))
    }

    /// Nil for notifications that say nothing of the state: acknowledgements, downtimes, comments.
    private static func draft(of value: IntakeValue, at path: String, zone: TimeZone) throws(Invalid) -> EventDraft? {
        guard case .object(let members) = value else {
            throw Invalid("Each notification is an object.", field: String(path.dropLast()))
        }
        func part(_ names: String...) -> String? {
            names.lazy.compactMap { value[$0]?.words }.first { $0 != "$" && !$0.hasPrefix("$") }
        }
        guard let host = part("HOSTNAME") else { throw Invalid("HOSTNAME is needed.", field: path + "HOSTNAME") }
        let service = part("SERVICEDESC")
        let kind = part("NOTIFICATIONTYPE")?.uppercased() ?? "PROBLEM"
        guard !silent.contains(where: kind.hasPrefix) else { return nil }
        guard let state = (service == nil ? part("HOSTSTATE") : part("SERVICESTATE"))?.uppercased() else {
            throw Invalid("A state is needed.", field: path + (service == nil ? "HOSTSTATE" : "SERVICESTATE"))
        }
        guard let severity = severities[state] else {
            throw Invalid("“\(state.prefix(20))” is no state of Nagios.", field: path + "STATE")
        }
        let output = service == nil ? part("HOSTOUTPUT") : part("SERVICEOUTPUT")
        let check = service ?? "Host"
        var draft = EventDraft(
            action: over.contains(state) ? .clear : .raise, key: key(host: host, service: service), check: check,
            summary: "\(check) on \(host) is \(state)\(output.map { ": \($0)" } ?? "")")
        draft.description = part(service == nil ? "LONGHOSTOUTPUT" : "LONGSERVICEOUTPUT")
        draft.severityWord = state
        draft.severity = severity
        draft.link = part("SERVICENOTESURL", "HOSTNOTESURL", "SERVICEACTIONURL", "HOSTACTIONURL")
        draft.labels = custom(members)
        draft.labels["host"] = host
        draft.labels["address"] = part("HOSTADDRESS")
        if state == "UNREACHABLE" { draft.labels["symptom"] = "true" }
        draft.time = try time(value, ["TIMET", "MICROTIME", "SHORTDATETIME"], path, zone)
        draft.onset = try time(value, [service == nil ? "LASTHOSTSTATECHANGE" : "LASTSERVICESTATECHANGE"], path, zone)
        return draft
    }

    private static let silent = ["ACKNOWLEDGEMENT", "DOWNTIME", "CUSTOM", "FLAPPINGDISABLED", "ALERTHANDLER"]
    private static let over: Set<String> = ["OK", "UP", "RECOVERY"]
    private static let severities: [String: Severity] = [
        "OK": .info, "UP": .info, "RECOVERY": .info, "WARNING": .warning, "CRITICAL": .critical, "DOWN": .critical,
        "UNREACHABLE": .major, "UNKNOWN": .unknown, "UNREACH": .major, "WARN": .warning, "CRIT": .critical,
        "UNKN": .unknown,
    ]

    /// Custom variables, `_HOSTCI` and `_SERVICESERVICE`, and Checkmk's and Icinga's ways to say them.
    private static func custom(_ members: [IntakeValue.Member]) -> [String: String] {
        var labels: [String: String] = [:]
        for member in members.prefix(500) {
            for prefix in ["_HOST", "_SERVICE", "HOSTLABEL_", "SERVICELABEL_"] where member.name.hasPrefix(prefix) {
                let name = member.name.dropFirst(prefix.count).lowercased()
                if !name.isEmpty { labels[name] = member.value.words }
            }
        }
        return labels
    }

    private static func time(
        _ value: IntakeValue, _ names: [String], _ path: String, _ zone: TimeZone
    ) throws(Invalid) -> Date? {
        for name in names {
            guard let text = value[name]?.words, text != "0", !text.hasPrefix("$") else { continue }
            guard let time = LooseTimes.instant(text, zone: zone) else {
                throw Invalid("“\(text.prefix(40))” is no time we can read.", field: path + name)
            }
            return time
        }
        return nil
    }
}
