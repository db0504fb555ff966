import EventDomain
import Foundation
import Records

/// Makes alerts of lines by rules: never one for each line.
enum LineReading {
    /// Lines of one delivery that say the same of the same are one event, with their number.
    static func read(_ lines: [LogLine], in delivery: Delivery) -> Reading {
        let rules = delivery.profile.rules ?? LineRule.standard
        var drafts: [(draft: EventDraft, count: Int)] = []
        var last: [String: Int] = [:]
        for line in lines {
            guard let draft = draft(of: line, by: rules), let key = draft.key else { continue }
            if let place = last[key], drafts[place].draft.action == draft.action {
                drafts[place].count += 1
                drafts[place].draft.time = [drafts[place].draft.time, draft.time].compactMap(\.self).max()
                drafts[place].draft.severity = max(drafts[place].draft.severity ?? .unknown, draft.severity ?? .unknown)
            } else {
                last[key] = drafts.count
                drafts.append((draft, 1))
            }
        }
        guard drafts.count <= Reading.mostEvents else {
            return .unreadable(
                Invalid("Send at most \(Reading.mostEvents) events in one request.", code: "too_many"))
        }
        return Reading(
            events: drafts.map { found in
                var draft = found.draft
                if found.count > 1 { draft.annotations["lines"] = String(found.count) }
                return draft.event(in: delivery)
            })
    }

    private static func draft(of line: LogLine, by rules: [LineRule]) -> EventDraft? {
        for rule in rules {
            guard let verdict = rule.verdict(on: line) else { continue }
            guard verdict != .drop else { return nil }
            // A rule that tells when it is over speaks of one thing per host and program, whatever its lines are called.
            let name = rule.clears == nil ? line.name ?? "" : ""
            var draft = EventDraft(
                action: verdict == .clear ? .clear : .raise,
                key: "line:\(rule.name):\(line.host ?? ""):\(line.app ?? ""):\(name)",
                check: line.name ?? rule.name, summary: line.text.isEmpty ? line.name : line.text)
            draft.severity = rule.severity ?? line.severity
            draft.severityWord = line.severityWord
            draft.labels = line.labels
            draft.labels["host"] = line.host
            draft.labels["service"] = line.labels["service"] ?? line.app
            draft.labels["rule"] = rule.name
            draft.time = line.time
            draft.onset = line.time
            draft.lifetime = TimeInterval(rule.lifetime)
            return draft
        }
        return nil
    }
}
