import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// Who gets which role when a candidate is accepted: whoever a person names, else who is on call, else who works on it already.
struct FindRoles: Sendable {
    /// Teams of hurt services that get a lead of their own at most.
    private static let mostLeads = 5

    let policy: RuleVersion<MajorIncidentPolicy>

    struct Found: Sendable {
        var holders: [RoleHolder] = []
        var why: Explanation?
    }

    func roles(
        for incident: Incident, _ wished: [(role: MajorIncidentRole, person: UUID)], accepting: UUID,
        in tx: Transaction
    ) throws -> Found {
        let now = try tx.now
        var (found, reasons) = (Found(), [String: String]())
        for wish in wished where wish.role.isShared || !found.holders.contains(where: { $0.role == wish.role }) {
            found.holders.append(RoleHolder(role: wish.role, person: wish.person, since: now))
            reasons[wish.role.rawValue] = "named by whoever accepted"
        }
        func take(_ role: MajorIncidentRole, _ person: UUID, because reason: String) {
            found.holders.append(RoleHolder(role: role, person: person, since: now))
            reasons[role.rawValue] = [reasons[role.rawValue], reason].compactMap(\.self).joined(separator: "; ")
        }
        let isOpen = { (role: MajorIncidentRole) in !found.holders.contains { $0.role == role } }
        if isOpen(.commander) {
            let team = policy.rules.commandTeam ?? incident.team
            if let person = try team.flatMap({ try onCall($0, in: tx).first }) {
                take(.commander, person, because: "on call for \(try name(team, in: tx))")
            } else {
                take(.commander, accepting, because: "accepted it, and nobody is on call")
            }
        }
        let writers = try policy.rules.communicationsTeam.map { try onCall($0, in: tx) } ?? []
        for (role, person) in zip([MajorIncidentRole.communications, .scribe].filter(isOpen), writers) {
            take(role, person, because: "on call for \(try name(policy.rules.communicationsTeam, in: tx))")
        }
        if isOpen(.resolverLead) {
            for lead in try leads(of: incident, in: tx) { take(.resolverLead, lead.person, because: lead.reason) }
        }
        found.why = Explanation(
            decision: "roles", rule: "named, else on call, else at work", version: policy.version,
            inputs: reasons, outcome: found.holders.map(\.role.rawValue).joined(separator: ", "),
            because: reasons.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ". "))
        return found
    }

    /// Whoever works on it, and who is on call for the teams of the services it hurts.
    private func leads(of incident: Incident, in tx: Transaction) throws -> [(person: UUID, reason: String)] {
        var leads: [(person: UUID, reason: String)] = []
        if let person = incident.assignee { leads.append((person, "works on it")) }
        let services = try Projection<ServiceAnnounced>().find(incident.services, in: tx).values
        let teams = services.sorted { ($0.criticality, $0.name) < ($1.criticality, $1.name) }.compactMap(\.team)
        for team in teams where leads.count < Self.mostLeads {
            guard let person = try onCall(team, in: tx).first, !leads.contains(where: { $0.person == person }) else {
                continue
            }
            leads.append((person, "on call for \(try name(team, in: tx))"))
        }
        return leads
    }

    private func name(_ team: UUID?, in tx: Transaction) throws -> String {
        try team.flatMap { try Projection<TeamAnnounced>().find($0, in: tx)?.name } ?? "the team"
    }

    /// Who is on call for a team now.
    private func onCall(_ team: UUID, in tx: Transaction) throws -> [UUID] {
        try OnCallStore().onCall(team: team, in: tx).flatMap(\.answer.people)
    }
}
