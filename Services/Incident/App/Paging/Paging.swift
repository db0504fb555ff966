import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// Calls people, step by step, until somebody answers; `CallForIncident` and `CallForUpdate` say when. Nothing here needs the desk.
struct Paging: Sendable {
    static let timer = "page-step"

    let pages = Ledger(PageStore())

    /// Calls, and no longer as the page that lived did.
    func begin(
        _ calling: OnCallPage.Calling, instead live: Kept<OnCallPage>?, by provenance: Provenance, in tx: Transaction
    ) throws {
        if let live { try end(live, .replaced, by: provenance, in: tx) }
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

    func end(
        _ page: Kept<OnCallPage>, _ reason: OnCallPage.End, by provenance: Provenance, in tx: Transaction
    ) throws {
        let ended = try pages.perform(.end(reason), on: page.record.id, by: provenance, in: tx).record
        try setTimer(for: ended, in: tx)
        try PageQueue().drop(ended.id, in: tx)
    }

    private func setTimer(for page: OnCallPage, in tx: Transaction) throws {
        if let next = page.nextAt {
            try Timers.arm(Self.timer, for: page.id, at: next, in: tx)
        } else {
            try Timers.disarm(Self.timer, for: page.id, in: tx)
        }
    }
}
