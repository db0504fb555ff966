import Foundation
import Hummingbird

/// A service's route table: the router, the OpenAPI document and the tests are all made from it.
package struct API: Sendable {
    /// The service's word in addresses: `incident`.
    package let service: String
    package let title: String
    package let version: String
    package private(set) var endpoints: [Endpoint] = []

    /// The shapes of all bodies and answers.
    package private(set) var schemas = SchemaReader()
    /// Types that could not be described; making the router throws the first.
    package internal(set) var mistakes: [SchemaMistake] = []

    package init(service: String, title: String, version: String) {
        self.service = service
        self.title = title
        self.version = version
    }

    package static let defaultBodyLimit = 1 << 20

    /// Adds an endpoint whose handler reads the body and makes the response itself: streams, downloads, the intake.
    ///
    /// - Parameters:
    ///   - isStreamed: the body is read in pieces (`call.pieces`), never as a whole, and takes no idempotency key.
    ///   - takesAnyQuery: parameters that are not declared are taken too, for the clients of other products.
    package mutating func raw(
        _ method: HTTPRequest.Method, _ path: String, _ summary: String, for access: Access,
        query: [QueryParameter] = [], accepts: String? = nil, answers: String, limit: Int = API.defaultBodyLimit,
        isStreamed: Bool = false, takesAnyQuery: Bool = false,
        _ handler: @escaping @Sendable (Call) async throws -> Response
    ) {
        endpoints.append(
            Endpoint(
                method: method, path: path, summary: summary, access: access, query: query,
                accepts: accepts.map { Endpoint.Content(mediaType: $0, schema: nil) },
                answers: Endpoint.Content(mediaType: answers, schema: nil), bodyLimit: limit, isStreamed: isStreamed,
                takesAnyQuery: takesAnyQuery, respond: handler))
    }

    mutating func add<Value>(
        _ method: HTTPRequest.Method, _ path: String, _ summary: String, _ access: Access,
        query: [QueryParameter], _ handler: @escaping @Sendable (Call) async throws -> Answer<Value>
    ) {
        endpoints.append(
            Endpoint(
                method: method, path: path, summary: summary, access: access, query: query, accepts: nil,
                answers: content(of: Value.self), bodyLimit: API.defaultBodyLimit
            ) { call in try await handler(call).response() })
    }

    mutating func add<Body: Decodable & Sendable, Value>(
        _ method: HTTPRequest.Method, _ path: String, _ summary: String, _ access: Access,
        query: [QueryParameter], _ body: Body.Type, limit: Int,
        _ handler: @escaping @Sendable (Call, Body) async throws -> Answer<Value>
    ) {
        let accepts = content(of: Body.self)
        let reader = BodyReader(schema: accepts?.schema ?? .anything, definitions: schemas.definitions)
        endpoints.append(
            Endpoint(
                method: method, path: path, summary: summary, access: access, query: query, accepts: accepts,
                answers: content(of: Value.self), bodyLimit: limit
            ) { call in
                try call.checkMediaType()
                let data = Data(try await call.body().readableBytesView)
                return try await handler(call, reader.decode(Body.self, from: data)).response()
            })
    }

    private mutating func content<T: Decodable>(of type: T.Type) -> Endpoint.Content? {
        guard type != Nothing.self else { return nil }
        do {
            return Endpoint.Content(mediaType: "application/json", schema: try schemas.schema(of: type))
        } catch {
            mistakes.append(error as? SchemaMistake ?? SchemaMistake("\(error)"))
            return Endpoint.Content(mediaType: "application/json", schema: .anything)
        }
    }
}

extension Call {
    /// Throws 415 for a body that says it is something else than JSON.
    fileprivate func checkMediaType() throws(ErrorReply) {
        guard let given = request.headers[.contentType] else { return }
        let type = given.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces).lowercased()
        guard type == "application/json" || type.hasSuffix("+json") else {
            throw ErrorReply(.unsupportedMediaType, "not_json", "Send the body as application/json.")
        }
    }
}
