import Chassis
import DeskDomain
import Foundation
import Records

/// What `POST /api/v1/catalogue-domains` takes.
struct NewDomain: NewDefinition {
    let name: String
    let description: String?
    let icon: String?
    let teams: [UUID]?

    func details() throws(Invalid) -> ServiceDomain.Details {
        try ServiceDomain.Details(name: name, description: description, icon: icon, teams: teams ?? [])
    }
}

/// What `PATCH /api/v1/catalogue-domains/{id}` takes: what is left out stays, null clears.
struct DomainRevision: DefinitionRevision {
    let name: String?
    let description: Clearable<String>
    let icon: Clearable<String>
    let teams: [UUID]?

    private enum CodingKeys: String, CodingKey { case name, description, icon, teams }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        name = try fields.decodeIfPresent(String.self, forKey: .name)
        description = try Clearable(fields, .description)
        icon = try Clearable(fields, .icon)
        teams = try fields.decodeIfPresent([UUID].self, forKey: .teams)
    }

    func revising(_ details: ServiceDomain.Details) throws(Invalid) -> ServiceDomain.Details {
        try ServiceDomain.Details(
            name: name ?? details.name, description: description.replacing(details.description),
            icon: icon.replacing(details.icon), teams: teams ?? details.teams)
    }
}

/// What `POST /api/v1/offerings` takes.
struct NewOffering: Codable, Sendable {
    let domain: UUID
    let service: UUID?
    let name: String
    let description: String?
    let icon: String?
    let audience: [UUID]?
}

/// What `PATCH /api/v1/offerings/{id}` takes: what is left out stays, null clears.
struct OfferingRevision: Decodable, Sendable {
    let domain: UUID?
    let service: Clearable<UUID>
    let name: String?
    let description: Clearable<String>
    let icon: Clearable<String>
    let audience: [UUID]?

    private enum CodingKeys: String, CodingKey { case domain, service, name, description, icon, audience }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        domain = try fields.decodeIfPresent(UUID.self, forKey: .domain)
        service = try Clearable(fields, .service)
        name = try fields.decodeIfPresent(String.self, forKey: .name)
        description = try Clearable(fields, .description)
        icon = try Clearable(fields, .icon)
        audience = try fields.decodeIfPresent([UUID].self, forKey: .audience)
    }

    func revising(_ details: Offering.Details) throws(Invalid) -> Offering.Details {
        try Offering.Details(
            domain: domain ?? details.domain, service: service.replacing(details.service), name: name ?? details.name,
            description: description.replacing(details.description), icon: icon.replacing(details.icon),
            audience: audience ?? details.audience)
    }
}

/// What `POST /api/v1/request-items` takes.
struct NewRequestItem: Codable, Sendable {
    let offering: UUID
    let content: ItemContent
}

/// What `PUT /api/v1/request-items/{id}` takes: the whole content, which makes an edition of its own.
struct RequestItemRevision: Codable, Sendable {
    let content: ItemContent
}

/// An answer may be a text, a number, true or false, or a list of texts: the form says which.
extension AnswerValue: SchemaDescribed {
    package static var schema: Schema { .anything }
    package static var schemaExample: AnswerValue { .text("") }
}
