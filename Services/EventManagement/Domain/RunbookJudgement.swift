import Foundation
import Records

/// How things stand when a runbook is to run on what an alert is about.
package struct RunbookCircumstances: Sendable {
    /// The item that it would touch, with what feels that.
    package struct Target: Equatable, Sendable {
        package let id: UUID
        package let name: String
        package let itemClass: String
        /// Items that need it, directly or not.
        package let dependants: Int
        package let services: [ServiceModel.BusinessService]
        /// The worst of the services on it.
        package let health: Health

        package init(
            id: UUID, name: String, itemClass: String, dependants: Int, services: [ServiceModel.BusinessService],
            health: Health
        ) {
            self.id = id
            self.name = name
            self.itemClass = itemClass
            self.dependants = dependants
            self.services = services
            self.health = health
        }
    }

    package let alert: Alert
    package let target: Target?
    /// Why everything is stopped; nil while it is not.
    package let stoppedBecause: String?
    /// Numbers of changes under way on the item.
    package let changes: [String]
    /// The run that still touches the item.
    package let underWay: String?
    /// When the runbook last ran on the item.
    package let lastRun: Date?
    /// How often the runbook ran within the last hour.
    package let runsInHour: Int
    package let now: Date

    package init(
        alert: Alert, target: Target?, stoppedBecause: String? = nil, changes: [String] = [], underWay: String? = nil,
        lastRun: Date? = nil, runsInHour: Int = 0, now: Date
    ) {
        self.alert = alert
        self.target = target
        self.stoppedBecause = stoppedBecause
        self.changes = changes
        self.underWay = underWay
        self.lastRun = lastRun
        self.runsInHour = runsInHour
        self.now = now
    }
}

extension Runbook {
    /// What each bound says, all of them, in their order.
    package func judge(_ things: RunbookCircumstances) -> [BoundVerdict] {
        [
            BoundVerdict(
                .killSwitch, things.stoppedBecause == nil,
                things.stoppedBecause.map { "all runbooks are stopped: \($0)" } ?? "runbooks may run"),
            BoundVerdict(
                .runbook, state == .active,
                state == .active
                    ? "the runbook is active"
                    : "the runbook is \(state.rawValue)\(pausedBecause.map { ": \($0)" } ?? "")"),
            BoundVerdict(
                .alert, things.alert.isFiring, "alert \(things.alert.number) is \(things.alert.state.rawValue)"),
            conditions(things.alert), allowed(things.target), carried(things.target), health(things.target),
            changing(things), alone(things), rested(things), rare(things), contained(things.target),
        ]
    }

    private func conditions(_ alert: Alert) -> BoundVerdict {
        let failing = terms.guards.conditions.first { !MatcherSet([$0]).accepts(alert.fields) }
        guard let failing else { return BoundVerdict(.conditions, true, "the alert fits its conditions") }
        let given = alert.fields[failing.name] ?? ""
        return BoundVerdict(.conditions, false, "\(failing.name) is \(given.isEmpty ? "missing" : given)")
    }

    private func allowed(_ target: RunbookCircumstances.Target?) -> BoundVerdict {
        guard let target else { return BoundVerdict(.allowList, false, "the alert is about no known item") }
        if terms.guards.items.contains(target.id) { return BoundVerdict(.allowList, true, "\(target.name) is listed") }
        let isOfClass = terms.guards.classes.contains { $0.lowercased() == target.itemClass.lowercased() }
        return BoundVerdict(
            .allowList, isOfClass,
            isOfClass
                ? "\(target.name) is a \(target.itemClass)"
                : "neither \(target.name) nor the class \(target.itemClass) is listed")
    }

    private func carried(_ target: RunbookCircumstances.Target?) -> BoundVerdict {
        guard !terms.guards.services.isEmpty else { return BoundVerdict(.services, true, "any service will do") }
        let found = target?.services.first { terms.guards.services.contains($0.id) }
        return BoundVerdict(
            .services, found != nil, found.map { "it carries \($0.name)" } ?? "it carries none of the services named")
    }

    private func health(_ target: RunbookCircumstances.Target?) -> BoundVerdict {
        let wanted = terms.guards.health
        guard !wanted.isEmpty else { return BoundVerdict(.health, true, "any health will do") }
        let health = target?.health ?? .unknown
        return BoundVerdict(.health, wanted.contains(health), "the worst service on it is \(health.rawValue)")
    }

    private func changing(_ things: RunbookCircumstances) -> BoundVerdict {
        guard !things.changes.isEmpty else { return BoundVerdict(.change, true, "no change is under way on it") }
        let names = things.changes.prefix(5).joined(separator: ", ")
        return BoundVerdict(.change, terms.guards.runsDuringChange, "under way on it: \(names)")
    }

    private func alone(_ things: RunbookCircumstances) -> BoundVerdict {
        BoundVerdict(
            .underWay, things.underWay == nil,
            things.underWay.map { "\($0) is not over yet on it" } ?? "no other run is under way on it")
    }

    private func rested(_ things: RunbookCircumstances) -> BoundVerdict {
        guard let last = things.lastRun else { return BoundVerdict(.coolDown, true, "it has not run on it before") }
        let passed = Int(things.now.timeIntervalSince(last))
        return BoundVerdict(
            .coolDown, passed >= terms.limits.coolDown,
            "it ran on it \(passed) s ago; \(terms.limits.coolDown) s must have passed")
    }

    private func rare(_ things: RunbookCircumstances) -> BoundVerdict {
        BoundVerdict(
            .perHour, things.runsInHour < terms.limits.perHour,
            "it ran \(things.runsInHour) times within the last hour; \(terms.limits.perHour) are allowed")
    }

    private func contained(_ target: RunbookCircumstances.Target?) -> BoundVerdict {
        guard let target else { return BoundVerdict(.blastRadius, false, "nobody knows what would feel it") }
        let (limits, items, services) = (terms.limits, target.dependants + 1, target.services.count)
        let critical = target.services.filter { $0.criticality < limits.mostCritical ?? 0 }.map(\.name).sorted()
        let reach = "\(items) items and \(services) services feel it; \(limits.items) and \(limits.services) may"
        guard critical.isEmpty else {
            return BoundVerdict(.blastRadius, false, "\(critical.prefix(5).joined(separator: ", ")) would feel it")
        }
        return BoundVerdict(.blastRadius, items <= limits.items && services <= limits.services, reach)
    }
}

extension [BoundVerdict] {
    package var refusals: [BoundVerdict] { filter { !$0.holds } }

    /// What the bounds together decided.
    func explanation(outcome: String) -> Explanation {
        let refusals = refusals
        return Explanation(
            decision: "adjustment", rule: "every bound must hold",
            inputs: Dictionary(map { ($0.bound.rawValue, $0.because) }) { first, _ in first }, outcome: outcome,
            because: refusals.isEmpty
                ? "every bound holds"
                : refusals.map { "\($0.bound.rawValue): \($0.because)" }.joined(separator: "; "))
    }
}
