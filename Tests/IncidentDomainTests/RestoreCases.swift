import Foundation
import IncidentDomain

/// Numbers that look random and are the same for a seed.
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407 }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}

extension RestoreProblem {
    /// Outages of one to three teams: durations from minutes to a day, values over three powers of ten, some with busy
    /// hours, some of one service, some that wait for others. Priorities follow the value roughly, as people give them.
    static func random(jobs count: Int, _ random: inout Dice) -> RestoreProblem {
        let ids = (0..<count).map { number in UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, UInt8(number))) }
        let teams = (0..<Int.random(in: 1...3, using: &random)).map { number in
            UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, UInt8(number)))
        }
        var (jobs, stakes): ([Job], [Stake]) = ([], [])
        for place in 0..<count {
            let value = pow(10, Double.random(in: 1...4, using: &random))
            let needs = (0..<place).filter { _ in Double.random(in: 0...1, using: &random) < 0.6 / Double(count) }
            let guess = 5 - log10(value) + Double.random(in: -1...1, using: &random)
            jobs.append(
                Job(
                    id: ids[place], team: teams.randomElement(using: &random),
                    hours: pow(10, Double.random(in: -1...1.3, using: &random)),
                    earliest: Int.random(in: 0..<8, using: &random) == 0 ? Double.random(in: 0...5, using: &random) : 0,
                    needs: Set(needs.map { ids[$0] }), priority: min(max(Int(guess.rounded()), 1), 5),
                    openedAt: Date(timeIntervalSinceReferenceDate: Double(place))))
            stakes.append(Stake(curve(value, &random), shares: shares(place, ids, &random)))
        }
        let capacities = teams.map { ($0, Int.random(in: 1...3, using: &random)) }
        return RestoreProblem(
            jobs: jobs, stakes: stakes, capacities: Dictionary(uniqueKeysWithValues: capacities))
    }

    private static func curve(_ value: Double, _ random: inout Dice) -> LossCurve {
        guard Bool.random(using: &random) else { return .steady(value) }
        let turn = Double.random(in: 0...24, using: &random)
        let factor = Double.random(in: 0...4, using: &random)
        return LossCurve([
            (from: 0, rate: value), (from: turn, rate: value * factor), (from: turn + 8, rate: value),
            (from: turn + 24, rate: value * factor),
        ])
    }

    private static func shares(_ place: Int, _ ids: [UUID], _ random: inout Dice) -> [UUID: Double] {
        var shares = [ids[place]: Double.random(in: 0.1...1, using: &random)]
        if Int.random(in: 0..<5, using: &random) == 0, let other = ids.randomElement(using: &random) {
            shares[other] = Double.random(in: 0.1...1, using: &random)
        }
        return shares
    }
}

/// What is lost at least over all orders, by trying each. Knows nothing of the search, and sums the loss in small pieces of
/// time between the ends of jobs.
struct EveryOrder {
    private let problem: RestoreProblem
    private let jobs: [UUID: RestoreProblem.Job]

    init(_ problem: RestoreProblem) {
        self.problem = problem
        jobs = Dictionary(uniqueKeysWithValues: problem.jobs.map { ($0.id, $0) })
    }

    func least() -> Double {
        var best = Double.infinity
        extend([], problem.jobs, &best)
        return best
    }

    private func extend(_ done: [RestoreProblem.Job], _ left: [RestoreProblem.Job], _ best: inout Double) {
        if left.isEmpty { best = min(best, lost(done)) }
        for (place, job) in left.enumerated() where !left.contains(where: { job.needs.contains($0.id) }) {
            var rest = left
            rest.remove(at: place)
            extend(done + [job], rest, &best)
        }
    }

    /// Each job begins as soon as a member of its team is free and what it needs is done.
    private func lost(_ order: [RestoreProblem.Job]) -> Double {
        var (ends, busy): ([UUID: Double], [UUID?: [Double]]) = ([:], [:])
        for job in order {
            let size = job.team.flatMap { problem.capacities[$0] } ?? 1
            var members = busy[job.team] ?? Array(repeating: 0, count: size)
            members.sort()
            let begun = ([members[0], job.earliest] + job.needs.compactMap { ends[$0] }).max() ?? 0
            ends[job.id] = begun + job.hours
            members[0] = begun + job.hours
            busy[job.team] = members
        }
        return problem.stakes.reduce(0) { $0 + lost($1, ends) }
    }

    private func lost(_ stake: RestoreProblem.Stake, _ ends: [UUID: Double]) -> Double {
        var (total, before) = (0.0, 0.0)
        for end in stake.shares.keys.compactMap({ ends[$0] }).sorted() {
            let worst = stake.shares.filter { ends[$0.key, default: 0] >= end }.values.max() ?? 0
            total += worst * (stake.curve.lost(until: end) - stake.curve.lost(until: before))
            before = end
        }
        return total
    }
}
