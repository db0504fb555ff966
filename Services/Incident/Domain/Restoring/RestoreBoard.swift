import Foundation

/// All open incidents as work to be put in order: what is out, what it is worth, who restores it and how long that takes.
package struct RestoreBoard: Sendable {
    /// An open incident, as far as the order looks at it.
    package struct Outage: Sendable {
        package let id: UUID
        package let priority: Int
        package let openedAt: Date
        /// Since when somebody works on it.
        package let workedSince: Date?
        package let team: UUID?
        package let cause: UUID?
        package let isReport: Bool
        /// Of 0 to 1: how much of each service it keeps away.
        package let shares: [UUID: Double]
        package let hold: Hold

        /// Whether it stands still.
        package enum Hold: Equatable, Sendable {
            case none
            case until(Date)
            /// Until somebody says so: it is in no order.
            case open
        }

        package init(
            id: UUID, priority: Int, openedAt: Date, workedSince: Date?, team: UUID?, cause: UUID?, isReport: Bool,
            shares: [UUID: Double], hold: Hold
        ) {
            self.id = id
            self.priority = priority
            self.openedAt = openedAt
            self.workedSince = workedSince
            self.team = team
            self.cause = cause
            self.isReport = isReport
            self.shares = shares
            self.hold = hold
        }
    }

    package let problem: RestoreProblem
    /// How long each is expected to take in all, and why.
    package let estimates: [UUID: RestoreEstimate]
    /// What is restored with a job, without work of its own.
    package let restoredWith: [UUID: [UUID]]
    /// What stands still until somebody says so.
    package let standing: [UUID]

    /// `curves`: what each service is worth from now on.
    package init(
        _ outages: [Outage], curves: [UUID: LossCurve], items: [UUID: RestoreDependencies.Item],
        history: RestoreHistory, capacities: [UUID: Int], at now: Date
    ) {
        let dependencies = RestoreDependencies(
            outages.map { .init(id: $0.id, cause: $0.cause, services: Set($0.shares.keys), isReport: $0.isReport) },
            items: items)
        let leaders = dependencies.restoredWith()
        let needs = dependencies.needs()
        let work = outages.filter { leaders[$0.id] == nil && $0.hold != .open }
        let followers = outages.filter { leaders[$0.id] != nil }
        let estimates = outages.reduce(into: [UUID: RestoreEstimate]()) {
            $0[$1.id] = history.expected(item: $1.cause, services: $1.shares.keys.sorted(), team: $1.team)
        }
        self.estimates = estimates
        restoredWith = Dictionary(grouping: followers.map(\.id)) { leaders[$0] ?? $0 }
        standing = outages.filter { leaders[$0.id] == nil && $0.hold == .open }.map(\.id)
        problem = RestoreProblem(
            jobs: work.map { $0.job(estimates[$0.id], needs: needs[$0.id] ?? [], at: now) },
            stakes: Self.stakes(outages, leaders, curves), capacities: capacities)
    }

    /// One for each service with everything that hurts it; and a little for what has no known worth, by its priority.
    private static func stakes(
        _ outages: [Outage], _ leaders: [UUID: UUID], _ curves: [UUID: LossCurve]
    ) -> [RestoreProblem.Stake] {
        var shares: [UUID: [UUID: Double]] = [:]
        for outage in outages {
            for (service, share) in outage.shares {
                shares[service, default: [:]][leaders[outage.id] ?? outage.id, default: 0].raise(to: share)
            }
        }
        let ofServices = shares.keys.sorted().compactMap { service in
            curves[service].map { RestoreProblem.Stake($0, shares: shares[service] ?? [:]) }
        }
        let ofPriorities = outages.filter { leaders[$0.id] == nil }.map { outage in
            RestoreProblem.Stake(.steady(worthOfPriority(outage.priority)), shares: [outage.id: 1])
        }
        return ofServices + ofPriorities
    }

    /// What an hour counts beside the services hurt, so that incidents of no known worth have an order too: 5 for P1 … 1 for P5.
    package static func worthOfPriority(_ priority: Int) -> Double { Double(max(6 - priority, 1)) }
}

extension RestoreBoard.Outage {
    fileprivate func job(_ estimate: RestoreEstimate?, needs: Set<UUID>, at now: Date) -> RestoreProblem.Job {
        let worked = workedSince.map { now.timeIntervalSince($0) / 3600 } ?? 0
        let earliest: Double =
            switch hold {
            case .until(let date): max(date.timeIntervalSince(now) / 3600, 0)
            case .none, .open: 0
            }
        return RestoreProblem.Job(
            id: id, team: team, hours: estimate?.remaining(after: worked) ?? RestoreHistory.standardHours,
            earliest: earliest, needs: needs, priority: priority, openedAt: openedAt)
    }
}

extension Double {
    fileprivate mutating func raise(to other: Double) { self = Swift.max(self, other) }
}

extension Sequence<UUID> {
    /// Always in the same order.
    fileprivate func sorted() -> [UUID] { sorted { $0.uuidString < $1.uuidString } }
}
