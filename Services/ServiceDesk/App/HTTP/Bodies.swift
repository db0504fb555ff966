import DeskDomain
import Foundation
import Records

struct NewTeam: NewDefinition {
    let name: String
    let description: String?

    func details() throws(Invalid) -> Team.Details { try Team.Details(name: name, description: description) }
}

/// What `PATCH /api/v1/teams/{id}` takes: what is left out stays, null clears.
struct TeamRevision: DefinitionRevision {
    let name: String?
    let description: Clearable<String>

    private enum CodingKeys: String, CodingKey { case name, description }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        name = try fields.decodeIfPresent(String.self, forKey: .name)
        description = try Clearable(fields, .description)
    }

    func revising(_ details: Team.Details) throws(Invalid) -> Team.Details {
        try Team.Details(name: name ?? details.name, description: description.replacing(details.description))
    }
}

struct NewService: NewDefinition {
    let name: String
    let description: String?
    let criticality: Int
    let valuePerHour: Double
    let owner: UUID?
    let team: UUID?
    let audience: [UUID]?
    let goals: ServiceGoalsBody?
    let busyTimes: [BusyTimeBody]?

    func details() throws(Invalid) -> BusinessService.Details {
        try BusinessService.Details(
            name: name, description: description, criticality: criticality, valuePerHour: valuePerHour, owner: owner,
            team: team, audience: audience ?? [], goals: goals?.checked(),
            busyTimes: BusyTimeBody.checked(busyTimes ?? []))
    }
}

/// What `PATCH /api/v1/services/{id}` takes: what is left out stays, null clears.
struct ServiceRevision: DefinitionRevision {
    let name: String?
    let description: Clearable<String>
    let criticality: Int?
    let valuePerHour: Double?
    let owner: Clearable<UUID>
    let team: Clearable<UUID>
    let audience: [UUID]?
    let goals: Clearable<ServiceGoalsBody>
    let busyTimes: [BusyTimeBody]?

    private enum CodingKeys: String, CodingKey {
        case name, description, criticality, valuePerHour, owner, team, audience, goals, busyTimes
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        name = try fields.decodeIfPresent(String.self, forKey: .name)
        description = try Clearable(fields, .description)
        criticality = try fields.decodeIfPresent(Int.self, forKey: .criticality)
        valuePerHour = try fields.decodeIfPresent(Double.self, forKey: .valuePerHour)
        owner = try Clearable(fields, .owner)
        team = try Clearable(fields, .team)
        audience = try fields.decodeIfPresent([UUID].self, forKey: .audience)
        goals = try Clearable(fields, .goals)
        busyTimes = try fields.decodeIfPresent([BusyTimeBody].self, forKey: .busyTimes)
    }

    func revising(_ details: BusinessService.Details) throws(Invalid) -> BusinessService.Details {
        try BusinessService.Details(
            name: name ?? details.name, description: description.replacing(details.description),
            criticality: criticality ?? details.criticality.rawValue,
            valuePerHour: valuePerHour ?? details.valuePerHour,
            owner: owner.replacing(details.owner), team: team.replacing(details.team),
            audience: audience ?? details.audience,
            goals: goals.replacing(details.goals.map(ServiceGoalsBody.init))?.checked(),
            busyTimes: busyTimes.map(BusyTimeBody.checked) ?? details.busyTimes)
    }
}

/// A field of a revision: left out, null, or a new value.
enum Clearable<Value: Decodable & Sendable>: Sendable {
    case kept
    case cleared
    case set(Value)

    init<Key: CodingKey>(_ fields: KeyedDecodingContainer<Key>, _ key: Key) throws {
        guard fields.contains(key) else {
            self = .kept
            return
        }
        self = try fields.decodeIfPresent(Value.self, forKey: key).map { .set($0) } ?? .cleared
    }

    func replacing(_ old: Value?) -> Value? {
        switch self {
        case .kept: old
        case .cleared: nil
        case .set(let new): new
        }
    }
}

struct RolesBody: Codable, Sendable {
    let roles: [Role]
    /// Left out, they stay.
    let customRoles: [UUID]?
}

struct TeamBody: Codable, Sendable {
    let team: UUID
}

struct PasswordBody: Codable, Sendable {
    let password: String
}

struct SignInBody: Codable, Sendable {
    let name: String
    let password: String
    /// Of the second factor, where the person has one.
    let code: String?
}

/// What a good sign-in answers.
struct SignedIn: Codable, Sendable {
    let accessToken: String
    let expiresAt: Date
    /// Whether more rights wait until a second factor is set up.
    let needsSecondFactor: Bool
    let person: Who

    /// Whom the token stands for.
    struct Who: Codable, Sendable {
        let id: UUID
        let name: String
        let roles: [Role]
        let teams: [UUID]
        let organisation: UUID?
        let language: Language?
        let zone: String?
        /// Reaches by action.
        let grants: [String: String]
    }

    init(_ result: SignIn.Result) {
        accessToken = result.token
        needsSecondFactor = result.needsSecondFactor
        expiresAt = result.expiresAt
        person = Who(
            id: result.person.id, name: result.person.details.name, roles: result.person.roles,
            teams: result.person.teams, organisation: result.person.details.organisation,
            language: result.person.details.language, zone: result.person.details.zone, grants: result.grants.words)
    }
}

/// What `POST /api/v1/contacts` takes.
struct NewContact: Codable, Sendable {
    let channel: Contact.Channel
    let person: UUID
    let service: UUID?
    let summary: String
    let description: String?
    /// 1 high … 3 low, as the person sees it.
    let urgency: Int?
    /// A path of the incident service's categories: `Network / Wireless`.
    let category: String?
}
