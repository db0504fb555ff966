import Chassis
import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Postgres
import Records
import Testing

@Suite struct PermissionTests {
    @Test func `a longer reach covers the shorter ones`() {
        let team = Grants([.incidentsRead: .team])
        #expect(team.lacks(Grants([.incidentsRead: .own])) == [])
        #expect(
            team.lacks(Grants([.incidentsRead: .organisation, .problemsRead: .own])) == [.incidentsRead, .problemsRead])
        #expect(team.merging(Grants([.incidentsRead: .all]))[.incidentsRead] == .all)
        #expect(Grants.of(.agent).narrowed(to: team) == team)
        #expect(team.narrowed(to: Grants([.problemsRead: .all])) == Grants())
    }

    @Test func `every role but the requester is staff, and an administrator may do whatever a manager may`() {
        for role in Role.allCases {
            #expect(Principal(id: UUID(), name: "A", roles: [role]).isStaff == (role != .requester))
        }
        #expect(Grants.of(.administrator).lacks(Grants.of(.manager)) == [])
        #expect(Principal(id: UUID(), name: "A", roles: [.requester]).reach(of: .incidentsRead) == .own)
    }

    @Test func `a customer's own key user is no staff`() {
        let keyUser = Principal(
            id: UUID(), name: "A", roles: [.requester], organisation: UUID(),
            grants: Grants([.incidentsRead: .organisation]))
        #expect(!keyUser.isStaff && keyUser.may(.incidentsRead) && !keyUser.may(.requestsSubmit))
    }

    @Test func `grants unknown to this version allow nothing`() {
        #expect(
            Grants(words: ["incidents.read": "galaxy", "time.travel": "all", "live.use": "all"])
                == Grants([.liveUse: .all]))
    }

    @Test func `grants travel in a token only when they say more or less than the roles`() async throws {
        let issuer = try await TokenIssuer(privateKeyPEM: TokenIssuer.generate().pem.value)
        let verifier = TokenVerifier()
        try await verifier.replaceKeys([issuer.published])
        let plain = Principal(id: UUID(), name: "A", roles: [.agent])
        let special = Principal(
            id: plain.id, name: "A", roles: [.agent], grants: Grants.of(.agent).merging(Grants([.rolesManage: .all])))
        let short = try await issuer.issue(for: plain, lifetime: .seconds(60))
        let long = try await issuer.issue(for: special, lifetime: .seconds(60))
        #expect(try await verifier.verify(short) == plain)
        #expect(try await verifier.verify(long) == special)
        #expect(try Self.claims(short)["grants"] == nil && Self.claims(long)["grants"] != nil)
    }

    private static func claims(_ token: String) throws -> [String: JSONValue] {
        var text = String(token.split(separator: ".")[1]).replacing("-", with: "+").replacing("_", with: "/")
        text += String(repeating: "=", count: (4 - text.count % 4) % 4)
        let data = try #require(Data(base64Encoded: text))
        return try JSONDecoder().decode([String: JSONValue].self, from: data)
    }

    @Test(arguments: [("agent", 200), ("administrator", 403), ("nobody", 401)])
    func `an endpoint for a permission refuses who lacks it`(caller: String, status: Int) async throws {
        var api = API(service: "test", title: "Test", version: "1")
        api.get("/api/v1/contacts", "List", for: .may(.contactsWork), answers: [String].self) { _ in .ok(["one"]) }
        let router = try api.router(authenticator: Desk.Doorman())
        try await Application(router: router, logger: Logger(label: "test")).test(.router) { client in
            let reply = try await client.execute(
                uri: "/api/v1/contacts", method: .get, headers: [.authorization: "Bearer \(caller)"])
            #expect(reply.status.code == status)
            if status == 403 { #expect(String(buffer: reply.body).contains("permission_needed")) }
        }
    }

    @Test func `a scope covers its own reach and the shorter ones, and nothing without a reach`() {
        let scope = Scope(own: "requester = 1", team: "team = 2", organisation: "organisation = 3")
        #expect(scope.condition(nil)?.text == "FALSE")
        #expect(scope.condition(.own)?.text == "(requester = 1)")
        #expect(scope.condition(.team)?.text == "(requester = 1 OR team = 2)")
        #expect(scope.condition(.organisation)?.text == "(requester = 1 OR team = 2 OR organisation = 3)")
        #expect(scope.condition(.all)?.text == nil)
    }
}
