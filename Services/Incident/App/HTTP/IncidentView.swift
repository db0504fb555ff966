import Chassis
import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// An incident as the API shows it, with names beside ids as last heard.
struct IncidentView: Codable, Sendable {
    struct Named: Codable, Sendable {
        let id: UUID
        let name: String?
    }

    struct Numbered: Codable, Sendable {
        let id: UUID
        let number: String
    }

    struct Cause: Codable, Sendable {
        let item: UUID?
        let name: String
        let because: String
    }

    /// A configuration item that has to do with it.
    struct Item: Codable, Sendable {
        let id: UUID
        let name: String?
        let role: Incident.AffectedItem.Role
    }

    struct Cost: Codable, Sendable {
        let lost: Double
        let perHour: Double
    }

    struct Workaround: Codable, Sendable {
        let knownError: UUID
        let number: String
        let edition: Int
        let text: String
    }

    let id: UUID
    let number: String
    let version: Int
    let state: Incident.State
    let summary: String
    let description: String?
    /// 1 … 5; the override where there is one.
    let priority: Int
    private(set) var computedPriority: Int?
    private(set) var priorityReason: String?
    let impact: Int?
    let urgency: Int?
    let services: [Named]
    let cause: Cause?
    let firingAlerts: Int
    let situation: Numbered?
    let change: UUID?
    let problem: UUID?
    let workarounds: [Workaround]
    let team: Named?
    let assignee: Named?
    let requester: Named?
    let channel: String?
    let holdReason: Incident.Hold.Reason?
    let holdUntil: Date?
    let resolutionCode: Incident.Resolution.Code?
    let resolutionNotes: String?
    let openedAt: Date
    /// When monitoring saw the first sign; the outage is as old as that.
    let brokenSince: Date?
    let acknowledgedAt: Date?
    let resolvedAt: Date?
    let closedAt: Date?
    let reopenCount: Int
    /// Whether security or safety is at stake.
    let flag: Incident.Flag?
    /// How many people said that it hurts them.
    let affectedCount: Int
    /// When the strictest service level clock that runs is due; nil without one, or while it is paused.
    let dueAt: Date?
    let clockPaused: Bool
    /// Whether a service level was missed.
    let breached: Bool
    let parent: Numbered?
    /// The incident as which it goes on.
    let mergedInto: UUID?
    let category: String?
    /// What it was taken for at first.
    let openingCategory: String?
    let items: [Item]
    /// How often it was escalated.
    let escalations: Int
    /// What it has cost so far in the business's own currency, and what the next hour costs; nil where no service is worth anything.
    private(set) var cost: Cost?
}

extension IncidentView {
    init(_ incident: Incident, version: Int, _ names: Names) {
        let (beginning, due) = (Beginning(incident.origin), names.dues[incident.id])
        self.init(
            id: incident.id, number: incident.number, version: version, state: incident.state,
            summary: incident.summary, description: incident.description, priority: incident.priority.rawValue,
            computedPriority: incident.assessment?.priority.rawValue,
            priorityReason: incident.override?.reason ?? incident.assessment?.why.because,
            impact: incident.assessment?.impact.rawValue, urgency: incident.assessment?.urgency.rawValue,
            services: incident.services.map { Named(id: $0, name: names.services[$0]) },
            cause: incident.cause.map { Cause(item: $0.item, name: $0.name, because: $0.because) },
            firingAlerts: incident.firingAlerts, situation: beginning.situation, change: incident.change,
            problem: incident.problem, workarounds: incident.workarounds.map(Workaround.init),
            team: incident.team.map { Named(id: $0, name: names.teams[$0]) },
            assignee: incident.assignee.map { Named(id: $0, name: names.people[$0]) },
            requester: beginning.requester.map { Named(id: $0, name: names.people[$0]) },
            channel: beginning.channel, holdReason: incident.hold?.reason, holdUntil: incident.hold?.until,
            resolutionCode: incident.resolution?.code, resolutionNotes: incident.resolution?.notes,
            openedAt: incident.openedAt, brokenSince: incident.brokenSince, acknowledgedAt: incident.acknowledgedAt,
            resolvedAt: incident.resolvedAt, closedAt: incident.closedAt, reopenCount: incident.reopenCount,
            flag: incident.flag, affectedCount: incident.affectedCount, dueAt: due?.at,
            clockPaused: due?.paused ?? false, breached: due?.breached ?? false,
            parent: incident.parent.map { Numbered(id: $0.id, number: $0.number) }, mergedInto: incident.mergedInto,
            category: incident.category?.text, openingCategory: incident.openingCategory?.text,
            items: (incident.items ?? []).map { Item(id: $0.item, name: names.items[$0.item], role: $0.role) },
            escalations: incident.escalations?.last?.level ?? 0,
            cost: names.costs[incident.id].map { Cost(lost: $0.lost, perHour: $0.perHour) })
    }
}

extension IncidentView.Workaround {
    init(_ workaround: Incident.Workaround) {
        self.init(
            knownError: workaround.knownError, number: workaround.number, edition: workaround.edition,
            text: workaround.text)
    }
}

extension IncidentView {
    /// As the reader may see it: those who only wait for it are not told what staff say of its priority, or what it costs the business.
    func shown(to reader: Principal) -> IncidentView {
        guard !reader.may(.incidentsWork) else { return self }
        var view = self
        (view.computedPriority, view.priorityReason, view.cost) = (nil, nil, nil)
        return view
    }
}

/// Where an incident comes from, in the words of the API.
///
/// Never inlined: the optimizer of Swift 6.3.1 fails on this switch inside the view's initializer.
private struct Beginning {
    var situation: IncidentView.Numbered?
    var requester: UUID?
    var channel: String?

    @inline(never)
    init(_ origin: Incident.Origin) {
        switch origin {
        case .situation(let id, let number): situation = IncidentView.Numbered(id: id, number: number)
        case .report(let person, _, let way):
            requester = person
            channel = way
        }
    }
}

/// Names of what incidents point to, and when they are due, and what they cost, read in few statements for a whole page.
struct Names {
    let services: [UUID: String]
    let teams: [UUID: String]
    let people: [UUID: String]
    let dues: [UUID: (at: Date?, paused: Bool, breached: Bool)]
    let items: [UUID: String]
    let costs: [UUID: MeterCost.Reading]

    init(of incidents: [Incident], in tx: Transaction) throws {
        services = try Projection<ServiceAnnounced>().find(incidents.flatMap(\.services).unique, in: tx).mapValues(
            \.name)
        teams = try Projection<TeamAnnounced>().find(incidents.compactMap(\.team).unique, in: tx).mapValues(\.name)
        let ids = incidents.compactMap(\.assignee) + incidents.compactMap(\.requester)
        people = try Projection<PersonAnnounced>().find(ids.unique, in: tx).mapValues(\.name)
        items = try Projection<ConfigurationItemAnnounced>().find(
            incidents.flatMap { ($0.items ?? []).map(\.item) }.unique, in: tx
        ).mapValues(\.name)
        costs = try MeterCost.readings(of: incidents.map(\.id), in: tx)
        dues = try ClockStore().dues(of: incidents.map(\.id), in: tx)
    }
}

extension [UUID] {
    fileprivate var unique: [UUID] { Array(Set(self)) }
}

/// An incident and its version on their way through a page.
struct StoredIncident: Codable, Sendable {
    let record: Incident
    let version: Int

    init(_ kept: Kept<Incident>) {
        record = kept.record
        version = kept.version
    }
}
