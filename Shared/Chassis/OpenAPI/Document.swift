import Hummingbird

/// The OpenAPI 3.1 document, made from the route table and from nothing else.
extension API {
    package var openAPI: JSONValue {
        [
            "openapi": "3.1.0",
            "info": ["title": .text(title), "version": .text(version)],
            "servers": [["url": "/"]],
            "security": [["bearer": []]],
            "paths": .object(paths),
            "components": [
                "securitySchemes": .object(securitySchemes),
                "schemas": .object(components),
                "responses": ["Problem": Self.problemResponse],
            ],
        ]
    }

    private var securitySchemes: [String: JSONValue] {
        var all: [String: JSONValue] = ["bearer": ["type": "http", "scheme": "bearer", "bearerFormat": "JWT"]]
        if endpoints.contains(where: { $0.access == .session }) {
            all["session"] = ["type": "apiKey", "in": "cookie", "name": .text(Access.sessionCookie)]
        }
        return all
    }

    private var paths: [String: JSONValue] {
        Dictionary(grouping: endpoints, by: \.path).mapValues { endpoints in
            .object(Dictionary(endpoints.map { ($0.method.rawValue.lowercased(), $0.operation) }) { $1 })
        }
    }

    private var components: [String: JSONValue] {
        var all = schemas.definitions.reduce(into: [String: JSONValue]()) { all, definition in
            all[definition.key] = definition.value.json(isClosed: bodies.contains(definition.key))
        }
        all["Problem"] = Self.problem
        return all
    }

    /// The objects that may be sent to us; those refuse properties they do not know.
    private var bodies: Set<String> {
        var found: Set<String> = []
        var open = endpoints.compactMap { $0.accepts?.schema }
        while let schema = open.popLast() {
            switch schema {
            case .object(let name) where found.insert(name).inserted:
                open += schemas.definitions[name]?.properties.map(\.schema) ?? []
            case .list(let inner), .map(let inner), .nullable(let inner): open.append(inner)
            default: continue
            }
        }
        return found
    }

    private static let problem: JSONValue = [
        "type": "object",
        "description": "RFC 9457 problem details",
        "required": ["type", "title", "status", "detail", "code", "correlation"],
        "properties": [
            "type": ["type": "string", "format": "uri"],
            "title": ["type": "string"],
            "status": ["type": "integer"],
            "detail": ["type": "string", "description": "For a person"],
            "code": ["type": "string", "description": "For a program; stable"],
            "field": ["type": "string", "description": "The field or parameter at fault"],
            "correlation": ["type": "string", "description": "To find the request in the logs"],
            "current": ["type": "integer", "description": "With 412: the version it is at"],
            "since": ["type": "array", "items": ["type": "string"], "description": "With 412: what happened since"],
        ],
    ]

    private static let problemResponse: JSONValue = [
        "description": "Why not",
        "content": ["application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]],
    ]
}
