import EventDomain
import Foundation

/// The parts of an event as a parser finds them; what is missing is filled in one way for all formats.
struct EventDraft {
    var action = Event.Action.raise
    /// It only says that somebody looks after the alert.
    var isAcknowledgement = false
    /// The source's own key of the alert; without it the labels tell alerts apart.
    var key: String?
    var check: String?
    var summary: String?
    var description: String?
    var severityWord: String?
    var severity: Severity?
    var labels: [String: String] = [:]
    var annotations: [String: String] = [:]
    var link: String?
    /// When this happened, by the source's clock; when we heard it without.
    var time: Date?
    /// When the trouble began, where that differs.
    var onset: Date?
    var lifetime: TimeInterval?
    /// The sender's id of this very message.
    var delivery: String?

    private static let mostLabels = 100

    func event(in delivery: Delivery) -> Event {
        let told = SourceTime.clamped(time ?? delivery.receivedAt, heardAt: delivery.receivedAt)
        let instant = SourceTimes.wholeMilliseconds(told.instant)
        let begun = onset.map { SourceTimes.wholeMilliseconds(min($0, told.instant)) } ?? instant
        let labels = kept(labels)
        let check = String((check ?? labels["check"] ?? labels["alertname"] ?? "alert").prefix(200))
        let identity =
            key.map { Identity(integration: delivery.integration, key: String($0.prefix(1000))) }
            ?? Identity(
                integration: delivery.integration, labels: labels.merging(["check": check]) { given, _ in given })
        var annotations = annotations
        annotations["description"] = description.map { String($0.prefix(4096)) } ?? annotations["description"]
        let place = labels["ci"] ?? labels["host"] ?? labels["instance"]
        return Event(
            integration: delivery.integration, identity: identity, action: action, moment: Moment(order: told.instant),
            onset: action == .raise ? begun : instant, occurredAt: instant, receivedAt: delivery.receivedAt,
            expiresAt: action == .raise ? lifetime.map { delivery.receivedAt + $0 } : nil,
            severity: severity ?? Severity(word: severityWord),
            severityWord: severityWord.map { String($0.prefix(100)) },
            check: check, labels: labels, annotations: kept(annotations, length: 4096),
            summary: String((summary ?? place.map { "\(check) on \($0)" } ?? check).prefix(1024)),
            link: link.map { String($0.prefix(2000)) }, delivery: self.delivery.map { String($0.prefix(1000)) },
            clamped: told.moved, sourceTime: time)
    }

    private func kept(_ texts: [String: String], length: Int = 1000) -> [String: String] {
        let bounded = texts.count <= EventDraft.mostLabels ? texts : EventDraft.first(of: texts)
        return bounded.filter { !$0.value.isEmpty && $0.key.count <= 200 }.mapValues { String($0.prefix(length)) }
    }

    private static func first(of texts: [String: String]) -> [String: String] {
        Dictionary(uniqueKeysWithValues: texts.sorted { $0.key < $1.key }.prefix(mostLabels).map { ($0.key, $0.value) })
    }
}
