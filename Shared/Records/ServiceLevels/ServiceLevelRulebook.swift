import Foundation

/// A version of a policy as a record holds on to it, with the versions of the calendars that it uses.
package struct AgreedPolicy: Codable, Hashable, Sendable {
    package let policy: VersionPin
    package let calendars: [VersionPin]

    package init(policy: VersionPin, calendars: [VersionPin]) {
        self.policy = policy
        self.calendars = calendars
    }
}

/// Policies and calendars by version, ready for use.
package struct ServiceLevelRulebook: Sendable {
    /// A target with its calendar.
    struct Rule: Sendable {
        let policy: VersionPin
        let target: ServiceLevelTarget
        let calendar: VersionPin
        let hours: OpenHours

        /// Whether a hold for this reason holds the clock too.
        func pauses(for reason: String) -> Bool {
            switch target.measure {
            case .response, .supplier: false
            case .update, .resolution, .team: target.pausedBy.contains(reason)
            }
        }
    }

    private var policies: [VersionPin: ServiceLevelPolicy] = [:]
    private var calendars: [VersionPin: OpenHours] = [:]

    package init() {}

    package mutating func add(_ policy: ServiceLevelPolicy, as pin: VersionPin) { policies[pin] = policy }

    package mutating func add(_ calendar: OpenHours, as pin: VersionPin) { calendars[pin] = calendar }

    package func hasPolicy(_ pin: VersionPin) -> Bool { policies[pin] != nil }

    package func hasCalendar(_ pin: VersionPin) -> Bool { calendars[pin] != nil }

    /// Nil when that version is not in the book.
    package func policy(_ pin: VersionPin) -> ServiceLevelPolicy? { policies[pin] }

    /// Both together.
    package func merging(_ other: ServiceLevelRulebook) -> ServiceLevelRulebook {
        var both = self
        both.policies.merge(other.policies) { mine, _ in mine }
        both.calendars.merge(other.calendars) { mine, _ in mine }
        return both
    }

    /// Throws `Invalid` when a version is missing.
    func rules(of agreed: AgreedPolicy) throws(Invalid) -> (kind: AgreementKind, rules: [Rule]) {
        guard let policy = policies[agreed.policy] else { throw Self.missing("policy", agreed.policy) }
        var rules: [Rule] = []
        for target in policy.targets {
            guard let pin = agreed.calendars.first(where: { $0.id == target.calendar }), let hours = calendars[pin]
            else { throw Self.missing("calendar", VersionPin(id: target.calendar, version: 0)) }
            rules.append(Rule(policy: agreed.policy, target: target, calendar: pin, hours: hours))
        }
        return (policy.kind, rules)
    }

    private static func missing(_ what: String, _ pin: VersionPin) -> Invalid {
        Invalid(
            "Version \(pin.version) of \(what) \(pin.id.uuidString.lowercased()) is not known here.", field: what,
            code: "unknown_version")
    }
}
