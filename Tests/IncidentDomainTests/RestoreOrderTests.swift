import Foundation
import IncidentDomain
import Testing

@Suite struct RestoreOrderTests {
    @Test func `up to five jobs come in the best of all orders, whatever they are`() {
        for seed in 0..<150 {
            var random = Dice(UInt64(seed))
            let problem = RestoreProblem.random(jobs: 2 + seed % 4, &random)
            let (found, least) = (RestoreOrder(problem).lost, EveryOrder(problem).least())
            #expect(abs(found - least) <= 1e-6 * max(least, 1), "case \(seed)")
        }
    }

    @Test func `many jobs lose less than by priority, none is lost, and none comes before what it needs`() {
        for seed in 0..<5 {
            var random = Dice(UInt64(9_000 + seed))
            let problem = RestoreProblem.random(jobs: 14, &random)
            let order = RestoreOrder(problem)
            #expect(order.lost <= order.lostByPriority + 1e-6)
            #expect(Set(order.positions.map(\.job)) == Set(problem.jobs.map(\.id)))
            let byJob = Dictionary(uniqueKeysWithValues: order.positions.map { ($0.job, $0) })
            for job in problem.jobs {
                for need in job.needs { #expect((byJob[need]?.end ?? 0) <= (byJob[job.id]?.start ?? 0) + 1e-9) }
            }
        }
    }

    @Test func `no change of two neighbours of a team would lose less`() {
        var random = Dice(77)
        let order = RestoreOrder(.random(jobs: 5, &random))
        for position in order.positions { #expect(position.swapCost ?? 0 >= -1e-6) }
    }

    @Test func `what is dear and quick comes first, whatever its priority`() {
        let (dear, big) = (UUID(), UUID())
        let order = RestoreOrder(problem([(dear, 1, 3, [:]), (big, 8, 1, [:])], worth: [dear: 900, big: 1_000]))
        #expect(order.positions.map(\.job) == [dear, big])
        #expect(order.lost == 900 + 9_000 && order.lostByPriority == 8_000 + 8_100)
        #expect(abs((order.positions[0].swapCost ?? 0) - 6_200) < 1e-6)
    }

    @Test func `a cheap cause comes first when much waits for it`() {
        let (cause, dear, other) = (UUID(), UUID(), UUID())
        let order = RestoreOrder(
            problem(
                [(cause, 1, 3, [:]), (dear, 1, 3, [cause: true]), (other, 2, 3, [:])],
                worth: [cause: 1, dear: 5_000, other: 1_500]))
        #expect(order.positions.map(\.job) == [cause, dear, other])
        #expect(order.positions[0].swapCost == nil)
    }

    @Test func `restoring one of two that keep the same away frees nothing`() {
        let (one, two) = (UUID(), UUID())
        let jobs = [one, two].map { RestoreProblem.Job(id: $0, team: nil, hours: 1) }
        let order = RestoreOrder(RestoreProblem(jobs: jobs, stakes: [.init(.steady(100), shares: [one: 1, two: 0.5])]))
        #expect(order.positions.map(\.job) == [one, two])
        #expect(order.lost == 100 + 50 && order.positions.map(\.lossPerHour) == [50, 0])
    }

    @Test func `what is worth more tomorrow waits until then`() {
        let (day, night) = (UUID(), UUID())
        let jobs = [day, night].map { RestoreProblem.Job(id: $0, team: nil, hours: 4) }
        let order = RestoreOrder(
            RestoreProblem(
                jobs: jobs,
                stakes: [
                    .init(LossCurve([(from: 0, rate: 0), (from: 10, rate: 1_000)]), shares: [day: 1]),
                    .init(.steady(10), shares: [night: 1]),
                ]))
        #expect(order.positions.map(\.job) == [night, day])
    }

    @Test func `a team of two works on two at a time`() {
        let team = UUID(), ids = (0..<3).map { _ in UUID() }
        let jobs = ids.map { RestoreProblem.Job(id: $0, team: team, hours: 2) }
        let stakes = zip(ids, [300.0, 200, 100]).map { RestoreProblem.Stake(.steady($1), shares: [$0: 1]) }
        let order = RestoreOrder(RestoreProblem(jobs: jobs, stakes: stakes, capacities: [team: 2]))
        #expect(order.positions.map(\.job) == ids && order.positions.map(\.start) == [0, 0, 2])
    }

    @Test func `what is taken first comes first with all it needs, and never loses less`() {
        for seed in 0..<20 {
            var random = Dice(UInt64(500 + seed))
            let problem = RestoreProblem.random(jobs: 5, &random)
            let best = RestoreOrder(problem)
            for job in problem.jobs {
                #expect(RestoreOrder(problem, first: job.id).lost >= best.lost - 1e-6)
            }
        }
        let (cause, last, other) = (UUID(), UUID(), UUID())
        let forced = problem(
            [(cause, 1, 3, [:]), (last, 1, 3, [cause: true]), (other, 1, 3, [:])],
            worth: [cause: 1, last: 1, other: 9_000])
        #expect(RestoreOrder(forced, first: last).positions.map(\.job) == [cause, last, other])
    }

    @Test func `what is taken first stands first also among what other teams begin with it`() {
        let (cheap, dear) = (UUID(), UUID())
        let jobs = [cheap, dear].map { RestoreProblem.Job(id: $0, team: UUID(), hours: 1) }
        let stakes = [(cheap, 1.0), (dear, 9_000)].map { RestoreProblem.Stake(.steady($0.1), shares: [$0.0: 1]) }
        let problem = RestoreProblem(jobs: jobs, stakes: stakes)
        #expect(RestoreOrder(problem).positions.map(\.job) == [dear, cheap])
        #expect(RestoreOrder(problem, first: cheap).positions.map(\.job) == [cheap, dear])
    }

    @Test func `needs that go round in a circle keep nothing from being restored`() {
        let (one, two) = (UUID(), UUID())
        let order = RestoreOrder(
            problem([(one, 1, 3, [two: true]), (two, 1, 3, [one: true])], worth: [one: 1, two: 1]))
        #expect(order.positions.count == 2)
    }

    private func problem(
        _ jobs: [(id: UUID, hours: Double, priority: Int, needs: [UUID: Bool])], worth: [UUID: Double]
    ) -> RestoreProblem {
        RestoreProblem(
            jobs: jobs.map {
                .init(id: $0.id, team: nil, hours: $0.hours, needs: Set($0.needs.keys), priority: $0.priority)
            }, stakes: worth.map { .init(.steady($1), shares: [$0: 1]) })
    }
}
