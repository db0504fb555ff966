import Contracts
import Delivery
import EventDomain
import Foundation
import Messaging
import Postgres

/// What a runbook would do for an alert now, bound by bound. Nothing is written or sent.
struct TryRunbook {
    let weigh: WeighRunbook
    let secrets: RunbookSecrets

    func trial(of id: UUID, for alert: Alert, in tx: Transaction) throws -> RunbookTrial {
        let runbook = try RunbookStore().existing(id, in: tx).record
        let things = try weigh.circumstances(of: id, for: alert, in: tx)
        let verdicts = runbook.judge(things)
        let occasion = RunbookOccasion(
            run: UUID.v7(at: things.now), number: "ADJ0000000", runbook: runbook, alert: alert, target: things.target,
            because: "a trial", isRollback: false)
        let dots = Dictionary(uniqueKeysWithValues: try secrets.names(of: id, in: tx).map { ($0, "••••") })
        let request = try occasion.request(dots, at: things.now).map { request in
            RunbookTrial.Request(
                method: request.method, url: request.address,
                headers: Dictionary(request.headers.map { ($0.name, $0.value) }) { first, _ in first },
                body: request.body.map { String(decoding: $0, as: UTF8.self) })
        }
        return RunbookTrial(
            outcome: outcome(of: runbook, verdicts), verdicts: verdicts, request: request,
            route: runbook.terms.action.executor?.route)
    }

    private func outcome(of runbook: Runbook, _ verdicts: [BoundVerdict]) -> Adjustment.State {
        if !verdicts.refusals.isEmpty { return .refused }
        if runbook.terms.rehearses { return .rehearsed }
        return runbook.terms.needsApproval ? .proposed : .waiting
    }
}
