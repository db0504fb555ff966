import Foundation
import HTTPTypes
import Testing

@testable import Chassis
@testable import DeskApp

/// What Okta and Entra ID send, in the forms their documentation shows.
@Suite struct ProvisioningTests {
    @Test func `an identity provider looks for a person, creates, renames, deactivates and deletes them`() async throws
    {
        try await withDesk { desk in
            let token = try await desk.provisioner()
            let none = try await desk.ask(
                .get, "/scim/v2/Users?filter=userName%20eq%20%22vera@example.org%22&startIndex=1&count=100", as: token)
            #expect(none.status == 200 && none.json["totalResults"] == .number(0))
            #expect(none.headers[.contentType] == "application/scim+json")

            let created = try await desk.ask(.post, "/scim/v2/Users", as: token, Self.oktaUser)
            #expect(created.status == 201 && created.json["active"] == .boolean(true))
            #expect(created["displayName"] == "Vera Olsen" && created["externalId"] == "00ujl29u0le5T6Aj10h7")
            let id = try #require(created["id"])
            #expect(created.headers[.location]?.hasSuffix("/scim/v2/Users/\(id)") == true)
            let twice = try await desk.ask(.post, "/scim/v2/Users", as: token, Self.oktaUser)
            #expect(twice.status == 409 && twice["scimType"] == "uniqueness")

            let entra =
                #"{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"Replace","path":"displayName","value":"Vera Berg"},{"op":"Add","path":"emails[type eq \"work\"].value","value":"berg@example.org"}]}"#
            let renamed = try await desk.ask(.patch, "/scim/v2/Users/\(id)", as: token, entra)
            #expect(renamed.status == 200 && renamed["displayName"] == "Vera Berg")

            let off =
                #"{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","value":{"active":false}}]}"#
            #expect(
                try await desk.ask(.patch, "/scim/v2/Users/\(id)", as: token, off).json["active"] == .boolean(false))
            let on = #"{"Operations":[{"op":"Replace","path":"active","value":"True"}]}"#
            #expect(try await desk.ask(.patch, "/scim/v2/Users/\(id)", as: token, on).json["active"] == .boolean(true))

            #expect(try await desk.ask(.delete, "/scim/v2/Users/\(id)", as: token).status == 204)
            #expect(try await desk.ask(.get, "/scim/v2/Users/\(id)", as: token).status == 404)
            let admin = try await desk.administratorToken()
            #expect(try await desk.ask(.get, "/api/v1/people/\(id.lowercased())", as: admin)["state"] == "inactive")
            let again = try await desk.ask(.post, "/scim/v2/Users", as: token, Self.oktaUser)
            #expect(again.status == 201 && again["id"] == id && again.json["active"] == .boolean(true))
        }
    }

    @Test func `groups are teams, and their members come and go`() async throws {
        try await withDesk { desk in
            let token = try await desk.provisioner()
            let vera = try #require(try await desk.ask(.post, "/scim/v2/Users", as: token, Self.oktaUser)["id"])
            let group =
                #"{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"Storage","externalId":"8aa1a0c0","members":[]}"#
            let created = try await desk.ask(.post, "/scim/v2/Groups", as: token, group)
            let id = try #require(created["id"])
            let path = "/scim/v2/Groups/\(id)"
            let add = #"{"Operations":[{"op":"Add","path":"members","value":[{"value":"\#(vera)"}]}]}"#
            let joined = try await desk.ask(.patch, path, as: token, add)
            #expect(joined.json["members"] == [["value": .text(vera), "display": "Vera Olsen", "type": "User"]])
            let groups = try await desk.ask(.get, "/scim/v2/Users/\(vera)", as: token).json["groups"]
            #expect(groups == [["value": .text(id), "display": "Storage"]])

            let leave = #"{"Operations":[{"op":"remove","path":"members[value eq \"\#(vera)\"]"}]}"#
            #expect(try await desk.ask(.patch, path, as: token, leave).json["members"] == [])
            let whole = #"{"displayName":"Storage and backup","members":[{"value":"\#(vera)"}]}"#
            #expect(try await desk.ask(.put, path, as: token, whole)["displayName"] == "Storage and backup")
            let found = try await desk.ask(
                .get, "/scim/v2/Groups?filter=displayName%20eq%20%22storage%20and%20backup%22", as: token)
            #expect(found.json["totalResults"] == .number(1))
            #expect(try await desk.ask(.delete, path, as: token).status == 204)
            #expect(try await desk.ask(.get, path, as: token).status == 404)
        }
    }

    @Test func `what cannot be understood is refused in the words of the standard`() async throws {
        try await withDesk { desk in
            let token = try await desk.provisioner()
            let cases: [(HTTPRequest.Method, String, String?, Int, String?)] = [
                (.get, "/scim/v2/Users?filter=userName%20co%20%22a%22", nil, 400, "invalidFilter"),
                (.get, "/scim/v2/Users?filter=password%20eq%20%22a%22", nil, 400, "invalidFilter"),
                (.post, "/scim/v2/Users", "{", 400, "invalidSyntax"),
                (.post, "/scim/v2/Users", "{}", 400, "invalidValue"),
                (.post, "/scim/v2/Users", #"{"userName":7}"#, 400, "invalidValue"),
                (.get, "/scim/v2/Users/nobody", nil, 404, nil), (.get, "/scim/v2/Groups/\(UUID())", nil, 404, nil),
            ]
            for (method, path, body, status, type) in cases {
                let reply = try await desk.ask(method, path, as: token, body)
                #expect(reply.status == status && reply["scimType"] == type, "\(method) \(path): \(reply)")
                #expect(reply["status"] == "\(status)")
            }
        }
    }

    @Test func `only a good token that is for people is let in`() async throws {
        try await withDesk { desk in
            let admin = try await desk.administratorToken()
            for bearer in [nil, "dienst_nonsense", admin] {
                #expect(try await desk.ask(.get, "/scim/v2/Users", as: bearer).status == 401)
            }
            let narrow = try await desk.apiToken(#"["incidents.read"]"#, as: admin)
            #expect(try await desk.ask(.get, "/scim/v2/Users", as: narrow.token).status == 403)
            #expect(try await desk.ask(.get, "/scim/v2/ServiceProviderConfig", as: desk.provisioner()).status == 200)
        }
    }

    private static let oktaUser = #"""
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"vera@example.org",
         "name":{"givenName":"Vera","familyName":"Olsen"},"emails":[{"primary":true,"value":"vera@example.org","type":"work"}],
         "displayName":"Vera Olsen","locale":"nb-NO","externalId":"00ujl29u0le5T6Aj10h7","groups":[],"password":"1mz050nq",
         "active":true}
        """#
}

extension TestDesk {
    /// A token made for people by the administrator.
    fileprivate func provisioner() async throws -> String {
        try await apiToken(#"["people.manage"]"#, as: administratorToken()).token
    }
}
