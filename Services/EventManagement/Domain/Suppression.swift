import Foundation
import Records

/// A time in which a change may hurt what it said it would hurt.
package struct Maintenance: Equatable, Sendable {
    package let window: UUID
    package let change: ChangeReference
    package let scope: Set<UUID>
    /// Services that are not named are declared unhurt.
    package let declared: [UUID: ServiceImpact]
    package let end: Date

    package init(
        window: UUID, change: ChangeReference, scope: Set<UUID>, declared: [UUID: ServiceImpact], end: Date
    ) {
        self.window = window
        self.change = change
        self.scope = scope
        self.declared = declared
        self.end = end
    }
}

/// Whether open maintenance mutes an alert, exactly as far as declared.
package enum Suppression: Equatable, Sendable {
    /// No open window touches the alert's configuration item.
    case untouched
    case muted(Alert.Mute, Explanation)
    /// A window touches it, and the alert says more harm than the change declared.
    case exceeded(ChangeReference, Explanation)

    /// An item is touched when it is in a window's scope, or needs one that is.
    package static func decide(
        _ binding: Binding, _ severity: Severity, under open: [Maintenance], in model: ServiceModel, at now: Date
    ) -> Suppression {
        guard let item = binding.item else { return .untouched }
        let reach = model.needs(of: item).union([item])
        let touching = open.filter { now < $0.end && !$0.scope.isDisjoint(with: reach) }
            .sorted { ($0.end, $0.change.number) < ($1.end, $1.change.number) }
        let hurt = model.services(on: item).union(binding.service.map { [$0] } ?? [])
        for window in touching where excess(of: severity, over: window, for: hurt).isEmpty {
            let mute = Alert.Mute(window: window.window, change: window.change)
            return .muted(mute, explanation(severity, window, hurt, model, isMuted: true))
        }
        guard let first = touching.first else { return .untouched }
        return .exceeded(first.change, explanation(severity, first, hurt, model, isMuted: false))
    }

    private static func excess(of severity: Severity, over window: Maintenance, for hurt: Set<UUID>) -> [UUID] {
        hurt.filter { severity.observed > window.declared[$0, default: .none] }.sorted { $0 < $1 }
    }

    private static func explanation(
        _ severity: Severity, _ window: Maintenance, _ hurt: Set<UUID>, _ model: ServiceModel, isMuted: Bool
    ) -> Explanation {
        var inputs = ["severity": severity.rawValue, "change": window.change.number]
        for service in hurt {
            let name = model.services[service]?.name ?? service.uuidString.lowercased()
            inputs["declared for \(name)"] = window.declared[service, default: .none].rawValue
        }
        let exceeded = excess(of: severity, over: window, for: hurt)
            .map { model.services[$0]?.name ?? $0.uuidString.lowercased() }
        let because =
            isMuted
            ? "\(window.change.number) is under way and declares at least what is seen on every service concerned"
            : "\(window.change.number) is under way, but \(severity.rawValue) means \(severity.observed.rawValue) for "
                + "\(exceeded.joined(separator: ", ")), which is more than it declares"
        return Explanation(
            decision: "suppression", rule: "muted as far as declared", inputs: inputs,
            outcome: isMuted ? "muted" : "not muted", because: because)
    }
}
