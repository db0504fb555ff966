import Foundation

/// An order made in one go: whoever is free takes, among what can be begun, what a rule puts first.
struct RestoreDispatch {
    enum Rule { case byPriority, byValueNow, byValueInAll }

    private let shop: RestoreShop
    private let rule: Rule

    init(_ shop: RestoreShop, _ rule: Rule) {
        self.shop = shop
        self.rule = rule
    }

    func order(after first: [Int] = []) -> [Int] {
        var (order, plan) = (first, shop.emptyPlan)
        var open = Set(shop.hours.indices)
        for job in first {
            shop.place(job, in: &plan)
            open.remove(job)
        }
        while let job = next(of: open, plan) {
            shop.place(job, in: &plan)
            open.remove(job)
            order.append(job)
        }
        return order
    }

    private func next(of open: Set<Int>, _ plan: RestoreShop.Plan) -> Int? {
        let ready = shop.byPriority.filter { job in
            open.contains(job) && !shop.needs[job].contains(where: open.contains)
        }
        let starts = ready.map { shop.start(of: $0, on: shop.machine(for: $0, in: plan), in: plan) }
        guard let soonest = starts.min() else { return nil }
        let now = zip(ready, starts).filter { $0.1 <= soonest + 1e-12 }.map(\.0)
        guard rule != .byPriority else { return now.first }
        return now.map { ($0, urgency(of: $0, at: soonest, open)) }.max { $0.1 < $1.1 }?.0
    }

    /// Value an hour by hour of work (Smith's ratio), with what waits for the job: the best of the sets that begin with it.
    private func urgency(of job: Int, at time: Double, _ open: Set<Int>) -> Double {
        var (best, waiting) = (0.0, [job])
        var known: Set<Int> = [job]
        while let last = waiting.popLast() {
            let set = needed(for: last, open)
            let hours = max(set.reduce(0) { $0 + shop.hours[$1] }, 1e-6)
            let worth = set.reduce(0) { $0 + value(of: $1, at: time, over: hours, open) }
            best = max(best, worth / hours)
            for dependant in shop.neededBy[last] where open.contains(dependant) {
                if known.insert(dependant).inserted { waiting.append(dependant) }
            }
        }
        return best
    }

    /// A job with all that must come before it.
    private func needed(for job: Int, _ open: Set<Int>) -> Set<Int> {
        var (found, waiting): (Set<Int>, [Int]) = ([job], [job])
        while let last = waiting.popLast() {
            for need in shop.needs[last] where open.contains(need) && found.insert(need).inserted {
                waiting.append(need)
            }
        }
        return found
    }

    /// What an hour of it is worth; of what several jobs keep away, each has its part.
    private func value(of job: Int, at time: Double, over hours: Double, _ open: Set<Int>) -> Double {
        shop.stakesOf[job].reduce(0) { sum, number in
            let stake = shop.stakes[number]
            let sharers = stake.shares.count { open.contains($0.job) }
            let share = stake.shares.first { $0.job == job }?.share ?? 0
            let until = rule == .byValueNow ? time + hours : time + max(hours, 24)
            let mean = (stake.curve.lost(until: until) - stake.curve.lost(until: time)) / (until - time)
            return sum + mean * share / Double(max(sharers, 1))
        }
    }
}
