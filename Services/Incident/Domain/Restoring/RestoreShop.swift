import Foundation

/// A restore problem in numbers: jobs, lanes (teams) and stakes by index, quick to place in any order.
struct RestoreShop: Sendable {
    struct Stake: Sendable {
        let curve: LossCurve
        let shares: [(job: Int, share: Double)]
    }

    let hours: [Double]
    let earliest: [Double]
    let lane: [Int]
    let needs: [[Int]]
    let neededBy: [[Int]]
    let stakes: [Stake]
    /// The stakes each job has a share in.
    let stakesOf: [[Int]]
    let capacity: [Int]
    /// The jobs in the order of priority, then of opening.
    let byPriority: [Int]
    private let firstMachine: [Int]

    init(_ problem: RestoreProblem) {
        let jobs = problem.jobs
        let index = Dictionary(uniqueKeysWithValues: jobs.enumerated().map { ($1.id, $0) })
        let teams = Set(jobs.map(\.team)).sorted { ($0?.uuidString ?? "") < ($1?.uuidString ?? "") }
        let lanes = Dictionary(uniqueKeysWithValues: teams.enumerated().map { ($1, $0) })
        hours = jobs.map { max($0.hours, 0) }
        earliest = jobs.map { max($0.earliest, 0) }
        lane = jobs.map { lanes[$0.team] ?? 0 }
        let needs = jobs.map { job in job.needs.compactMap { index[$0] }.filter { jobs[$0].id != job.id }.sorted() }
        self.needs = needs
        neededBy = jobs.indices.map { job in jobs.indices.filter { needs[$0].contains(job) } }
        let stakes = problem.stakes.compactMap { stake in
            let shares = stake.shares.compactMap { id, share in index[id].map { (job: $0, share: share) } }
            return shares.isEmpty ? nil : Stake(curve: stake.curve, shares: shares.sorted { $0.job < $1.job })
        }
        self.stakes = stakes
        var stakesOf = [[Int]](repeating: [], count: jobs.count)
        for (number, stake) in stakes.enumerated() {
            for share in stake.shares { stakesOf[share.job].append(number) }
        }
        self.stakesOf = stakesOf
        let capacity = teams.map { team in max(team.flatMap { problem.capacities[$0] } ?? 1, 1) }
        self.capacity = capacity
        firstMachine = capacity.indices.map { capacity[..<$0].reduce(0, +) }
        byPriority = jobs.indices.sorted {
            (jobs[$0].priority, jobs[$0].openedAt, $0) < (jobs[$1].priority, jobs[$1].openedAt, $1)
        }
    }

    var count: Int { hours.count }

    /// What is placed so far: when each member of each team is free, and when each job ends.
    struct Plan: Sendable {
        var free: [Double]
        /// 0 for what is not placed.
        var starts: [Double]
        var ends: [Double]
    }

    var emptyPlan: Plan {
        Plan(
            free: [Double](repeating: 0, count: capacity.reduce(0, +)),
            starts: [Double](repeating: 0, count: count), ends: [Double](repeating: 0, count: count))
    }

    /// Which machine of its lane is free first.
    func machine(for job: Int, in plan: Plan) -> Int {
        let first = firstMachine[lane[job]]
        var best = first
        for machine in first..<(first + capacity[lane[job]]) where plan.free[machine] < plan.free[best] {
            best = machine
        }
        return best
    }

    /// When a job could begin if it were next; what it needs must be placed.
    func start(of job: Int, on machine: Int, in plan: Plan) -> Double {
        var start = max(plan.free[machine], earliest[job])
        for need in needs[job] { start = max(start, plan.ends[need]) }
        return start
    }

    /// Places a job as early as its team, what it needs, and its own earliest time allow.
    func place(_ job: Int, in plan: inout Plan) {
        let machine = machine(for: job, in: plan)
        let start = start(of: job, on: machine, in: plan)
        plan.starts[job] = start
        plan.ends[job] = start + hours[job]
        plan.free[machine] = start + hours[job]
    }

    func plan(_ order: [Int]) -> Plan {
        var plan = emptyPlan
        for job in order { place(job, in: &plan) }
        return plan
    }

    /// What is lost in all when the jobs end at these times.
    func lost(_ ends: [Double]) -> Double {
        var total = 0.0
        for stake in stakes { total += lost(stake, ends) }
        return total
    }

    /// Of one stake: the worst of its jobs that are not done counts.
    func lost(_ stake: Stake, _ ends: [Double]) -> Double {
        if stake.shares.count == 1 {
            return stake.shares[0].share * stake.curve.lost(until: ends[stake.shares[0].job])
        }
        var (total, worst, later) = (0.0, 0.0, 0.0)
        for (job, share) in stake.shares.sorted(by: { ends[$0.job] > ends[$1.job] }) {
            let until = stake.curve.lost(until: ends[job])
            total += worst * (later - until)
            worst = max(worst, share)
            later = until
        }
        return total + worst * later
    }
}
