import Foundation

/// One version of something that is never changed but replaced: running clocks keep the version they began with.
package struct VersionPin: Codable, Hashable, Sendable {
    package let id: UUID
    package let version: Int

    package init(id: UUID, version: Int) {
        self.id = id
        self.version = version
    }
}

/// With whom an agreement is: the customer, a team of one's own, a supplier.
package enum AgreementKind: String, Codable, CaseIterable, Sendable {
    /// Service level agreement (SLA).
    case customer
    /// Operational level agreement (OLA).
    case team
    /// Underpinning contract (UC).
    case supplier
}

/// What is promised for records of some services and customers: which clocks run and how.
package struct ServiceLevelPolicy: Codable, Equatable, Sendable {
    package let kind: AgreementKind
    /// Only records of one of these services; empty for all.
    package let services: [UUID]
    /// Only records of these customers; empty for all.
    package let organisations: [UUID]
    package let targets: [ServiceLevelTarget]

    package init(
        kind: AgreementKind, services: [UUID] = [], organisations: [UUID] = [], targets: [ServiceLevelTarget]
    ) {
        self.kind = kind
        self.services = services
        self.organisations = organisations
        self.targets = targets
    }
}

/// One promise: how long something may take, on which calendar, and what holds its clock.
package struct ServiceLevelTarget: Codable, Equatable, Sendable {
    package enum Measure: String, Codable, CaseIterable, Sendable {
        /// From opening to the first answer by a person. Never pauses, never begins again.
        case response
        /// From something the customer said to the next answer, once there was a first one.
        case update
        /// From opening to resolution; goes on when the record is reopened.
        case resolution
        /// From being given to a team to the next hand-over, anew each time.
        case team
        /// From being given to a supplier to getting it back, anew each time.
        case supplier
    }

    /// What becomes of a running clock when its target or goal changes.
    package enum OnChange: String, Codable, CaseIterable, Sendable {
        /// As if the new one had held from the start, with all pauses so far judged by its own rule.
        case retroactive
        /// From the beginning.
        case restart
        /// The used share of the old goal counts as the same share of the new one.
        case share
    }

    /// What stops a response clock beside an answer and the resolution.
    package enum RespondedBy: String, Codable, CaseIterable, Sendable {
        case answer
        /// A person taking it up is enough.
        case ownership
    }

    /// What people call it; one of a kind in its policy.
    package let name: String
    package let measure: Measure
    /// The first one that fits the record's priority counts; none: no clock.
    package let goals: [ServiceLevelGoal]
    package let calendar: UUID
    /// Reasons of being on hold that hold this clock too.
    package let pausedBy: [String]
    package let onChange: OnChange
    package let respondedBy: RespondedBy
    package let thresholds: [ServiceLevelThreshold]
    /// Only this team's stints; nil for all teams.
    package let team: UUID?

    package init(
        name: String, measure: Measure, goals: [ServiceLevelGoal], calendar: UUID, pausedBy: [String] = [],
        onChange: OnChange = .retroactive, respondedBy: RespondedBy = .ownership,
        thresholds: [ServiceLevelThreshold] = [], team: UUID? = nil
    ) {
        self.name = name
        self.measure = measure
        self.goals = goals
        self.calendar = calendar
        self.pausedBy = pausedBy
        self.onChange = onChange
        self.respondedBy = respondedBy
        self.thresholds = thresholds
        self.team = team
    }
}

/// How much open time there is, by priority.
package struct ServiceLevelGoal: Codable, Equatable, Sendable {
    package enum Amount: Codable, Equatable, Sendable {
        case within(seconds: Int)
        /// By a local time, in minutes after midnight, of the nth business day after the start.
        case businessDay(after: Int, at: Int)
    }

    /// 1 to 5; nil for any.
    package let priority: Int?
    package let amount: Amount

    package init(priority: Int? = nil, _ amount: Amount) {
        self.priority = priority
        self.amount = amount
    }
}

/// A point on the way of a clock, in open time: 75 %, an hour before it is due, a day after.
package enum ServiceLevelThreshold: Codable, Hashable, Sendable {
    case share(percent: Int)
    case before(seconds: Int)
    case after(seconds: Int)

    /// The clock is due.
    package static let breach = ServiceLevelThreshold.share(percent: 100)

    /// A stable word: `share-75`, `before-3600`.
    package var key: String {
        switch self {
        case .share(let percent): "share-\(percent)"
        case .before(let seconds): "before-\(seconds)"
        case .after(let seconds): "after-\(seconds)"
        }
    }

    /// The elapsed time at which it is reached, in milliseconds, rounded up; nil when the goal is shorter than what comes before.
    func amount(of budget: Int) -> Int? {
        switch self {
        case .share(let percent): max(1, (budget * percent + 99) / 100)
        case .before(let seconds): budget > seconds * 1000 ? budget - seconds * 1000 : nil
        case .after(let seconds): budget + seconds * 1000
        }
    }
}

extension ServiceLevelPolicy {
    /// Throws `Invalid` naming the field that makes no sense.
    package func checked() throws(Invalid) -> ServiceLevelPolicy {
        try Self.check(services.count <= 200, "At most 200 services.", "services")
        try Self.check(organisations.count <= 200, "At most 200 organisations.", "organisations")
        try Self.check((1...20).contains(targets.count), "One to twenty targets.", "targets")
        try Self.check(
            Set(targets.map(\.name)).count == targets.count, "Each target has a name of its own.", "targets")
        for (index, target) in targets.enumerated() { try target.check("targets.\(index)") }
        return self
    }

    fileprivate static func check(_ isSo: Bool, _ message: String, _ field: String) throws(Invalid) {
        guard isSo else { throw Invalid(message, field: field) }
    }
}

extension ServiceLevelTarget {
    /// Ten years.
    private static let longest = 315_576_000

    fileprivate func check(_ field: String) throws(Invalid) {
        let check = ServiceLevelPolicy.check
        try check(!name.isEmpty && name.count <= 100, "A name of at most 100 characters.", "\(field).name")
        try check((1...10).contains(goals.count), "One to ten goals.", "\(field).goals")
        try check(pausedBy.count <= 20, "At most twenty reasons.", "\(field).pausedBy")
        try check(pausedBy.allSatisfy { $0.count <= 40 }, "At most 40 characters each.", "\(field).pausedBy")
        try check(thresholds.count <= 20, "At most twenty thresholds.", "\(field).thresholds")
        for goal in goals {
            try check(goal.priority.map { (1...5).contains($0) } ?? true, "A priority is 1 to 5.", "\(field).goals")
            try check(goal.isSensible(longest: Self.longest), "A goal is later than its start.", "\(field).goals")
        }
        for threshold in thresholds {
            try check(threshold.isSensible(longest: Self.longest), "This is no threshold.", "\(field).thresholds")
        }
    }
}

extension ServiceLevelGoal {
    fileprivate func isSensible(longest: Int) -> Bool {
        switch amount {
        case .within(let seconds): (1...longest).contains(seconds)
        case .businessDay(let after, let at): (1...366).contains(after) && (0...1440).contains(at)
        }
    }
}

extension ServiceLevelThreshold {
    fileprivate func isSensible(longest: Int) -> Bool {
        switch self {
        case .share(let percent): (1...1000).contains(percent)
        case .before(let seconds), .after(let seconds): (1...longest).contains(seconds)
        }
    }
}
