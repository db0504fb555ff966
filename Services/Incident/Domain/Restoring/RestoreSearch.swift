import Foundation

/// Looks for the order in which least is lost. `first` are jobs that are to be begun before all others, in this order.
struct RestoreSearch {
    /// Up to this many jobs that hang together, the order is the best there is; beyond, the best that was found.
    static let mostProven = 8
    /// Jobs placed on the way to an order of many jobs, at most: a bound on the time it takes, the same on every machine.
    static let mostPlaced = 500_000

    private let shop: RestoreShop
    private let first: [Int]

    init(_ shop: RestoreShop, first: [Int] = []) {
        self.shop = shop
        self.first = first
    }

    /// Every job once, none before what it needs.
    func order() -> [Int] {
        let starts = [RestoreDispatch.Rule.byPriority, .byValueNow, .byValueInAll].map {
            RestoreDispatch(shop, $0).order(after: first)
        }
        guard let start = starts.min(by: { lost($0) < lost($1) }) else { return first }
        let free = shop.count - first.count
        if free <= 1 { return start }
        return free <= Self.mostProven ? proven(from: start) : improved(start)
    }

    private func lost(_ order: [Int]) -> Double { shop.lost(shop.plan(order).ends) }

    // MARK: The best of all orders

    /// Every order that is worth looking at. Only orders in which jobs begin one after the other are looked at: any
    /// other has one of these that loses no more.
    private func proven(from start: [Int]) -> [Int] {
        var best = (order: start, lost: lost(start))
        var plan = shop.emptyPlan
        for job in first { shop.place(job, in: &plan) }
        var placed = [Bool](repeating: false, count: shop.count)
        for job in first { placed[job] = true }
        descend(first, placed, plan, from: -1, &best)
        return best.order
    }

    private func descend(
        _ order: [Int], _ placed: [Bool], _ plan: RestoreShop.Plan, from last: Double,
        _ best: inout (order: [Int], lost: Double)
    ) {
        if order.count == shop.count {
            let lost = shop.lost(plan.ends)
            if lost < best.lost - 1e-9 { best = (order, lost) }
            return
        }
        for job in shop.byPriority where !placed[job] && shop.needs[job].allSatisfy({ placed[$0] }) {
            let machine = shop.machine(for: job, in: plan)
            let start = shop.start(of: job, on: machine, in: plan)
            guard start >= last else { continue }
            var (next, taken) = (plan, placed)
            shop.place(job, in: &next)
            taken[job] = true
            guard leastLost(taken, next) < best.lost - 1e-9 else { continue }
            descend(order + [job], taken, next, from: start, &best)
        }
    }

    /// What is lost at least, however the rest is ordered: as if each were next at once.
    private func leastLost(_ placed: [Bool], _ plan: RestoreShop.Plan) -> Double {
        var ends = plan.ends
        for job in shop.hours.indices where !placed[job] {
            let start = shop.start(of: job, on: shop.machine(for: job, in: plan), in: plan)
            ends[job] = start + shop.hours[job]
        }
        return shop.lost(ends)
    }

    // MARK: Many jobs

    /// Moves jobs within their team's order as long as less is lost, then shakes the order a little and tries again.
    private func improved(_ start: [Int]) -> [Int] {
        var left = Self.mostPlaced
        var best = settled(start, &left)
        var random = Steady(seed: UInt64(shop.count))
        var tries = 4 * shop.count
        while left > 0, tries > 0 {
            tries -= 1
            let candidate = settled(shaken(best.order, &random), &left)
            if candidate.lost < best.lost - 1e-9 { best = candidate }
        }
        return best.order
    }

    private func settled(_ start: [Int], _ left: inout Int) -> (order: [Int], lost: Double) {
        var (order, lowest) = (start, lost(start))
        var moved = true
        while moved, left > 0 {
            moved = false
            for place in first.count..<order.count {
                for target in targets(of: place, in: order) where left > 0 {
                    guard let next = moving(place, to: target, in: order) else { continue }
                    left -= order.count
                    let lost = lost(next)
                    guard lost < lowest - 1e-9 else { continue }
                    (order, lowest, moved) = (next, lost, true)
                    break
                }
            }
        }
        return (order, lowest)
    }

    /// The places of the few jobs of the same team before and after this one.
    private func targets(of place: Int, in order: [Int]) -> [Int] {
        let lane = shop.lane[order[place]]
        let before = (first.count..<place).reversed().lazy.filter { shop.lane[order[$0]] == lane }.prefix(4)
        let after = ((place + 1)..<order.count).lazy.filter { shop.lane[order[$0]] == lane }.prefix(4)
        return Array(before) + Array(after)
    }

    /// The order with one job taken out and put in again elsewhere; nil where that would be before what it needs.
    private func moving(_ place: Int, to target: Int, in order: [Int]) -> [Int]? {
        let job = order[place]
        let between = place < target ? order[(place + 1)...target] : order[target..<place]
        let bound = place < target ? shop.neededBy[job] : shop.needs[job]
        if !bound.isEmpty, between.contains(where: { bound.contains($0) }) { return nil }
        var order = order
        order.remove(at: place)
        order.insert(job, at: target)
        return order
    }

    private func shaken(_ order: [Int], _ random: inout Steady) -> [Int] {
        var order = order
        for _ in 0..<3 {
            let place = first.count + Int(random.next(below: UInt64(order.count - first.count)))
            guard let target = targets(of: place, in: order).randomElement(using: &random) else { continue }
            order = moving(place, to: target, in: order) ?? order
        }
        return order
    }
}

/// Numbers that look random and are the same every time.
struct Steady: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func next(below limit: UInt64) -> UInt64 { next() % max(limit, 1) }
}
