import Foundation

/// Everything that is out, who can restore it, and what it costs meanwhile. Times are hours from now.
package struct RestoreProblem: Sendable {
    /// One piece of work that restores something.
    package struct Job: Equatable, Sendable {
        package let id: UUID
        /// Who restores it; nil while nobody was chosen.
        package let team: UUID?
        /// How long that takes once begun.
        package let hours: Double
        /// Before that it cannot be begun.
        package let earliest: Double
        /// What must be restored before it.
        package fileprivate(set) var needs: Set<UUID>
        /// 1 … 5, and its place in time: where money does not decide, these do.
        package let priority: Int
        package let openedAt: Date

        package init(
            id: UUID, team: UUID?, hours: Double, earliest: Double = 0, needs: Set<UUID> = [], priority: Int = 3,
            openedAt: Date = .distantPast
        ) {
            self.id = id
            self.team = team
            self.hours = hours
            self.earliest = earliest
            self.needs = needs
            self.priority = priority
            self.openedAt = openedAt
        }
    }

    /// Something that is worth money, and the jobs that keep some of it away: at any time the worst of those not yet done counts.
    package struct Stake: Equatable, Sendable {
        package let curve: LossCurve
        /// Of 0 to 1, by job.
        package let shares: [UUID: Double]

        package init(_ curve: LossCurve, shares: [UUID: Double]) {
            self.curve = curve
            self.shares = shares
        }
    }

    package let jobs: [Job]
    package let stakes: [Stake]
    /// How many jobs a team works on at the same time; 1 for those that are not named.
    package let capacities: [UUID: Int]

    /// Of needs that go round in a circle, the last is dropped.
    package init(jobs: [Job], stakes: [Stake], capacities: [UUID: Int] = [:]) {
        var needs: [UUID: Set<UUID>] = [:]
        self.jobs = jobs.map { job in
            var job = job
            job.needs = job.needs.filter { !Self.leads(from: $0, to: job.id, needs) }
            needs[job.id] = job.needs
            return job
        }
        self.stakes = stakes
        self.capacities = capacities
    }

    private static func leads(from start: UUID, to end: UUID, _ needs: [UUID: Set<UUID>]) -> Bool {
        var (found, waiting): (Set<UUID>, [UUID]) = ([start], [start])
        while let id = waiting.popLast() {
            if id == end { return true }
            waiting += needs[id, default: []].filter { found.insert($0).inserted }
        }
        return false
    }
}
