import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// Calls whoever is on call for an incident that nobody has taken up, step by step, until somebody answers. Nothing here needs the desk.
struct Paging: Sendable {
    static let timer = "page-step"

    private let pages = Ledger(PageStore())

    /// An incident was opened or has moved: begins or ends its page.
    func follow(_ incident: Incident, by provenance: Provenance, in tx: Transaction) throws {
        let newest = try pages.store.newest(of: incident.id, in: tx)
        let live = newest?.record.state == .ended ? nil : newest
        let need = OnCallPage.need(
            of: incident, isByPerson: provenance.actor.kind == .person, last: newest?.record.calling.reopenCount)
        switch need {
        case .call: try call(for: incident, live, by: provenance, in: tx)
        case .end(let reason): if let live { try end(live.record.id, reason, provenance, in: tx) }
        case .nothing: return
        }
    }

    /// A page that lives goes on, unless team or priority now ask for another policy.
    private func call(
        for incident: Incident, _ live: Kept<OnCallPage>?, by provenance: Provenance, in tx: Transaction
    ) throws {
        let choice = EscalationPolicy.choice(
            among: try PolicyStore().active(for: incident.team, in: tx), team: incident.team,
            priority: incident.priority.rawValue)
        if let live {
            guard choice?.policy.id != live.record.calling.policy else { return }
            try end(live.record.id, .otherPolicy, provenance, in: tx)
        }
        guard let choice else { return }
        let calling = OnCallPage.Calling(
            incident: incident.id, priority: incident.priority.rawValue, reopenCount: incident.reopenCount,
            policy: choice.policy.id, terms: choice.policy.terms, why: choice.why)
        let page = try pages.open(UUID.v7(at: try tx.now), with: [.called(calling: calling)], by: provenance, in: tx)
        try ring(page.record, by: provenance, in: tx)
    }

    /// The time to wait is over: the next step rings, or an acknowledgement without work ends.
    func due(_ id: UUID, in tx: Transaction) throws {
        guard var page = try pages.store.find(id, in: tx)?.record, let next = page.nextAt, next <= (try tx.now) else {
            return
        }
        let provenance = Provenance.timer(Self.timer)
        if page.state == .acknowledged {
            page = try pages.perform(.lapse, on: id, by: provenance, in: tx).record
        }
        try ring(page, by: provenance, in: tx)
    }

    private func ring(_ before: OnCallPage, by provenance: Provenance, in tx: Transaction) throws {
        let callees = try before.next.map { try PageTargets(before, in: tx).callees(of: $0.step) } ?? []
        let page = try pages.perform(.ring(callees), on: before.id, by: provenance, in: tx).record
        if page.rings > before.rings { try PageQueue().add(callees, for: page, in: tx) }
        try setTimer(for: page, in: tx)
    }

    /// Somebody has it: nobody else is called.
    @discardableResult
    func answer(_ id: UUID, by person: UUID, _ provenance: Provenance, in tx: Transaction) throws -> Kept<OnCallPage> {
        let kept = try pages.perform(.acknowledge(by: person), on: id, by: provenance, in: tx)
        try setTimer(for: kept.record, in: tx)
        try PageQueue().drop(id, in: tx)
        return kept
    }

    private func end(_ id: UUID, _ reason: OnCallPage.End, _ provenance: Provenance, in tx: Transaction) throws {
        let page = try pages.perform(.end(reason), on: id, by: provenance, in: tx).record
        try setTimer(for: page, in: tx)
        try PageQueue().drop(id, in: tx)
    }

    private func setTimer(for page: OnCallPage, in tx: Transaction) throws {
        if let next = page.nextAt {
            try Timers.arm(Self.timer, for: page.id, at: next, in: tx)
        } else {
            try Timers.disarm(Self.timer, for: page.id, in: tx)
        }
    }
}

/// Whom the targets of a page's steps come to now.
private struct PageTargets {
    private let page: OnCallPage
    private let tx: Transaction
    private let now: Date

    init(_ page: OnCallPage, in tx: Transaction) throws {
        self.page = page
        self.tx = tx
        now = try tx.now
    }

    /// Each once, in the order of the targets.
    func callees(of step: Int) throws -> [OnCallPage.Callee] {
        var callees: [OnCallPage.Callee] = []
        for target in page.terms.steps[step].targets {
            switch (target.kind, target.id) {
            case (.person, let person?): callees.append(try callee(person))
            case (.schedule, let schedule?):
                let found = try OnCallStore().onCall(schedule, in: tx)
                callees += try found.answer.people.map { try callee($0, found.schedule) }
            default: callees.append(OnCallPage.Callee(person: nil, address: target.address))
            }
        }
        var seen: Set<String> = []
        return callees.filter { seen.insert($0.person?.uuidString ?? $0.address ?? "").inserted }
    }

    /// Quiet by the clock of their own zone, or of the schedule's where that is not known.
    private func callee(_ person: UUID, _ schedule: OnCallSchedule? = nil) throws -> OnCallPage.Callee {
        let zone = try Projection<PersonAnnounced>().find(person, in: tx)?.zone ?? schedule?.plan.zone
        let quiet = zone.flatMap { page.terms.quiet?.end(at: now, zone: $0, priority: page.calling.priority) }
        return OnCallPage.Callee(person: person, schedule: schedule?.id, quietUntil: quiet)
    }
}

extension Paging: FollowsIncidents {
    func follow(_ kept: Kept<Incident>, by provenance: Provenance, in tx: Transaction) throws -> Kept<Incident> {
        try follow(kept.record, by: provenance, in: tx)
        return kept
    }
}
