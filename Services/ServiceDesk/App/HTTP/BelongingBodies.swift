import DeskDomain
import Foundation
import Records

/// What `POST /api/v1/organisations` takes; without a kind it is a customer.
struct NewOrganisation: NewDefinition {
    let name: String
    let kind: OrganisationDetails.Kind?
    let description: String?
    let parent: UUID?
    let zone: String?

    func details() throws(Invalid) -> Organisation.Details {
        try Organisation.Details(
            name: name, kind: kind ?? .customer, description: description, parent: parent, zone: zone)
    }
}

/// What `PATCH /api/v1/organisations/{id}` takes: what is left out stays, null clears.
struct OrganisationRevision: DefinitionRevision {
    let name: String?
    let kind: OrganisationDetails.Kind?
    let description: Clearable<String>
    let parent: Clearable<UUID>
    let zone: Clearable<String>

    private enum CodingKeys: String, CodingKey { case name, kind, description, parent, zone }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        name = try fields.decodeIfPresent(String.self, forKey: .name)
        kind = try fields.decodeIfPresent(OrganisationDetails.Kind.self, forKey: .kind)
        description = try Clearable(fields, .description)
        parent = try Clearable(fields, .parent)
        zone = try Clearable(fields, .zone)
    }

    func revising(_ details: Organisation.Details) throws(Invalid) -> Organisation.Details {
        try Organisation.Details(
            name: name ?? details.name, kind: kind ?? details.kind,
            description: description.replacing(details.description), parent: parent.replacing(details.parent),
            zone: zone.replacing(details.zone))
    }
}

/// What `POST /api/v1/sites` takes; without an organisation it is the provider's.
struct NewSite: NewDefinition {
    let name: String
    let organisation: UUID?
    let address: String?
    let zone: String?

    func details() throws(Invalid) -> Site.Details {
        try Site.Details(name: name, organisation: organisation, address: address, zone: zone)
    }
}

/// What `PATCH /api/v1/sites/{id}` takes: what is left out stays, null clears. A site stays with its organisation.
struct SiteRevision: DefinitionRevision {
    let name: String?
    let address: Clearable<String>
    let zone: Clearable<String>

    private enum CodingKeys: String, CodingKey { case name, address, zone }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        name = try fields.decodeIfPresent(String.self, forKey: .name)
        address = try Clearable(fields, .address)
        zone = try Clearable(fields, .zone)
    }

    func revising(_ details: Site.Details) throws(Invalid) -> Site.Details {
        try Site.Details(
            name: name ?? details.name, organisation: details.organisation,
            address: address.replacing(details.address), zone: zone.replacing(details.zone))
    }
}

/// What `POST /api/v1/roles` takes: reaches by action.
struct NewRole: NewDefinition {
    let name: String
    let description: String?
    let grants: [String: String]

    func details() throws(Invalid) -> RoleDefinition.Details {
        try RoleDefinition.Details(name: name, description: description, grants: grants)
    }
}

/// What `PATCH /api/v1/roles/{id}` takes: what is left out stays, null clears; grants are replaced as a whole.
struct RoleRevision: DefinitionRevision {
    let name: String?
    let description: Clearable<String>
    let grants: [String: String]?

    private enum CodingKeys: String, CodingKey { case name, description, grants }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        name = try fields.decodeIfPresent(String.self, forKey: .name)
        description = try Clearable(fields, .description)
        grants = try fields.decodeIfPresent([String: String].self, forKey: .grants)
    }

    func revising(_ details: RoleDefinition.Details) throws(Invalid) -> RoleDefinition.Details {
        try RoleDefinition.Details(
            name: name ?? details.name, description: description.replacing(details.description),
            grants: grants ?? details.grants.words)
    }
}
