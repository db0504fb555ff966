import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// Whom the targets of a page's steps come to now.
struct PageTargets {
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
