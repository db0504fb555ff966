import Messaging
import Postgres

/// Everything about runbooks, put together once.
struct RunbookWorks {
    let keep: KeepRunbooks
    let orders: OrderAdjustments
    let runs: RunAdjustments

    init(model: ModelShelf, folding: Signal, reach: RunbookReach = .nowhere) {
        let weigh = WeighRunbook(model: model)
        keep = KeepRunbooks(reach: reach, folding: folding)
        orders = OrderAdjustments(weigh: weigh)
        runs = RunAdjustments(weigh: weigh, reach: reach, folding: folding)
    }

    func add(to timers: inout TimerHandlers) {
        timers.on(OrderAdjustments.lapsing) { [orders] run, _, tx in try orders.lapse(run, in: tx) }
        timers.on(RunAdjustments.deadline) { [runs] run, _, tx in try runs.overdue(run, in: tx) }
        timers.on(RunAdjustments.settled) { [runs] run, _, tx in try runs.settle(run, in: tx) }
    }
}
