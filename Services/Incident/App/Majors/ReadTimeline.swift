import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// The timeline of a major incident, assembled from the journals and from what was heard of other services.
struct ReadTimeline: Sendable {
    func lines(of major: MajorIncident, in tx: Transaction) throws -> [TimelineLine] {
        let incident = try tx.first(
            "SELECT version, record FROM incident WHERE id = \(major.incident)", IncidentStore.kept)
        guard let incident = incident?.record else { return [] }
        let ours = try Journal.lines(of: incident.id, in: tx)
        let its = try Journal.lines(of: major.id, in: tx)
        let names = try TimelineNames(ours + its, major, incident, in: tx)
        let heard = try MajorIncidentHeard().lines(of: major, incident, in: tx)
        let all =
            try IncidentTimeline(names: names).lines(ours, of: incident) + MajorTimeline(names: names).lines(its)
            + PageTimeline().lines(of: incident.id, in: tx) + heard.map { names.line($0) }
        return all.sorted { $0.at < $1.at }
    }
}

/// Names of the people, teams and services that a timeline speaks of.
struct TimelineNames: Sendable {
    let people: [UUID: String]
    let teams: [UUID: String]
    let services: [UUID: String]

    init(_ lines: [JournalLine], _ major: MajorIncident, _ incident: Incident, in tx: Transaction) throws {
        var (people, teams) = (Set(lines.compactMap(\.person)), Set<UUID>())
        for line in lines {
            switch line.kind {
            case Incident.kind: try Self.collect(line.fact(of: Incident.self), &people, &teams)
            default: try Self.collect(line.fact(of: MajorIncident.self), &people)
            }
        }
        self.people = try Projection<PersonAnnounced>().find(Array(people), in: tx).mapValues(\.name)
        self.teams = try Projection<TeamAnnounced>().find(Array(teams), in: tx).mapValues(\.name)
        services = try Projection<ServiceAnnounced>().find(incident.services, in: tx).mapValues(\.name)
    }

    private static func collect(_ fact: Incident.Fact, _ people: inout Set<UUID>, _ teams: inout Set<UUID>) {
        switch fact {
        case .assigned(let team, let person, _):
            if let team { teams.insert(team) }
            if let person { people.insert(person) }
        case .workStarted(let person): people.insert(person)
        default: return
        }
    }

    private static func collect(_ fact: MajorIncident.Fact, _ people: inout Set<UUID>) {
        switch fact {
        case .accepted(let acceptance): people.formUnion(acceptance.holders.map(\.person))
        case .roleTaken(_, let person, let from, _): people.formUnion([person] + (from.map { [$0] } ?? []))
        case .roleLeft(_, let person, _): people.insert(person)
        default: return
        }
    }

    func person(_ id: UUID?) -> String? { id.map { people[$0] ?? $0.uuidString.lowercased() } }

    /// Who acted; nil for the suite itself.
    func actor(of line: JournalLine) -> String? { person(line.person) }

    func line(_ heard: MajorIncidentHeard.Line) -> TimelineLine {
        guard heard.source == "event" else {
            return TimelineLine(
                "change.\(heard.kind)", at: heard.at, from: .change,
                ["number": heard.subject, "summary": heard.detail])
        }
        let service = UUID(uuidString: heard.subject).flatMap { services[$0] } ?? heard.subject
        return TimelineLine(
            "event.\(heard.kind)", at: heard.at, from: .event, ["service": service, "health": heard.detail])
    }
}

extension JournalLine {
    var person: UUID? { provenance.actor.kind == .person ? UUID(uuidString: provenance.actor.id) : nil }

    func fact<Record: Lifecycle>(of type: Record.Type) throws -> Record.Fact {
        try WireJSON.decoder.decode(Record.Fact.self, from: Data(fact.utf8))
    }
}
