import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// All that is out, as the restore order and those who look at it need it.
struct Outages: Sendable {
    let board: RestoreBoard
    let incidents: [UUID: Incident]
    let services: [UUID: ServiceAnnounced]
    /// How much of each service an incident keeps away.
    let shares: [UUID: [UUID: Double]]
    let capacities: [UUID: Int]
    /// Open incidents beyond the most that are put in order.
    let leftOut: Int
    let now: Date
}

/// Reads every open incident, what it hurts, and what its cause depends on.
struct ReadOutages: Sendable {
    /// Open incidents that are put in order, by priority and then by age.
    static let most = 500
    /// What part of a service is taken to be lost while it is degraded, not down.
    static let degradedShare = 0.5
    /// How deep dependencies are followed.
    private static let deepest = 12

    let shelf: RestoreShelf

    func now(in tx: Transaction) throws -> Outages {
        let now = try tx.now
        let open = try openIncidents(in: tx)
        let services = try Projection<ServiceAnnounced>().find(Array(Set(open.flatMap(\.services))), in: tx)
        let slow = try shelf.slow(in: tx)
        let observed = try observations(of: open, in: tx)
        let shares = open.reduce(into: [UUID: [UUID: Double]]()) { shares, incident in
            shares[incident.id] = incident.shares(services, observed[incident.id] ?? [:], slow.audiences)
        }
        let capacities = try TeamCapacities.all(in: tx)
        let board = RestoreBoard(
            open.map { $0.outage(shares[$0.id] ?? [:]) },
            curves: services.mapValues { LossCurve(valuePerHour: $0.valuePerHour, $0.times, from: now) },
            items: try items(below: open.compactMap(\.cause?.item), in: tx), history: slow.history,
            capacities: capacities, at: now)
        return Outages(
            board: board, incidents: Dictionary(uniqueKeysWithValues: open.map { ($0.id, $0) }), services: services,
            shares: shares, capacities: capacities, leftOut: try leftOut(open.count, in: tx), now: now)
    }

    private func openIncidents(in tx: Transaction) throws -> [Incident] {
        try tx.query(
            """
            SELECT version, record FROM incident WHERE state NOT IN ('resolved', 'closed', 'cancelled')
            ORDER BY priority, opened_at, id LIMIT \(Self.most)
            """
        ) { try IncidentStore.kept($0).record }
    }

    private func leftOut(_ read: Int, in tx: Transaction) throws -> Int {
        guard read == Self.most else { return 0 }
        let all: Int? = try tx.first(
            "SELECT count(*)::int AS count FROM incident WHERE state NOT IN ('resolved', 'closed', 'cancelled')"
        ) { try $0.value("count") }
        return max((all ?? 0) - read, 0)
    }

    /// What monitoring sees of each service, by incident.
    private func observations(of open: [Incident], in tx: Transaction) throws -> [UUID: [UUID: String]] {
        let situations = try Projection<SituationAnnounced>().find(open.compactMap(\.situation), in: tx)
        return open.reduce(into: [:]) { observed, incident in
            guard let situation = incident.situation.flatMap({ situations[$0] }) else { return }
            observed[incident.id] = Dictionary(situation.services.map { ($0.service, $0.observed) }) { $1 }
        }
    }

    /// The configuration items that these need, directly or through others.
    private func items(below causes: [UUID], in tx: Transaction) throws -> [UUID: RestoreDependencies.Item] {
        var (found, next) = ([UUID: RestoreDependencies.Item](), Set(causes))
        for _ in 0..<Self.deepest where !next.isEmpty {
            let read = try Projection<ConfigurationItemAnnounced>().find(Array(next), in: tx)
            for (id, item) in read where item.active { found[id] = RestoreDependencies.Item(item) }
            next = Set(read.values.flatMap(\.dependsOn)).filter { found[$0] == nil }
        }
        return found
    }
}

extension Incident {
    fileprivate func outage(_ shares: [UUID: Double]) -> RestoreBoard.Outage {
        let standing: RestoreBoard.Outage.Hold =
            state != .onHold ? .none : hold?.until.map { .until($0) } ?? .open
        return RestoreBoard.Outage(
            id: id, priority: priority.rawValue, openedAt: openedAt, workedSince: acknowledgedAt, team: team,
            cause: cause?.item, isReport: situation == nil, shares: shares, hold: standing)
    }
}

extension ServiceAnnounced {
    /// Its busy times as the domain knows them.
    var times: [BusyTime] {
        (busyTimes ?? []).map {
            BusyTime(
                name: "", weekdays: $0.weekdays.compactMap(Weekday.init), from: $0.from, until: $0.until,
                zone: $0.zone, factor: $0.factor)
        }
    }
}

extension RestoreDependencies.Item {
    fileprivate init(_ item: ConfigurationItemAnnounced) {
        self.init(
            needs: item.dependsOn,
            groups: (item.redundancy ?? []).map { Group(items: Set($0.items), atLeast: $0.atLeast) })
    }
}
