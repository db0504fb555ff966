import Foundation

/// The order in which least is lost until everything is restored, with what each place in it comes to. Times are hours from now.
package struct RestoreOrder: Equatable, Sendable {
    package struct Position: Equatable, Sendable {
        package let job: UUID
        package let start: Double
        package let end: Double
        /// What an hour of it costs now, as far as nothing else keeps the same away.
        package let lossPerHour: Double
        /// What its team turns to after it; nil for its last.
        package let next: UUID?
        /// What more is lost when it changes places with the next; nil when there is none, or the next needs it.
        package let swapCost: Double?
    }

    /// By when they begin; of those that begin together the one wanted first, then by what they cost an hour.
    package let positions: [Position]
    /// What is lost in all until everything is restored.
    package let lost: Double
    /// The same if every team took the highest priority first, and of one priority the oldest.
    package let lostByPriority: Double

    /// `first`: a job to be begun before all others, after what it needs.
    package init(_ problem: RestoreProblem, first: UUID? = nil) {
        let parts = problem.parts.map { RestorePart($0, first: first) }
        positions = parts.flatMap(\.positions).sorted {
            ($0.start, $0.job == first ? 0 : 1, -$0.lossPerHour, $0.job.uuidString)
                < ($1.start, $1.job == first ? 0 : 1, -$1.lossPerHour, $1.job.uuidString)
        }
        lost = parts.reduce(0) { $0 + $1.lost }
        lostByPriority = parts.reduce(0) { $0 + $1.lostByPriority }
    }
}

/// Jobs that hang together, in order.
private struct RestorePart {
    let positions: [RestoreOrder.Position]
    let lost: Double
    let lostByPriority: Double

    init(_ problem: RestoreProblem, first: UUID?) {
        let shop = RestoreShop(problem)
        let wanted = problem.jobs.firstIndex { $0.id == first }
        let order = RestoreSearch(shop, first: wanted.map { shop.leading(to: $0) } ?? []).order()
        let plan = shop.plan(order)
        let lost = shop.lost(plan.ends)
        positions = order.enumerated().map { place, job in
            let next = order[(place + 1)...].firstIndex { shop.lane[$0] == shop.lane[job] }
            let swapped = next.flatMap { shop.swapping(place, $0, in: order) }
            return RestoreOrder.Position(
                job: problem.jobs[job].id, start: plan.starts[job], end: plan.ends[job],
                lossPerHour: shop.lossPerHour(of: job), next: next.map { problem.jobs[order[$0]].id },
                swapCost: swapped.map { shop.lost(shop.plan($0).ends) - lost })
        }
        self.lost = lost
        lostByPriority = shop.lost(shop.plan(RestoreDispatch(shop, .byPriority).order()).ends)
    }
}

extension RestoreShop {
    /// A job after all it needs, in an order that works.
    fileprivate func leading(to job: Int) -> [Int] {
        var order: [Int] = []
        func add(_ job: Int) {
            for need in needs[job] where !order.contains(need) { add(need) }
            if !order.contains(job) { order.append(job) }
        }
        add(job)
        return order
    }

    /// The order with two jobs of a team exchanged; nil where one would be before what it needs.
    fileprivate func swapping(_ place: Int, _ other: Int, in order: [Int]) -> [Int]? {
        var waiting = order
        waiting.swapAt(place, other)
        var (swapped, placed): ([Int], Set<Int>) = ([], [])
        while !waiting.isEmpty {
            var held: Set<Int> = []
            // Within a team the order stands; another team's job may have to come a little later.
            let next = waiting.firstIndex { job in
                held.insert(lane[job]).inserted && needs[job].allSatisfy(placed.contains)
            }
            guard let next else { return nil }
            placed.insert(waiting[next])
            swapped.append(waiting.remove(at: next))
        }
        return swapped
    }

    /// What is no longer lost at once if the job were done now, and nothing else.
    fileprivate func lossPerHour(of job: Int) -> Double {
        stakesOf[job].reduce(0) { sum, number in
            let stake = stakes[number]
            let own = stake.shares.first { $0.job == job }?.share ?? 0
            let others = stake.shares.filter { $0.job != job }.map(\.share).max() ?? 0
            return sum + max(own - others, 0) * stake.curve.rate(at: 0)
        }
    }
}

extension RestoreProblem {
    /// The problem in parts that have nothing to do with each other: no team, need or stake in common.
    var parts: [RestoreProblem] {
        var part = Dictionary(uniqueKeysWithValues: jobs.map { ($0.id, $0.id) })
        func root(_ id: UUID) -> UUID {
            var id = id
            while let parent = part[id], parent != id { id = parent }
            return id
        }
        func join(_ one: UUID, _ other: UUID) {
            if part[one] != nil, part[other] != nil { part[root(one)] = root(other) }
        }
        var ofTeam: [UUID?: UUID] = [:]
        for job in jobs {
            if let other = ofTeam[job.team] { join(job.id, other) } else { ofTeam[job.team] = job.id }
            for need in job.needs { join(job.id, need) }
        }
        for stake in stakes {
            let known = stake.shares.keys.filter { part[$0] != nil }
            for other in known.dropFirst() { join(known[0], other) }
        }
        let jobs = Dictionary(grouping: jobs) { root($0.id) }
        let stakes = Dictionary(grouping: stakes.filter { !$0.shares.isEmpty }) { stake in
            stake.shares.keys.first { part[$0] != nil }.map(root)
        }
        return jobs.keys.sorted { $0.uuidString < $1.uuidString }.map { key in
            RestoreProblem(jobs: jobs[key] ?? [], stakes: stakes[key] ?? [], capacities: capacities)
        }
    }
}
