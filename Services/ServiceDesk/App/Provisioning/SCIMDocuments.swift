import Chassis

/// What this SCIM server can do, and what its resources look like (RFC 7643, 5 to 7).
enum SCIMDocuments {
    static let all: [(path: String, document: @Sendable (_ root: String) -> JSONValue)] = [
        ("/ServiceProviderConfig", provider), ("/ResourceTypes", resourceTypes), ("/Schemas", schemas),
    ]

    @Sendable private static func provider(_ root: String) -> JSONValue {
        let no: JSONValue = ["supported": false]
        return [
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"], "patch": ["supported": true],
            "bulk": ["supported": false, "maxOperations": 0, "maxPayloadSize": 0],
            "filter": ["supported": true, "maxResults": 500], "changePassword": no, "sort": no, "etag": no,
            "authenticationSchemes": [
                [
                    "type": "oauthbearertoken", "name": "API token",
                    "description": "An API token of this suite, made for people.manage", "primary": true,
                ]
            ],
            "meta": ["resourceType": "ServiceProviderConfig", "location": .text("\(root)/ServiceProviderConfig")],
        ]
    }

    @Sendable private static func resourceTypes(_ root: String) -> JSONValue {
        let types = [("User", "/Users", SCIMUser.schema), ("Group", "/Groups", ProvisionTeams.schema)]
        let resources = types.map { name, endpoint, schema -> JSONValue in
            [
                "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ResourceType"], "id": .text(name),
                "name": .text(name), "endpoint": .text(endpoint), "schema": .text(schema),
                "meta": ["resourceType": "ResourceType", "location": .text("\(root)/ResourceTypes/\(name)")],
            ]
        }
        return SCIM.list(resources, total: resources.count, from: 1)
    }

    @Sendable private static func schemas(_ root: String) -> JSONValue {
        let user = ["userName", "displayName", "name", "emails", "active", "preferredLanguage", "timezone"]
        let resources: [JSONValue] = [
            schema(SCIMUser.schema, "User", user.map { attribute($0, isRequired: $0 == "userName") }, root),
            schema(
                ProvisionTeams.schema, "Group",
                [attribute("displayName", isRequired: true), attribute("members", isRequired: false)], root),
        ]
        return SCIM.list(resources, total: resources.count, from: 1)
    }

    private static func schema(_ id: String, _ name: String, _ attributes: [JSONValue], _ root: String) -> JSONValue {
        [
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Schema"], "id": .text(id), "name": .text(name),
            "attributes": .list(attributes),
            "meta": ["resourceType": "Schema", "location": .text("\(root)/Schemas/\(id)")],
        ]
    }

    private static func attribute(_ name: String, isRequired: Bool) -> JSONValue {
        let types = ["name": "complex", "emails": "complex", "members": "complex", "active": "boolean"]
        let isList = ["emails", "members"].contains(name)
        return [
            "name": .text(name), "type": .text(types[name] ?? "string"), "multiValued": .boolean(isList),
            "required": .boolean(isRequired), "mutability": "readWrite", "returned": "default",
            "uniqueness": name == "userName" ? "server" : "none",
        ]
    }
}
