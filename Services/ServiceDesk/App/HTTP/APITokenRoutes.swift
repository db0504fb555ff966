import Chassis
import Contracts
import DeskDomain
import Foundation
import HTTPTypes
import Hummingbird
import Messaging
import Postgres
import Records

/// Tokens of programs: made and revoked by their person, and exchanged for access tokens that all five services take.
struct APITokenRoutes: Sendable {
    let database: Database
    let signIn: SignIn
    private let tokens = KeepAPITokens()

    init(database: Database, signIn: SignIn) {
        self.database = database
        self.signIn = signIn
    }

    func add(to api: inout API) {
        let mine = "/api/v1/me/api-tokens"
        api.get(mine, "List my API tokens", for: .signedIn, answers: Page<APITokenView>.self) { call in
            try await list(of: call.principal.id)
        }
        api.post(
            mine, "Make an API token, which is shown this once", for: .signedIn, accepts: NewAPIToken.self,
            answers: MadeAPIToken.self, make)
        api.delete("\(mine)/{id}", "Revoke an API token of mine", for: .signedIn, answers: Nothing.self) { call in
            try await revoke(call.uuid("id"), of: call.principal.id)
        }
        api.get(
            "/api/v1/api-tokens", "List everybody's API tokens", for: .may(.peopleManage),
            answers: Page<APITokenView>.self
        ) { _ in try await list(of: nil) }
        api.delete(
            "/api/v1/api-tokens/{id}", "Revoke somebody's API token", for: .may(.peopleManage), answers: Nothing.self
        ) { call in try await revoke(call.uuid("id"), of: nil) }
        api.post(
            "/api/v1/access-tokens", "Exchange an API token, sent as bearer, for an access token", for: .anyone,
            answers: SignedIn.self, exchange)
    }

    private func list(of person: UUID?) async throws -> Answer<Page<APITokenView>> {
        let tokens = try await database.transaction { try APITokenStore().list(of: person, in: $0) }
        return .ok(Page(tokens.map(APITokenView.init)))
    }

    /// Made by a person in the web or by a session's token, and shown once: a repeat makes another.
    private func make(_ call: Call, _ body: NewAPIToken) async throws -> Answer<MadeAPIToken> {
        let principal = try call.principal
        let wish = KeepAPITokens.Wish(name: body.name, scope: body.scope, expiresAt: body.expiresAt)
        let made = try await database.transaction { try tokens.make(wish, for: principal, in: $0) }
        return .created(MadeAPIToken(made.token, made.secret))
    }

    private func revoke(_ id: UUID, of person: UUID?) async throws -> Answer<Nothing> {
        let isRevoked = try await database.transaction { try APITokenStore().revoke(id, of: person, in: $0) }
        guard isRevoked else { throw NotFound("API token", id.uuidString.lowercased()) }
        return .done
    }

    private func exchange(_ call: Call) async throws -> Answer<SignedIn> {
        guard let bearer = call.bearer else { throw Self.refused }
        let settings = signIn.settings
        let entrance = try await database.transaction { tx -> SignIn.Entrance? in
            guard let holder = try tokens.holder(of: bearer, in: tx) else { return nil }
            let key = try SigningKeys(settings: settings).signing(in: tx)
            return try signIn.entrance(of: holder.person, narrowedTo: holder.grants, signedWith: key, in: tx)
        }
        guard let entrance else { throw Self.refused }
        return .ok(SignedIn(try await signIn.result(for: entrance)))
    }

    private static let refused = ErrorReply(
        .unauthorized, "token_refused", "This API token is not good, or no longer.")
}

/// What `POST /api/v1/me/api-tokens` takes.
struct NewAPIToken: Codable, Sendable {
    let name: String
    /// Permissions it is for; left out, it is for all that its person may do.
    let scope: [String]?
    let expiresAt: Date
}

/// An API token as its person sees it; its text stands nowhere.
struct APITokenView: Codable, Sendable {
    let id: UUID
    let person: UUID
    let name: String
    let scope: [String]?
    let createdAt: Date
    let expiresAt: Date
    let lastUsedAt: Date?
    let revokedAt: Date?

    init(_ token: APIToken) {
        id = token.id
        person = token.person
        name = token.name
        scope = token.scope
        createdAt = token.createdAt
        expiresAt = token.expiresAt
        lastUsedAt = token.lastUsedAt
        revokedAt = token.revokedAt
    }
}

/// A new API token with its text, which nobody will see again.
struct MadeAPIToken: Codable, Sendable {
    let id: UUID
    let name: String
    let scope: [String]?
    let expiresAt: Date
    let token: String

    init(_ token: APIToken, _ secret: APITokenSecret) {
        id = token.id
        name = token.name
        scope = token.scope
        expiresAt = token.expiresAt
        self.token = secret.text
    }
}
