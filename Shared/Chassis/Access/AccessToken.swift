import Foundation
import JWTKit
import Records

/// What an access token says, under the names it has on the wire. Times are whole seconds since 1970.
struct AccessToken: JWTPayload {
    static let issuer = "dienst"
    static let audience = "dienst"
    static let algorithm = "ES256"

    let iss: String
    let aud: String
    let sub: UUID
    let name: String
    let roles: [String]
    let teams: [UUID]
    let org: UUID?
    /// Their organisation and its parts, when it has any.
    let orgs: [UUID]?
    /// What they may do, when it is something else than their roles say.
    let grants: [String: String]?
    let iat: Int
    let exp: Int

    init(_ principal: Principal, issued: Date, lifetime: Duration) {
        self.iss = Self.issuer
        self.aud = Self.audience
        self.sub = principal.id
        self.name = principal.name
        self.roles = principal.roles.map(\.rawValue).sorted()
        self.teams = principal.teams
        self.org = principal.organisation
        self.orgs = principal.organisations.count > 1 ? principal.organisations : nil
        self.grants = principal.grants == Grants.of(principal.roles) ? nil : principal.grants.words
        self.iat = Int(issued.timeIntervalSince1970)
        self.exp = iat + Int(lifetime.components.seconds)
    }

    /// The claims are checked by `TokenVerifier`, which knows the time.
    func verify(using algorithm: some JWTAlgorithm) throws {}

    /// A role or grant that this version does not know is left out: it can allow nothing here.
    var principal: Principal {
        Principal(
            id: sub, name: name, roles: Set(roles.compactMap { Role(rawValue: $0) }), teams: teams, organisation: org,
            organisations: orgs, grants: grants.map(Grants.init(words:)))
    }
}
