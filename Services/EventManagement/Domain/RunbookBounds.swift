import Foundation
import Records

/// What must be true before a runbook runs; everything that is said must hold.
package struct RunbookGuard: Codable, Equatable, Sendable {
    /// Over the labels of the alert and over `event.severity`, `event.check`, `event.summary`.
    package let conditions: [LabelMatcher]
    /// Items it may touch; with those of the classes.
    package let items: [UUID]
    /// Classes of items it may touch: `server`, `application`. Case does not count.
    package let classes: [String]
    /// The item must carry one of these business services, if any are named.
    package let services: [UUID]
    /// The worst health of the services on the item must be one of these, if any are named.
    package let health: [Health]
    /// It runs although a change is under way on the item.
    package let runsDuringChange: Bool

    package init(
        conditions: [LabelMatcher] = [], items: [UUID] = [], classes: [String] = [], services: [UUID] = [],
        health: [Health] = [], runsDuringChange: Bool = false
    ) {
        self.conditions = conditions
        self.items = items
        self.classes = classes
        self.services = services
        self.health = health
        self.runsDuringChange = runsDuringChange
    }

    func check(at field: String) throws(Invalid) {
        guard conditions.count <= 50 else { throw Invalid("Give at most 50 conditions.", field: "\(field).conditions") }
        for (index, condition) in conditions.enumerated() {
            _ = try condition.checked(at: "\(field).conditions.\(index)")
        }
        guard !items.isEmpty || !classes.isEmpty else {
            throw Invalid("Name the items or classes of items that it may touch.", field: "\(field).items")
        }
        guard items.count <= 1000 else { throw Invalid("Name at most 1000 items.", field: "\(field).items") }
        guard services.count <= 100 else { throw Invalid("Name at most 100 services.", field: "\(field).services") }
        guard classes.count <= 50, classes.allSatisfy({ (1...100).contains($0.count) }) else {
            throw Invalid("Name at most 50 classes of 1 to 100 characters.", field: "\(field).classes")
        }
    }
}

/// How often a runbook runs, and how much it may touch.
package struct RunbookLimits: Codable, Equatable, Sendable {
    /// Seconds between two runs on one item.
    package let coolDown: Int
    /// Runs within an hour, over all items.
    package let perHour: Int
    /// Items that may feel it: the item itself and whatever needs it.
    package let items: Int
    /// Business services that stand on the item.
    package let services: Int
    /// No business service more critical than this may feel it; 1 is the most critical. Nil for any.
    package let mostCritical: Int?

    /// A week, in seconds; what was longer ago never counts.
    package static let longestCoolDown: TimeInterval = 604_800

    package init(coolDown: Int, perHour: Int, items: Int, services: Int, mostCritical: Int? = nil) {
        self.coolDown = coolDown
        self.perHour = perHour
        self.items = items
        self.services = services
        self.mostCritical = mostCritical
    }

    func check(at field: String) throws(Invalid) {
        guard 0...Self.longestCoolDown ~= TimeInterval(coolDown) else {
            throw Invalid("Give 0 seconds to a week.", field: "\(field).coolDown")
        }
        guard (1...1000).contains(perHour) else { throw Invalid("Give 1 to 1000.", field: "\(field).perHour") }
        guard (1...100_000).contains(items) else { throw Invalid("Give 1 to 100000.", field: "\(field).items") }
        guard (0...10_000).contains(services) else { throw Invalid("Give 0 to 10000.", field: "\(field).services") }
        if let mostCritical, !(1...4).contains(mostCritical) {
            throw Invalid("Give 1 to 4.", field: "\(field).mostCritical")
        }
    }
}

/// What bounds a run.
package enum RunbookBound: String, Codable, CaseIterable, Sendable {
    case killSwitch = "kill-switch"
    case runbook
    case alert
    case conditions
    case allowList = "allow-list"
    case services
    case health
    case change
    case underWay = "under-way"
    case coolDown = "cool-down"
    case perHour = "per-hour"
    case blastRadius = "blast-radius"
}

/// What one bound says to a run.
package struct BoundVerdict: Codable, Equatable, Sendable {
    package let bound: RunbookBound
    package let holds: Bool
    package let because: String

    package init(_ bound: RunbookBound, _ holds: Bool, _ because: String) {
        self.bound = bound
        self.holds = holds
        self.because = because
    }
}
