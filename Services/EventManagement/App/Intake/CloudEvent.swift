import EventDomain
import Foundation
import Records

/// One CloudEvent on its way to an event of ours.
struct CloudEvent {
    let attributes: [String: String]
    let data: IntakeValue?
    /// Where it stands in a batch, for faults: `2.`.
    let path: String

    /// Throws `Invalid` naming the attribute or the part of `data` at fault.
    func event(in delivery: Delivery) throws(Invalid) -> Event {
        let (id, source, type) = (try required("id"), try required("source"), try required("type"))
        guard try required("specversion") == "1.0" else {
            throw Invalid("Only CloudEvents 1.0 is understood.", field: path + "specversion")
        }
        let action = try action(type)
        let told = SourceTime.clamped(try time() ?? delivery.receivedAt, heardAt: delivery.receivedAt)
        let instant = SourceTimes.wholeMilliseconds(told.instant)
        let base = CloudEvent.withoutState(type)
        let labels = labels(source: source, type: base)
        let word = attributes["severity"] ?? part("severity", "priority", "level")
        let check = part("check", "alertname", "name") ?? labels["check"] ?? base
        return Event(
            integration: delivery.integration, identity: identity(labels, check, in: delivery.integration),
            action: action,
            moment: Moment(order: told.instant), onset: instant, occurredAt: instant, receivedAt: delivery.receivedAt,
            severity: Severity(word: word), severityWord: word, check: check, labels: labels,
            annotations: annotations, summary: summary(base), link: part("link", "url", "generatorURL"),
            delivery: source + "\u{1F}" + id, clamped: told.moved, sourceTime: try time())
    }

    private func required(_ name: String) throws(Invalid) -> String {
        guard let value = attributes[name], !value.isEmpty else {
            throw Invalid("A CloudEvent needs the attribute \(name).", field: path + name)
        }
        return value
    }

    private func time() throws(Invalid) -> Date? {
        guard let text = attributes["time"] else { return nil }
        guard let instant = SourceTimes.instant(text) else {
            throw Invalid(
                "“\(text.prefix(40))” is no RFC 3339 time such as 2026-11-21T10:00:00Z.", field: path + "time")
        }
        return SourceTime.isAbsent(instant) ? nil : instant
    }

    /// What the data says; else what the type ends with; else it fires.
    private func action(_ type: String) throws(Invalid) -> Event.Action {
        guard let state = part("state", "status") else {
            return StateWords.clearing.contains(CloudEvent.lastWord(type)) ? .clear : .raise
        }
        if let action = StateWords.action(state) { return action }
        throw Invalid("“\(state.prefix(40))” is no state we know; say firing or resolved.", field: path + "data.state")
    }

    private func part(_ names: String...) -> String? { names.lazy.compactMap { data?[$0]?.words }.first }

    /// The subject's pairs are the weakest, then what the data carries as labels, then what it says of the item itself.
    private func labels(source: String, type: String) -> [String: String] {
        var labels = ["source": source, "type": type]
        labels["subject"] = attributes["subject"]
        let steps = (attributes["subject"] ?? "").split(separator: "/").map(String.init)
        if steps.count.isMultiple(of: 2) {
            for pair in stride(from: 0, to: steps.count, by: 2) {
                labels[pair > 0 && steps[pair] == "service" ? "check" : steps[pair].lowercased()] = steps[pair + 1]
            }
        }
        if case .object(let members) = data?["labels"] {
            for member in members { labels[member.name] = member.value.words }
        }
        for name in ServiceModel.itemLabels + ServiceModel.serviceLabels {
            if let value = data?[name]?.words { labels[name] = value }
        }
        return labels
    }

    /// The sender's key; else where it comes from and what it is about. Not what it says of it, which a clear may leave out.
    private func identity(_ labels: [String: String], _ check: String, in integration: UUID) -> Identity {
        if let key = attributes["dedupkey"] ?? part("dedupkey", "dedup_key") {
            return Identity(integration: integration, key: key)
        }
        guard labels["subject"] == nil else {
            return Identity(
                integration: integration, labels: labels.filter { ["source", "type", "subject"].contains($0.key) })
        }
        return Identity(integration: integration, labels: labels.merging(["check": check]) { given, _ in given })
    }

    private var annotations: [String: String] {
        var kept: [String: String] = [:]
        kept["description"] = part("description").map { String($0.prefix(4096)) }
        kept["runbook_url"] = part("runbook_url", "runbook")
        kept["dataschema"] = attributes["dataschema"]
        return kept
    }

    private func summary(_ type: String) -> String {
        var plain: String?
        if case .text(let text) = data { plain = text }
        let subject = attributes["subject"].map { " on \($0)" } ?? ""
        return String((part("summary", "title", "message", "description") ?? plain ?? type + subject).prefix(1024))
    }

    private static func lastWord(_ type: String) -> String { type.split(separator: ".").last?.lowercased() ?? "" }

    /// `alert.firing` and `alert.resolved` speak of one thing.
    private static func withoutState(_ type: String) -> String {
        let word = lastWord(type)
        guard word.count < type.count, StateWords.action(word) != nil else { return type }
        return String(type.dropLast(word.count + 1))
    }
}
