import Contracts
import Foundation
import IncidentDomain
import Records

/// Turns an order into what a caller sees of it.
struct RestorePresenting {
    let outages: Outages
    let order: RestoreOrder
    /// The best order, when `order` is another one.
    let best: RestoreOrder
    /// The incidents this caller may see; nil for all.
    let visible: Set<UUID>?
    let names: Names

    func view(first: UUID?) -> RestoreOrderView {
        let places = Dictionary(uniqueKeysWithValues: best.positions.enumerated().map { ($1.job, $0 + 1) })
        let jobs = Dictionary(uniqueKeysWithValues: outages.board.problem.jobs.map { ($0.id, $0) })
        let positions = order.positions.enumerated().compactMap { index, position in
            jobs[position.job].flatMap { job in
                self.position(position, job, place: index + 1, best: places[job.id] ?? index + 1)
            }
        }
        return RestoreOrderView(
            positions: positions, standing: outages.board.standing.compactMap(subject), lost: order.lost,
            lostByPriority: order.lostByPriority, lossPerHour: positions.reduce(0) { $0 + $1.lossPerHour },
            teams: teams(positions), leftOut: outages.leftOut,
            whatIf: first.flatMap(subject).map { .init(first: $0, costs: max(order.lost - best.lost, 0)) },
            orderedAt: outages.now)
    }

    private func position(
        _ position: RestoreOrder.Position, _ job: RestoreProblem.Job, place: Int, best: Int
    ) -> RestorePositionView? {
        guard let incident = outages.incidents[job.id], let subject = subject(job.id) else { return nil }
        let hurt = hurt(by: incident)
        let since = incident.brokenSince ?? incident.openedAt
        let estimate = outages.board.estimates[job.id] ?? RestoreEstimate(hours: job.hours, evidence: [])
        let needs = job.needs.compactMap(self.subject).sorted { $0.number < $1.number }
        let restores = (outages.board.restoredWith[job.id] ?? []).compactMap(self.subject)
        return RestorePositionView(
            place: place, bestPlace: best, incident: subject, state: incident.state,
            team: incident.team.map { .init(id: $0, name: names.teams[$0]) },
            assignee: incident.assignee.map { .init(id: $0, name: names.people[$0]) }, services: hurt,
            lossPerHour: max(position.lossPerHour - RestoreBoard.worthOfPriority(job.priority), 0),
            lostSoFar: lostSoFar(by: incident, since: since), brokenSince: since, expectedHours: job.hours,
            estimate: estimate, startsAt: outages.now + position.start * 3600,
            endsAt: outages.now + position.end * 3600, needs: needs, restores: restores, swap: swap(position),
            because: RestoreSentence(position, job, hurt, needs, restores).text)
    }

    private func subject(_ id: UUID) -> RestorePositionView.Subject? {
        guard visible?.contains(id) ?? true, let incident = outages.incidents[id] else { return nil }
        return .init(
            id: id, number: incident.number, summary: incident.summary, priority: incident.priority.rawValue)
    }

    private func hurt(by incident: Incident) -> [RestorePositionView.Hurt] {
        incident.services.compactMap { id in
            outages.services[id].map { service in
                .init(
                    id: id, name: service.name, share: outages.shares[incident.id]?[id] ?? 0,
                    valuePerHour: service.times.worth(service.valuePerHour, at: outages.now))
            }
        }
    }

    private func lostSoFar(by incident: Incident, since: Date) -> Double {
        let hours = max(outages.now.timeIntervalSince(since) / 3600, 0)
        return incident.services.reduce(0) { sum, id in
            guard let service = outages.services[id], service.valuePerHour > 0 else { return sum }
            let curve = LossCurve(valuePerHour: service.valuePerHour, service.times, from: since)
            return sum + curve.lost(until: hours) * (outages.shares[incident.id]?[id] ?? 0)
        }
    }

    private func swap(_ position: RestoreOrder.Position) -> RestorePositionView.Swap? {
        position.next.flatMap(subject).map { .init(next: $0, costs: position.swapCost) }
    }

    private func teams(_ positions: [RestorePositionView]) -> [RestoreTeamView] {
        Dictionary(grouping: positions.compactMap(\.team), by: \.id).map { id, places in
            RestoreTeamView(
                id: id, name: names.teams[id], capacity: outages.capacities[id] ?? 1,
                isSet: outages.capacities[id] != nil, outages: places.count)
        }.sorted { ($0.name ?? "", $0.id.uuidString) < ($1.name ?? "", $1.id.uuidString) }
    }
}

/// Why an outage stands where it stands, for people and programs that read one sentence.
struct RestoreSentence {
    let text: String

    init(
        _ position: RestoreOrder.Position, _ job: RestoreProblem.Job, _ hurt: [RestorePositionView.Hurt],
        _ needs: [RestorePositionView.Subject], _ restores: [RestorePositionView.Subject]
    ) {
        let services = hurt.map { "\(Int(($0.share * 100).rounded())) % of \($0.name)" }.joined(separator: ", ")
        let time = String(format: "%.1f", job.hours)
        let parts = [
            hurt.isEmpty
                ? "No service with a known worth is hurt; its priority decides."
                : "It keeps \(services) away: \(String(format: "%.0f", position.lossPerHour)) an hour.",
            "Restoring it is expected to take \(time) hours.",
            needs.isEmpty ? nil : "It must wait for \(needs.map(\.number).joined(separator: ", ")).",
            restores.isEmpty ? nil : "\(restores.map(\.number).joined(separator: ", ")) end with it.",
            position.swapCost.map {
                "Letting the next of its team go first would cost \(String(format: "%.0f", max($0, 0))) more."
            },
        ]
        text = parts.compactMap(\.self).joined(separator: " ")
    }
}
