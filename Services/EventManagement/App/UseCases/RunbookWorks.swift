import Chassis
import Messaging
import Postgres

/// Everything about runbooks, put together once.
struct RunbookWorks {
    let keep: KeepRunbooks
    let orders: OrderAdjustments
    let runs: RunAdjustments
    let secrets: RunbookSecrets

    init(model: ModelShelf, folding: Signal, reach: RunbookReach, keys: SealingKeys) {
        let weigh = WeighRunbook(model: model)
        secrets = RunbookSecrets(keys: keys)
        keep = KeepRunbooks(reach: reach, folding: folding, secrets: secrets)
        orders = OrderAdjustments(weigh: weigh)
        runs = RunAdjustments(weigh: weigh, reach: reach, folding: folding, secrets: secrets)
    }

    func add(to timers: inout TimerHandlers) {
        timers.on(OrderAdjustments.lapsing) { [orders] run, _, tx in try orders.lapse(run, in: tx) }
        timers.on(RunAdjustments.deadline) { [runs] run, _, tx in try runs.overdue(run, in: tx) }
        timers.on(RunAdjustments.settled) { [runs] run, _, tx in try runs.settle(run, in: tx) }
    }
}
