import EventDomain
import Foundation
import Records

/// JSON without a mapping, by the names that many tools share: one object, or a list of them.
///
/// `title` or `summary`, `description`, `severity`, `state` or `status`, `start_time`, `end_time` or `time`, `service`,
/// `ci`, `host` or `hosts`, `check`, `fingerprint` or `dedup_key`, `link`, `labels`, `id`, `lifetime` in seconds.
///
/// As a format of its own it is what the suite itself makes of silence, pings and lines, so that no mapping touches it.
enum PlainFormat: IntakeFormat {
    static let name = "own"
    static let entrances: [Entrance] = []

    static func read(_ delivery: Delivery) -> Reading {
        do throws(Invalid) {
            let body = try FormBody.value(of: delivery)
            let items: [IntakeValue] = if case .list(let list) = body { list } else { [body] }
            return .found(items) { item, path throws(Invalid) in
                try draft(of: item, at: path, zone: delivery.profile.zone).event(in: delivery)
            }
        } catch {
            return .unreadable(error)
        }
    }

    private static func draft(of value: IntakeValue, at path: String, zone: TimeZone) throws(Invalid) -> EventDraft {
        guard case .object = value else { throw Invalid("Each event is an object.", field: String(path.dropLast())) }
        func part(_ names: String...) -> String? { names.lazy.compactMap { value[$0]?.words }.first }
        var draft = EventDraft(
            key: part("fingerprint", "dedup_key", "dedupkey", "key"), check: part("check", "alertname", "name"),
            summary: part("summary", "title", "message"))
        draft.description = part("description")
        draft.severityWord = part("severity", "priority", "level")
        draft.link = part("link", "url")
        draft.delivery = part("id")
        let (start, end) = (
            try time(value, ["start_time", "time", "timestamp"], path, zone), try time(value, ["end_time"], path, zone)
        )
        draft.action = try action(part("state", "status"), hasEnd: end != nil, at: path)
        draft.time = draft.action == .clear ? end ?? start : start
        draft.lifetime = part("lifetime").flatMap { Double($0) }.map { min(max($0, 60), 30 * 86_400) }
        if case .object(let members) = value["labels"] {
            for member in members.prefix(200) { draft.labels[member.name] = member.value.words }
        }
        draft.labels["ci"] = part("ci") ?? draft.labels["ci"]
        draft.labels["service"] = part("service") ?? draft.labels["service"]
        draft.labels["host"] = part("host") ?? firstHost(value) ?? draft.labels["host"]
        draft.labels["monitoring_tool"] = part("monitoring_tool")
        draft.labels["environment"] = part("environment", "gitlab_environment_name") ?? draft.labels["environment"]
        guard draft.summary != nil || draft.check != nil else {
            throw Invalid("Say what it is about: a title, a summary or a check.", field: path + "title")
        }
        if draft.check == nil { draft.check = draft.key == nil ? draft.summary : nil }
        return draft
    }

    private static func firstHost(_ value: IntakeValue) -> String? {
        if case .list(let hosts) = value["hosts"] { return hosts.first?.words }
        return value["hosts"]?.words
    }

    private static func action(_ word: String?, hasEnd: Bool, at path: String) throws(Invalid) -> Event.Action {
        guard let word else { return hasEnd ? .clear : .raise }
        guard let action = StateWords.action(word) else {
            throw Invalid(
                "“\(word.prefix(40))” is no state we know; say firing or resolved.", field: path + "state")
        }
        return action
    }

    private static func time(
        _ value: IntakeValue, _ names: [String], _ path: String, _ zone: TimeZone
    ) throws(Invalid) -> Date? {
        for name in names {
            guard let text = value[name]?.words else { continue }
            guard let time = LooseTimes.instant(text, zone: zone) else {
                throw Invalid("“\(text.prefix(40))” is no time we can read.", field: path + name)
            }
            return time
        }
        return nil
    }
}
