import Foundation
import IncidentDomain
import Records

let noon = Date(timeIntervalSinceReferenceDate: 800_000_000)

/// With one task that is open, unless it is cancelled.
func anIncident(_ state: Incident.State) -> Incident {
    let opening = Incident.Opening(
        number: "INC0000001", origin: .report(requester: UUID(), takenBy: UUID(), channel: "phone"),
        summary: "Shop is slow")
    let path: [Incident.Fact]
    switch state {
    case .new: path = []
    case .assigned: path = [.assigned(team: UUID(), person: nil, why: nil)]
    case .inProgress: path = [.workStarted(by: UUID())]
    case .onHold: path = [.workStarted(by: UUID()), .held(hold: .init(reason: .supplier, note: nil, until: nil))]
    case .resolved: path = [.resolved(resolution: .init(code: .fixed, notes: "Restarted."))]
    case .closed: path = [.resolved(resolution: .init(code: .fixed, notes: "Restarted.")), .closed]
    case .cancelled: path = [.cancelled(reason: "duplicate")]
    }
    let facts = ([.opened(opening: opening), .taskAdded(task: aTask)] + path).map { (fact: $0, at: noon) }
    guard let incident = Incident.folding(UUID(), facts) else { preconditionFailure("an opening begins an incident") }
    return incident
}

let aTask = IncidentTask(id: UUID(), title: "Ask the supplier", given: .init())

func aSighting(_ cause: String) -> Incident.Sighting {
    Incident.Sighting(
        summary: "\(cause) is down", services: [], cause: .init(item: nil, name: cause, because: "deepest firing"),
        firingAlerts: 1, change: nil, brokenSince: nil)
}

func aWorkaround(edition: Int) -> Incident.Workaround {
    Incident.Workaround(
        knownError: knownError, number: "KER0000001", edition: edition, text: "Restart it.", problem: UUID())
}

func aGap(_ service: UUID = UUID()) -> MonitoringGap {
    guard let gap = MonitoringGap(service: service, name: "Shop", people: 5, seen: "ok", openSituations: 0) else {
        preconditionFailure("five people are enough")
    }
    return gap
}

private let knownError = UUID()

func aService(
    _ criticality: Int, _ observed: Assessment.HurtService.Observed, value: Double = 0
) -> Assessment.HurtService {
    Assessment.HurtService(name: "Shop", criticality: criticality, valuePerHour: value, observed: observed)
}

func aBreachReason(
    _ code: BreachReason.Code = .capacity, excusable: Bool = false, note: String? = nil
) -> BreachReason {
    BreachReason(
        clock: ServiceLevelClock.Key(kind: .customer, measure: .resolution, target: "Resolution", run: 0), code: code,
        excusable: excusable, note: note)
}
