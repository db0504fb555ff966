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
        var open = [Bool](repeating: true, count: shop.count)
        for job in first {
            shop.place(job, in: &plan)
            open[job] = false
        }
        while let job = next(of: open, plan) {
            shop.place(job, in: &plan)
            open[job] = false
            order.append(job)
        }
        return order
    }

    private func next(of open: [Bool], _ plan: RestoreShop.Plan) -> Int? {
        let ready = shop.byPriority.filter { job in open[job] && !shop.needs[job].contains { open[$0] } }
        let starts = ready.map { shop.start(of: $0, on: shop.machine(for: $0, in: plan), in: plan) }
        guard let soonest = starts.min() else { return nil }
        let now = zip(ready, starts).filter { $0.1 <= soonest + 1e-12 }.map(\.0)
        guard rule != .byPriority else { return now.first }
        return now.map { ($0, urgency(of: $0, at: soonest, open)) }.max { $0.1 < $1.1 }?.0
    }

    /// Value an hour by hour of work (Smith's ratio), with what waits for the job: the best of the sets that begin with it.
    private func urgency(of job: Int, at time: Double, _ open: [Bool]) -> Double {
        reached(from: job, by: shop.neededBy, open).reduce(0) { best, last in
            let set = reached(from: last, by: shop.needs, open)
            let hours = max(set.reduce(0) { $0 + shop.hours[$1] }, 1e-6)
            let worth = set.reduce(0) { $0 + value(of: $1, at: time, over: hours, open) }
            return max(best, worth / hours)
        }
    }

    /// A job with all open ones that can be reached from it.
    private func reached(from job: Int, by links: [[Int]], _ open: [Bool]) -> [Int] {
        guard !links[job].isEmpty else { return [job] }
        var (found, known) = ([job], [Bool](repeating: false, count: shop.count))
        known[job] = true
        var place = 0
        while place < found.count {
            for next in links[found[place]] where open[next] && !known[next] {
                known[next] = true
                found.append(next)
            }
            place += 1
        }
        return found
    }

    /// What an hour of it is worth; of what several jobs keep away, each has its part.
    private func value(of job: Int, at time: Double, over hours: Double, _ open: [Bool]) -> Double {
        shop.stakesOf[job].reduce(0) { sum, number in
            let stake = shop.stakes[number]
            let sharers = stake.shares.count { open[$0.job] }
            let share = stake.shares.first { $0.job == job }?.share ?? 0
            let until = rule == .byValueNow ? time + hours : time + max(hours, 24)
            let mean = (stake.curve.lost(until: until) - stake.curve.lost(until: time)) / (until - time)
            return sum + mean * share / Double(max(sharers, 1))
        }
    }
}
