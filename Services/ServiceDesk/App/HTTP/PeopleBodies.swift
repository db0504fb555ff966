import DeskDomain
import Foundation
import Records

/// What `POST /api/v1/people` takes; without roles the person is a requester.
struct NewPerson: Codable, Sendable {
    let name: String
    let signInName: String?
    let mail: String?
    let roles: [Role]?
    let teams: [UUID]?
    let customRoles: [UUID]?
    let organisation: UUID?
    let site: UUID?
    let manager: UUID?
    let costOwner: UUID?
    let language: Language?
    let zone: String?
    let vip: Bool?

    func details() throws(Invalid) -> Person.Details {
        try Person.Details(
            name: name, signInName: signInName, mail: mail, organisation: organisation, site: site, manager: manager,
            costOwner: costOwner, language: language, zone: zone, vip: vip)
    }
}

/// What `PATCH /api/v1/people/{id}` takes: what is left out stays, null clears.
struct PersonRevision: Decodable, Sendable {
    let name: String?
    let signInName: String?
    let mail: Clearable<String>
    let organisation: Clearable<UUID>
    let site: Clearable<UUID>
    let manager: Clearable<UUID>
    let costOwner: Clearable<UUID>
    let language: Clearable<Language>
    let zone: Clearable<String>
    let vip: Clearable<Bool>

    private enum CodingKeys: String, CodingKey {
        case name, signInName, mail, organisation, site, manager, costOwner, language, zone, vip
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        name = try fields.decodeIfPresent(String.self, forKey: .name)
        signInName = try fields.decodeIfPresent(String.self, forKey: .signInName)
        mail = try Clearable(fields, .mail)
        organisation = try Clearable(fields, .organisation)
        site = try Clearable(fields, .site)
        manager = try Clearable(fields, .manager)
        costOwner = try Clearable(fields, .costOwner)
        language = try Clearable(fields, .language)
        zone = try Clearable(fields, .zone)
        vip = try Clearable(fields, .vip)
    }

    func revising(_ details: Person.Details) throws(Invalid) -> Person.Details {
        try Person.Details(
            name: name ?? details.name, signInName: signInName ?? details.signInName,
            mail: mail.replacing(details.mail), organisation: organisation.replacing(details.organisation),
            site: site.replacing(details.site), manager: manager.replacing(details.manager),
            costOwner: costOwner.replacing(details.costOwner), language: language.replacing(details.language),
            zone: zone.replacing(details.zone), vip: vip.replacing(details.vip))
    }
}
