import Foundation

/// What clocks take notice of in the life of a record.
package enum ServiceLevelEvent: Codable, Equatable, Sendable {
    case opened(priority: Int)
    case prioritised(priority: Int)
    /// These policies hold from now on, at most one of each kind.
    case agreed(policies: [AgreedPolicy])
    /// A person takes it up.
    case owned
    /// A person answers the customer.
    case answered
    /// The customer says something.
    case asked
    case handed(team: UUID?)
    case held(reason: String)
    case resumed
    case resolved
    case reopened
    case closed
    /// It was none, or it goes on as another record.
    case cancelled
}

/// Something that happened, in milliseconds since 1970.
package struct ServiceLevelMoment: Codable, Equatable, Sendable {
    package let at: Int
    package let event: ServiceLevelEvent

    package init(at: Int, _ event: ServiceLevelEvent) {
        self.at = at
        self.event = event
    }
}

/// The reason of being on hold that hands a record to a supplier.
package let supplierHold = "supplier"

/// The life of a record as its clocks see it: a fold over moments in the order in which they happened.
struct ServiceLevelHistory {
    enum Mode: Equatable {
        case open
        case held(String)
        case resolved
    }

    struct Phase {
        let from: Int
        let mode: Mode
    }

    /// A stretch of life that one clock measures; `stop` is nil while it goes on.
    struct Run {
        var subject: UUID?
        let from: Int
        var stop: Int?
    }

    enum End { case closed, cancelled }

    private(set) var openedAt: Int?
    private(set) var phases: [Phase] = []
    private(set) var end: (at: Int, how: End)?
    private(set) var priorities: [(at: Int, priority: Int)] = []
    private(set) var agreements: [(at: Int, policies: [AgreedPolicy])] = []
    private(set) var ownedAt: Int?
    private(set) var answeredAt: Int?
    private(set) var resolvedFirstAt: Int?
    private(set) var updates: [Run] = []
    private(set) var stints: [Run] = []
    private(set) var supplies: [Run] = []
    private var team: UUID?

    init(_ moments: some Sequence<ServiceLevelMoment>, until now: Int) {
        for moment in moments where moment.at <= now && end == nil { apply(moment.event, at: moment.at) }
    }

    var mode: Mode { phases.last?.mode ?? .open }

    private mutating func apply(_ event: ServiceLevelEvent, at instant: Int) {
        switch event {
        case .opened(let priority):
            openedAt = instant
            enter(.open, at: instant)
            priorities.append((instant, priority))
        case .prioritised(let priority): priorities.append((instant, priority))
        case .agreed(let policies): agreements.append((instant, policies))
        case .owned: ownedAt = ownedAt ?? instant
        case .answered: answer(at: instant)
        case .asked: ask(at: instant)
        case .handed(let team): hand(to: team, at: instant)
        case .held(let reason): hold(reason, at: instant)
        case .resumed: resume(at: instant)
        case .resolved: resolve(at: instant)
        case .reopened: reopen(at: instant)
        case .closed: finish(.closed, at: instant)
        case .cancelled: finish(.cancelled, at: instant)
        }
    }

    /// Of what happens in one instant, the last counts.
    private mutating func enter(_ mode: Mode, at instant: Int) {
        if phases.last?.from == instant { phases.removeLast() }
        phases.append(Phase(from: instant, mode: mode))
    }

    private mutating func answer(at instant: Int) {
        answeredAt = answeredAt ?? instant
        Self.stop(&updates, at: instant)
    }

    /// Before the first answer the response clock runs, and only that.
    private mutating func ask(at instant: Int) {
        guard answeredAt != nil || ownedAt != nil, mode != .resolved, updates.last?.stop != nil || updates.isEmpty
        else { return }
        updates.append(Run(from: instant))
    }

    private mutating func hand(to new: UUID?, at instant: Int) {
        guard new != team else { return }
        team = new
        guard mode != .resolved else { return }
        Self.stop(&stints, at: instant)
        if let new { stints.append(Run(subject: new, from: instant)) }
    }

    private mutating func hold(_ reason: String, at instant: Int) {
        Self.stop(&supplies, at: instant)
        enter(.held(reason), at: instant)
        if reason == supplierHold { supplies.append(Run(from: instant)) }
    }

    private mutating func resume(at instant: Int) {
        Self.stop(&supplies, at: instant)
        enter(.open, at: instant)
    }

    private mutating func resolve(at instant: Int) {
        resolvedFirstAt = resolvedFirstAt ?? instant
        for runs in [\Self.supplies, \Self.updates, \Self.stints] { Self.stop(&self[keyPath: runs], at: instant) }
        enter(.resolved, at: instant)
    }

    private mutating func reopen(at instant: Int) {
        enter(.open, at: instant)
        if let team { stints.append(Run(subject: team, from: instant)) }
    }

    private mutating func finish(_ how: End, at instant: Int) {
        end = (instant, how)
        for runs in [\Self.supplies, \Self.updates, \Self.stints] { Self.stop(&self[keyPath: runs], at: instant) }
    }

    private static func stop(_ runs: inout [Run], at instant: Int) {
        guard let last = runs.indices.last, runs[last].stop == nil else { return }
        runs[last].stop = instant
    }
}
