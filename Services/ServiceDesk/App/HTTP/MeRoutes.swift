import Chassis
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// What everybody may know and change about themselves, and which permissions there are.
struct MeRoutes: Sendable {
    let database: Database
    private let people = KeepPeople()

    init(database: Database) {
        self.database = database
    }

    func add(to api: inout API) {
        api.get("/api/v1/me", "Read who I am and what I may do", for: .signedIn, answers: MeView.self) { call in
            let reader = try call.principal
            return try await database.transaction { tx in
                guard let kept = try PersonStore().read(reader.id, in: tx) else {
                    throw NotFound(Person.kind, reader.id.uuidString.lowercased())
                }
                return .ok(try MeView(kept, for: reader, in: tx), version: kept.version)
            }
        }
        api.patch(
            "/api/v1/me", "Choose my language and time zone", for: .signedIn, accepts: MyRevision.self,
            answers: MeView.self, revise)
        api.get(
            "/api/v1/permissions", "List what can be permitted", for: .signedIn, answers: PermissionsView.self
        ) { _ in .ok(PermissionsView()) }
    }

    private func revise(_ call: Call, _ revision: MyRevision) async throws -> Answer<MeView> {
        let (reader, provenance) = (try call.principal, try call.provenance("revise"))
        return try await database.transaction { tx in
            guard let before = try PersonStore().read(reader.id, in: tx) else {
                throw NotFound(Person.kind, reader.id.uuidString.lowercased())
            }
            let kept = try people.revise(
                reader.id, expecting: call.expectedVersion ?? before.version, by: provenance, in: tx
            ) { try $0.speaking(revision.language.replacing($0.language), in: revision.zone.replacing($0.zone)) }
            return .ok(try MeView(kept, for: reader, in: tx), version: kept.version)
        }
    }
}

/// What `PATCH /api/v1/me` takes: what is left out stays, null clears.
struct MyRevision: Decodable, Sendable {
    let language: Clearable<Language>
    let zone: Clearable<String>

    private enum CodingKeys: String, CodingKey { case language, zone }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        language = try Clearable(fields, .language)
        zone = try Clearable(fields, .zone)
    }
}

/// Who asks, with the grants of their token: reaches by action.
struct MeView: Codable, Sendable {
    let person: PersonView
    let grants: [String: String]
    let organisationName: String?

    init(_ kept: Kept<Person>, for reader: Principal, in tx: Transaction) throws {
        person = PersonView(kept, for: reader)
        grants = reader.grants.words
        organisationName = try kept.record.details.organisation.flatMap {
            try OrganisationStore().read($0, in: tx)?.record.details.name
        }
    }
}

/// All actions with the reaches they can be granted with, and what the suite's own roles grant.
struct PermissionsView: Codable, Sendable {
    struct Permission: Codable, Sendable {
        let action: Action
        let reaches: [Reach]
    }

    struct OwnRole: Codable, Sendable {
        let role: Role
        let grants: [String: String]
    }

    let actions: [Permission]
    let roles: [OwnRole]

    init() {
        actions = Action.allCases.map { Permission(action: $0, reaches: $0.reaches) }
        roles = Role.allCases.map { OwnRole(role: $0, grants: Grants.of($0).words) }
    }
}
