import Chassis
import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

// The tables of each kind of definition, and what each refers to.

extension TeamDetails: KeptDefinition {
    static let table = "team"
    static let uniqueName = "one_active_team_per_name"

    static func announcement(of team: Team, facts: [String]) -> (any Announcement)? {
        TeamAnnounced(team, facts: facts)
    }
}

extension SiteDetails: KeptDefinition {
    static let table = "site"
    static let uniqueName = "one_active_site_per_name"
    var columns: [(name: String, value: SQL)] { [("organisation", "\(organisation)")] }

    static func check(_ details: SiteDetails, before: Site?, in tx: Transaction) throws {
        guard let organisation = details.organisation, organisation != before?.details.organisation else { return }
        try OrganisationStore().require(organisation, field: "organisation", in: tx)
    }
}

extension OrganisationDetails: KeptDefinition {
    static let table = "organisation"
    static let uniqueName = "one_active_organisation_per_name"
    var columns: [(name: String, value: SQL)] { [("kind", "\(kind)"), ("parent", "\(parent)")] }

    /// An organisation is part of one that is there, and never of itself.
    static func check(_ details: OrganisationDetails, before: Organisation?, in tx: Transaction) throws {
        guard let parent = details.parent, parent != before?.details.parent else { return }
        try OrganisationStore().require(parent, field: "parent", in: tx)
        if let before, try OrganisationStore().isWithin(parent, before.id, in: tx) {
            throw Rejection("An organisation cannot be a part of itself.", code: "cycle")
        }
    }
}

extension RoleDetails: KeptDefinition {
    static let table = "role_definition"
    static let uniqueName = "one_active_role_per_name"
}

extension DomainDetails: KeptDefinition {
    static let table = "catalogue_domain"
    static let uniqueName = "one_active_domain_per_name"

    static func check(_ details: DomainDetails, before: ServiceDomain?, in tx: Transaction) throws {
        let known = before?.details.teams ?? []
        try InUse.teams(details.teams.filter { !known.contains($0) }, field: "teams", in: tx)
    }
}

extension ServiceDetails: KeptDefinition {
    static let table = "service"
    static let uniqueName = "one_active_service_per_name"

    var columns: [(name: String, value: SQL)] {
        [
            ("criticality", "\(criticality.rawValue)"), ("value_per_hour", "\(valuePerHour)"), ("owner", "\(owner)"),
            ("team", "\(team)"), ("audience", "\(audience)"),
        ]
    }

    static func check(_ details: ServiceDetails, before: BusinessService?, in tx: Transaction) throws {
        let known = before?.details
        if let owner = details.owner, owner != known?.owner { try InUse.people([owner], field: "owner", in: tx) }
        if let team = details.team, team != known?.team { try InUse.teams([team], field: "team", in: tx) }
        for organisation in details.audience where known?.audience.contains(organisation) != true {
            try OrganisationStore().require(organisation, field: "audience", in: tx)
        }
    }

    static func announcement(of service: BusinessService, facts: [String]) -> (any Announcement)? {
        ServiceAnnounced(service, facts: facts)
    }
}

extension DefinitionStore where Content == OrganisationDetails {
    /// Throws `Invalid` naming the field unless there is such an active organisation.
    func require(_ id: UUID, field: String, in tx: Transaction) throws {
        guard try active([id], in: tx).isEmpty else { return }
        throw InUse.unknown(Organisation.kind, id, field: field)
    }

    /// An organisation with its parts and theirs, itself first; none for the provider's own people. No more than a token
    /// carries: the nearest.
    func below(_ id: UUID?, in tx: Transaction) throws -> [UUID] {
        guard let id else { return [] }
        return try tx.query(
            """
            WITH RECURSIVE part (id, depth) AS (
                SELECT \(id)::uuid, 0
                UNION ALL
                SELECT organisation.id, part.depth + 1 FROM organisation JOIN part ON organisation.parent = part.id
                WHERE part.depth < 20
            )
            SELECT id FROM part ORDER BY depth, id LIMIT \(Principal.mostOrganisations)
            """
        ) { try $0.value("id") }
    }

    /// Whether somebody of this organisation is of the provider.
    static func isProvider(_ id: UUID) -> SQL {
        "EXISTS (SELECT 1 FROM organisation AS own WHERE own.id = \(id) AND own.kind = 'provider')"
    }

    /// Whether one is the other or stands below it. Waits for others who move organisations.
    func isWithin(_ one: UUID, _ other: UUID, in tx: Transaction) throws -> Bool {
        try tx.execute("SELECT pg_advisory_xact_lock(hashtextextended('organisations', 0))")
        return try tx.first(
            """
            WITH RECURSIVE above (id) AS (
                SELECT \(one)::uuid
                UNION SELECT organisation.parent FROM organisation JOIN above ON organisation.id = above.id
                WHERE organisation.parent IS NOT NULL
            )
            SELECT id FROM above WHERE id = \(other)
            """
        ) { _ in true } ?? false
    }
}

extension DefinitionStore where Content == RoleDetails {
    /// What those of these roles that are in use grant.
    func grants(of ids: [UUID], in tx: Transaction) throws -> [UUID: Grants] {
        guard !ids.isEmpty else { return [:] }
        let kept = try tx.query(
            "SELECT record, version FROM role_definition WHERE id = ANY(\(ids)) AND state = 'active'", Self.kept)
        return Dictionary(uniqueKeysWithValues: kept.map { ($0.record.id, $0.record.details.grants) })
    }
}
