import Hummingbird
import Records

/// An endpoint as an OpenAPI operation.
extension Endpoint {
    var operation: JSONValue {
        var members: [String: JSONValue] = [
            "operationId": .text(operationID),
            "summary": .text(summary),
            "tags": [.text(tag)],
            "parameters": .list(parameters),
            "responses": .object(responses),
        ]
        if let accepts { members["requestBody"] = ["required": true, "content": accepts.json] }
        switch access {
        case .anyone: members["security"] = []
        case .signedIn: break
        case .session: members["security"] = [["session": []]]
        case .may(let action): members["x-permission"] = .text(action.rawValue)
        case .staff: members["x-permission"] = "staff"
        }
        return .object(members)
    }

    private var words: [String] {
        let own = path.hasPrefix("/api/v1/") ? path.dropFirst("/api/v1".count) : path[...]
        return own.split(separator: "/").map { $0.filter { $0.isLetter || $0.isNumber } }
    }

    private var tag: String { words.first ?? "root" }

    /// Method and address in one word: `postIncidentsNumberResolve`.
    private var operationID: String {
        method.rawValue.lowercased() + words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    private var parameters: [JSONValue] {
        let inPath = placeholders.map { name in
            Self.parameter(name, "path", Self.isID(name) ? .text(format: "uuid") : .text(), required: true)
        }
        let inQuery = query.map { parameter in
            let kind = parameter.kind.schema
            let schema = parameter.isList || parameter.isRepeated ? Schema.list(kind) : kind
            return Self.parameter(
                parameter.name, "query", schema, required: parameter.isRequired, parameter.meaning,
                isList: parameter.isList)
        }
        return inPath + inQuery + headers
    }

    private var headers: [JSONValue] {
        guard method != .get else { return [] }
        var all: [JSONValue] = []
        if !placeholders.isEmpty {
            all.append(Self.parameter("If-Match", "header", .text(), "The version you read, in quotes: \"7\""))
        }
        if method == .post, !isStreamed {
            all.append(Self.parameter("Idempotency-Key", "header", .text(), "The same key gets the same answer again"))
        }
        return all
    }

    private static func parameter(
        _ name: String, _ place: String, _ schema: Schema, required: Bool = false, _ meaning: String? = nil,
        isList: Bool = false
    ) -> JSONValue {
        var members: [String: JSONValue] = [
            "name": .text(name), "in": .text(place), "required": .boolean(required), "schema": schema.json,
        ]
        if let meaning { members["description"] = .text(meaning) }
        if isList {
            members["style"] = "form"
            members["explode"] = false
        }
        return .object(members)
    }

    /// Protocols with a JSON type of their own, such as SCIM, have refusals of their own too; the edge's own are problems anyway.
    private var refusal: JSONValue {
        guard let own = answers?.mediaType, own.hasSuffix("+json") else {
            return ["$ref": "#/components/responses/Problem"]
        }
        let problem: JSONValue = ["schema": ["$ref": "#/components/schemas/Problem"]]
        return [
            "description": "Why not", "content": .object(["application/problem+json": problem, own: ["schema": [:]]]),
        ]
    }

    private var responses: [String: JSONValue] {
        var all: [String: JSONValue] = [:]
        for code in problems { all["\(code)"] = refusal }
        guard let answers else {
            all["204"] = ["description": "Done"]
            return all
        }
        for code in method == .post ? [200, 201, 202] : [200] {
            all["\(code)"] = ["description": .text(code == 201 ? "Created" : "The answer"), "content": answers.json]
        }
        return all
    }

    /// The refusals a caller may meet here.
    private var problems: [Int] {
        var codes = [400, 401, 403, 500, 503]
        // What needs no sign-in may still ask for a key of its own, and counts failures.
        if access == .anyone || access == .session { codes.append(429) }
        if !placeholders.isEmpty { codes.append(404) }
        if method != .get { codes += [404, 409, 412, 428] }
        // What a query names may make no sense, as what a body holds.
        if method != .get || !query.isEmpty { codes.append(422) }
        if accepts != nil { codes += [413, 415] }
        return codes
    }
}

extension Endpoint.Content {
    fileprivate var json: JSONValue {
        .object([mediaType: schema.map { ["schema": $0.json] } ?? [:]])
    }
}
