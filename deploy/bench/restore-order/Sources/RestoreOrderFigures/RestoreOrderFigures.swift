import Foundation
import IncidentDomain
import Records

/// Restore order on random cases: the same as every order tried, better than priority order, and how long it takes.
@main
struct RestoreOrderFigures {
    static func main() {
        compareWithEveryOrder(cases: 1_000)
        compareWithPriority(cases: 1_000)
        time(jobs: 200, runs: 20)
        assess(times: 1_000_000)
    }

    /// Every order of up to eight jobs, tried one after the other by other code than the search.
    private static func compareWithEveryOrder(cases: Int) {
        var (differences, bySize) = (0, [Int: Int]())
        for seed in 0..<cases {
            var random = Dice(UInt64(seed))
            let problem = RestoreProblem.random(jobs: 2 + seed % 7, &random)
            let (found, least) = (RestoreOrder(problem).lost, EveryOrder(problem).least())
            bySize[problem.jobs.count, default: 0] += 1
            if abs(found - least) > 1e-6 * max(least, 1) { differences += 1 }
        }
        let sizes = bySize.sorted { $0.key < $1.key }.map { "\($0.value) of \($0.key)" }.joined(separator: ", ")
        print("\(cases) random cases (jobs: \(sizes)): \(differences) differ from the best of all orders")
    }

    private static func compareWithPriority(cases: Int) {
        var (margins, worse): ([Double], Int) = ([], 0)
        for seed in 0..<cases {
            var random = Dice(UInt64(1_000_000 + seed))
            let order = RestoreOrder(.random(jobs: 5 + Int(random.next() % 36), &random))
            margins.append(1 - order.lost / order.lostByPriority)
            if order.lost > order.lostByPriority + 1e-6 { worse += 1 }
        }
        margins.sort()
        let mean = margins.reduce(0, +) / Double(cases)
        let at = { (share: Double) in percent(margins[min(Int(share * Double(cases)), cases - 1)]) }
        print(
            "\(cases) random cases of 5 to 40 jobs against highest priority first, then first come: "
                + "\(percent(mean)) less lost in the mean; median \(at(0.5)), a tenth below \(at(0.1)), "
                + "a tenth above \(at(0.9)); worse in \(worse)")
    }

    private static func time(jobs: Int, runs: Int) {
        let times = (0..<runs).map { seed in
            var random = Dice(UInt64(2_000_000 + seed))
            let problem = RestoreProblem.random(jobs: jobs, &random)
            let start = ContinuousClock.now
            _ = RestoreOrder(problem)
            return (ContinuousClock.now - start) / .milliseconds(1)
        }.sorted()
        print(
            String(
                format: "%d jobs: median %.0f ms, longest of %d runs %.0f ms", jobs, times[runs / 2], runs,
                times[runs - 1]))
    }

    /// Impact, urgency and priority of what monitoring sees, with the explanation that is kept.
    private static func assess(times: Int) {
        let services = [
            Assessment.HurtService(name: "Shop", criticality: 2, valuePerHour: 12_000, observed: .down),
            Assessment.HurtService(name: "Mail", criticality: 3, valuePerHour: 300, observed: .degraded),
        ]
        let start = ContinuousClock.now
        var checked = 0
        for _ in 0..<times { checked += Assessment.ofSituation(services, severity: .critical).priority.rawValue }
        let each = (ContinuousClock.now - start) / .microseconds(1) / Double(times)
        print(
            String(format: "a priority with its explanation: %.2f µs in the mean of %d (sum %d)", each, times, checked))
    }

    private static func percent(_ share: Double) -> String { String(format: "%.1f %%", share * 100) }
}
