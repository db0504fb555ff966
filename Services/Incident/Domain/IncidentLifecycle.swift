import Foundation
import Records

extension Incident {
    /// Affected people kept with an incident.
    package static let mostAffected = 2_000

    /// A record of another practice that an incident may be on hold for.
    package enum Awaited: Equatable, Sendable {
        case problem(UUID)
        case change(UUID)
    }

    package enum Command: Equatable, Sendable {
        case assign(team: UUID?, person: UUID?)
        case startWork(by: UUID)
        case hold(Hold)
        case resume
        /// What it may be on hold for has ended; whatever waits for something else goes on waiting.
        case hearEnd(of: Awaited)
        case resolve(Resolution)
        case reopen(reason: String)
        /// The requester has said something: who waited for them goes on, and what was resolved is open again.
        case hearReply
        case close
        /// It is none, or goes on as another.
        case cancel(reason: String, into: UUID? = nil)
        case note(text: String)
        case overridePriority(PriorityOverride?)
        /// Monitoring still sees trouble, perhaps another cause or other services.
        case follow(Sighting, Assessment)
        case offer(Workaround)
        /// A problem counts it among its incidents.
        case link(problem: UUID)
        /// It hurts these people too.
        case addAffected([UUID])
        /// Why a service level was missed.
        case explainBreach(BreachReason)
        /// Says that security or safety is at stake, or no more.
        case flag(Flag?)
        /// People tell of it, and monitoring sees nothing.
        case findGap(MonitoringGap)
        /// It has been open for a while: what lasts may become more urgent.
        case growOlder
        case categorise(IncidentCategory)
        case addItem(AffectedItem)
        case removeItem(UUID)
        case escalate(Escalation, why: Explanation?)
        /// Another incident stands for it from now on.
        case join(Parent)
        case leave(reason: String)
        case addTask(IncidentTask)
        case giveTask(UUID, to: IncidentTask.Given)
        case finishTask(UUID, note: String?)
        case dropTask(UUID, reason: String)
    }

    package enum Fact: Codable, Equatable, Sendable {
        case opened(opening: Opening)
        case prioritised(assessment: Assessment)
        case priorityOverridden(override: PriorityOverride)
        case overrideWithdrawn
        case assigned(team: UUID?, person: UUID?, why: Explanation?)
        case workStarted(by: UUID)
        case held(hold: Hold)
        case resumed
        case resolved(resolution: Resolution)
        case reopened(reason: String)
        case closed
        case cancelled(reason: String, into: UUID? = nil)
        case noted(text: String)
        case sighted(sighting: Sighting)
        case workaroundOffered(workaround: Workaround)
        case linked(problem: UUID)
        case affectedAdded(person: UUID)
        case monitoringGapFound(gap: MonitoringGap)
        case harmFlagged(flag: Flag?)
        /// These policies hold for it from now on.
        case serviceLevelsAgreed(policies: [AgreedPolicy], why: Explanation)
        case thresholdPassed(passing: ThresholdPassing)
        case replied(reply: IncidentReply, at: Date)
        case breachExplained(reason: BreachReason)
        case categorised(category: IncidentCategory)
        case itemAdded(item: AffectedItem)
        case itemRemoved(item: UUID)
        case escalated(escalation: Escalation, why: Explanation?)
        case joinedParent(parent: Parent)
        case leftParent(reason: String)
        case taskAdded(task: IncidentTask)
        case taskGiven(task: UUID, given: IncidentTask.Given)
        case taskEnded(task: UUID, state: IncidentTask.State, note: String?)
    }

    /// The whole lifecycle: each line is one legal move, anything else is rejected.
    package func deciding(_ command: Command, at now: Date) throws(Rejection) -> [Fact] {
        if let facts = try keeping(command) { return facts }
        return switch (state, command) {
        case (.resolved, .reopen(let reason)): [.reopened(reason: reason)]
        case (.resolved, .hearReply): [.reopened(reason: "The requester replied.")]
        case (.resolved, .close): [.closed]
        case (.resolved, .resolve(let new)): try resolvedAgain(new)
        case (.resolved, .follow): []  // told twice: nothing new happened
        case (.resolved, _): throw refused(command)

        case (_, .assign(let team, let person)):
            team == self.team && person == assignee ? [] : [.assigned(team: team, person: person, why: nil)]
        case (.new, .startWork(let person)), (.assigned, .startWork(let person)): [.workStarted(by: person)]
        case (.assigned, .hold(let hold)), (.inProgress, .hold(let hold)): [.held(hold: try checked(hold, at: now))]
        case (.onHold, .resume): [.resumed]
        case (_, .hearEnd(let awaited)): awaits(awaited) ? [.resumed] : []
        case (_, .hearReply): hold?.reason == .caller ? [.resumed] : []
        case (_, .resolve(let resolution)): [.resolved(resolution: resolution)]
        case (_, .cancel(let reason, let survivor)): [.cancelled(reason: reason, into: survivor)]
        case (_, .overridePriority(let override)): overridden(override)
        case (_, .follow(let sighting, let assessment)):
            followed(sighting, assessment.weighed(withPeople: affectedCount, openFor: hoursOpen(at: now)))
        case (_, .addAffected(let people)): joined(by: people, at: now)
        case (_, .findGap(let found)): gap == nil ? [.monitoringGapFound(gap: found)] : []
        case (_, .growOlder): reweighed(withPeople: affectedCount, at: now)
        case (.onHold, .escalate): throw refused(command)
        case (_, .escalate(let escalation, let why)): try escalated(escalation, why: why)
        case (_, .flag(let flag)): flag == self.flag ? [] : [.harmFlagged(flag: flag)]
        default: throw refused(command)
        }
    }

    /// What is written down beside the work, whether it goes on or service is back; nil for any other command.
    private func keeping(_ command: Command) throws(Rejection) -> [Fact]? {
        switch (state, command) {
        case (_, .link(let problem)): problem == self.problem ? [] : [.linked(problem: problem)]
        case (.cancelled, _): throw refused(command)
        case (_, .note(let text)): [.noted(text: text)]
        case (_, .explainBreach(let reason)): [.breachExplained(reason: try reason.checked())]
        case (_, .giveTask(let task, let given)): try giving(task, to: given)
        case (_, .finishTask(let task, let note)): try ending(task, as: .done, note: note)
        case (_, .dropTask(let task, let reason)): try ending(task, as: .dropped, note: reason)
        case (.closed, _): throw refused(command)
        case (_, .addTask(let task)): try adding(task)
        case (_, .offer(let workaround)): offered(workaround)
        case (_, .categorise(let new)): new == category ? [] : [.categorised(category: new)]
        case (_, .addItem(let item)): added(item)
        case (_, .removeItem(let item)): items?.contains { $0.item == item } == true ? [.itemRemoved(item: item)] : []
        case (_, .join(let parent)): parent == self.parent ? [] : [.joinedParent(parent: parent)]
        case (_, .leave(let reason)): parent == nil ? [] : [.leftParent(reason: reason)]
        default: nil
        }
    }

    /// Told twice it is nothing new; what a second person writes is not swallowed.
    private func resolvedAgain(_ new: Resolution) throws(Rejection) -> [Fact] {
        guard new == resolution || new.code == .monitoringCleared else {
            throw Rejection("\(number) was resolved meanwhile: \(resolution?.notes ?? "")", code: "resolved_already")
        }
        return []
    }

    private func awaits(_ other: Awaited) -> Bool {
        switch other {
        case .problem(let id): hold?.reason == .problem && problem == id
        case .change(let id): hold?.reason == .change && (hold?.change ?? change) == id
        }
    }

    private func offered(_ workaround: Workaround) -> [Fact] {
        let known = workarounds.first { $0.knownError == workaround.knownError }
        return known.map { $0.edition < workaround.edition } ?? true ? [.workaroundOffered(workaround: workaround)] : []
    }

    private func checked(_ hold: Hold, at now: Date) throws(Rejection) -> Hold {
        if hold.reason == .caller && (hold.note ?? "").isEmpty {
            throw Rejection("To wait for the caller, say what they are asked.", code: "note_required")
        }
        if let until = hold.until, until <= now {
            throw Rejection("The time to follow up must be in the future.", code: "follow_up_passed")
        }
        return hold
    }

    private func overridden(_ new: PriorityOverride?) -> [Fact] {
        guard let new else { return override == nil ? [] : [.overrideWithdrawn] }
        return new == override ? [] : [.priorityOverridden(override: new)]
    }

    /// Beyond the most that are kept, one more changes nothing: the priority has long been raised.
    private func joined(by people: [UUID], at now: Date) -> [Fact] {
        var seen: Set<UUID> = []
        let new = people.filter { !hurts($0) && seen.insert($0).inserted }
            .prefix(Self.mostAffected - (affected?.count ?? 0))
        guard !new.isEmpty else { return [] }
        return new.map { .affectedAdded(person: $0) } + reweighed(withPeople: affectedCount + new.count, at: now)
    }

    private func reweighed(withPeople count: Int, at now: Date) -> [Fact] {
        let weighed = assessment?.weighed(withPeople: count, openFor: hoursOpen(at: now))
        guard let weighed, weighed != assessment else { return [] }
        return [.prioritised(assessment: weighed)]
    }

    /// The computed priority as another matrix has it; nil when none was computed.
    package func priority(by matrix: RuleVersion<PriorityMatrix>, at now: Date) -> Priority? {
        let computed = assessment?.computed(by: matrix)
        return computed?.weighed(withPeople: affectedCount, openFor: hoursOpen(at: now)).priority
    }

    private func hoursOpen(at now: Date) -> Double { now.timeIntervalSince(openedAt) / 3600 }

    /// Another matrix alone changes nothing that runs: only another input does.
    private func followed(_ sighting: Sighting, _ assessment: Assessment) -> [Fact] {
        (sighting == lastSighting ? [] : [.sighted(sighting: sighting)])
            + (assessment.isLike(self.assessment) ? [] : [.prioritised(assessment: assessment)])
    }

    private var lastSighting: Sighting? {
        cause.map {
            Sighting(
                summary: summary, services: services, cause: $0, firingAlerts: firingAlerts, change: change,
                brokenSince: brokenSince)
        }
    }

    private func refused(_ command: Command) -> Rejection {
        Rejection("Incident \(number) is \(state.words) and cannot be \(command.participle).")
    }
}
