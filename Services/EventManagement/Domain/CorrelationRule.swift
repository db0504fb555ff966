import Foundation
import Records

/// How alerts are put together, and how long a situation waits for a deeper cause before others hear of it.
package struct CorrelationRule: Sendable {
    /// An alert joins when its onset is this near to those of the situation.
    package var window: TimeInterval
    /// From its first onset on, a situation takes new members for this long, so that chains end.
    package var lifetime: TimeInterval
    package var holdOff: TimeInterval
    /// How long symptoms may outlast their cause before one of them is taken for it.
    package var grace: TimeInterval
    /// An item that does not alert is taken for the cause when this part of what directly needs it does, and at least three.
    package var silentShare: Double

    package init(
        window: TimeInterval = 5 * 60, lifetime: TimeInterval = 30 * 60, holdOff: TimeInterval = 2,
        grace: TimeInterval = 2 * 60, silentShare: Double = 0.8
    ) {
        self.window = window
        self.lifetime = lifetime
        self.holdOff = holdOff
        self.grace = grace
        self.silentShare = silentShare
    }

    func admits(_ onset: Date, to situation: Situation) -> Bool {
        onset >= situation.firstOnset - window && onset <= situation.lastOnset + window
            && onset <= situation.firstOnset + lifetime && onset >= situation.lastOnset - lifetime
    }

    /// Whether something deeper that began then can be its cause: what fired long before that has another.
    func explains(_ onset: Date, _ situation: Situation) -> Bool {
        admits(onset, to: situation) && onset <= situation.firstOnset + window
    }

    /// How many of those that directly need an item must alert before it is named although it is silent.
    func fewest(of direct: Int) -> Int { max(3, Int((Double(direct) * silentShare).rounded(.up))) }

    /// Why others may hear of it at once; nil when it is worth waiting for a deeper cause.
    func reasonToAnnounce(_ alert: Alert, hurting services: Set<UUID>, in model: ServiceModel) -> Explanation? {
        if alert.opensAtOnce == true { return explanation("a rule wants it told at once", alert) }
        guard holdOff > 0 else { return explanation("no hold-off is set", alert) }
        guard let item = alert.binding.item, !model.directNeeds(of: item).isEmpty else {
            return explanation("nothing deeper could still be the cause", alert)
        }
        let isVital = services.contains { model.services[$0]?.criticality == 1 }
        guard alert.severity == .critical, isVital else { return nil }
        return explanation("it is critical for a business service of criticality 1", alert)
    }

    /// Why others hear of it after all.
    package func holdOffIsOver() -> Explanation {
        Explanation(
            decision: "announcement", rule: "hold-off", inputs: ["seconds": "\(holdOff)"], outcome: "announced",
            because: "no deeper cause was heard of within the hold-off")
    }

    func explanation(_ because: String, _ alert: Alert) -> Explanation {
        Explanation(
            decision: "announcement", rule: "hold-off", inputs: ["alert": alert.number], outcome: "announced at once",
            because: because)
    }
}

extension Alert {
    /// What alerts without a configuration item are grouped by: their business service, else the check of their source.
    package var group: String? {
        guard binding.item == nil else { return nil }
        if let service = binding.service { return "service:" + service.uuidString.lowercased() }
        return "check:" + integration.uuidString.lowercased() + ":" + check
    }
}
