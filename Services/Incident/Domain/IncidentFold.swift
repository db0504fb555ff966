import Foundation
import Records

extension Incident {
    package static func beginning(_ id: UUID, with fact: Fact, at instant: Date) -> Incident? {
        guard case .opened(let opening) = fact else { return nil }
        return Incident(
            id: id, number: opening.number, origin: opening.origin, organisation: opening.organisation, state: .new,
            summary: opening.summary,
            description: opening.description, services: opening.services, cause: opening.cause,
            firingAlerts: opening.firingAlerts, change: opening.change, workarounds: [], openedAt: instant,
            brokenSince: opening.brokenSince, reopenCount: 0)
    }

    package func applying(_ fact: Fact, at instant: Date) -> Incident {
        var incident = self
        incident.apply(fact, at: instant)
        return incident
    }

    private mutating func apply(_ fact: Fact, at instant: Date) {
        switch fact {
        case .opened, .noted, .thresholdPassed, .replied, .breachExplained: break
        case .prioritised(let new): assessment = new
        case .priorityOverridden(let new): override = new
        case .overrideWithdrawn: override = nil
        case .assigned(let team, let person, _): assign(team, person)
        case .workStarted(let person): start(by: person, at: instant)
        case .held(let new):
            hold = new
            state = .onHold
        case .resumed:
            hold = nil
            state = .inProgress
        case .resolved(let how): resolve(how, at: instant)
        case .reopened: reopen()
        case .closed:
            state = .closed
            closedAt = instant
        case .cancelled(_, let survivor): cancel(for: survivor, at: instant)
        case .sighted(let sighting): see(sighting)
        case .workaroundOffered(let workaround): take(workaround)
        case .linked(let problem): self.problem = problem
        case .affectedAdded(let person): affected = (affected ?? []) + [person]
        case .harmFlagged(let new): flag = new
        case .monitoringGapFound(let new): gap = new
        case .serviceLevelsAgreed(let policies, _): agreed = policies
        case .joinedParent(let new): parent = new
        case .leftParent: parent = nil
        case .categorised(let new):
            openingCategory = openingCategory ?? new
            category = new
        case .itemAdded(let new): items = (items ?? []).filter { $0.item != new.item } + [new]
        case .itemRemoved(let item): items?.removeAll { $0.item == item }
        case .escalated(let escalation, _): climb(escalation, at: instant)
        case .taskAdded(let task): tasks = (tasks ?? []) + [task]
        case .taskGiven(let task, let given): change(task) { $0.given = given }
        case .taskEnded(let task, let state, let note): end(task, as: state, note, at: instant)
        }
    }

    private mutating func cancel(for survivor: UUID?, at instant: Date) {
        dropTasks(at: instant)
        hold = nil
        mergedInto = survivor
        state = .cancelled
        closedAt = instant
    }

    private mutating func climb(_ escalation: Escalation, at instant: Date) {
        let steps = escalations ?? []
        let step = EscalationStep(level: (steps.last?.level ?? 0) + 1, at: instant, escalation: escalation)
        escalations = (steps + [step]).suffix(Self.mostSteps)
    }

    private mutating func assign(_ team: UUID?, _ person: UUID?) {
        self.team = team
        assignee = person
        if state == .new && (team != nil || person != nil) { state = .assigned }
    }

    private mutating func start(by person: UUID, at instant: Date) {
        assignee = person
        acknowledgedAt = acknowledgedAt ?? instant
        state = .inProgress
    }

    private mutating func resolve(_ how: Resolution, at instant: Date) {
        resolution = how
        resolvedAt = instant
        hold = nil
        state = .resolved
    }

    private mutating func reopen() {
        resolution = nil
        resolvedAt = nil
        reopenCount += 1
        state = .inProgress
    }

    private mutating func see(_ sighting: Sighting) {
        summary = sighting.summary
        services = sighting.services
        cause = sighting.cause
        firingAlerts = sighting.firingAlerts
        change = sighting.change
        brokenSince = sighting.brokenSince ?? brokenSince
    }

    private mutating func take(_ workaround: Workaround) {
        workarounds.removeAll { $0.knownError == workaround.knownError }
        workarounds.append(workaround)
        problem = workaround.problem
    }
}
