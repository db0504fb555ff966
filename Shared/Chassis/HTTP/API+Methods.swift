import HTTPTypes
import Hummingbird

/// How a service writes its table: one call per endpoint, in the order of its README.
extension API {
    package mutating func get<Value>(
        _ path: String, _ summary: String, for access: Access, query: [QueryParameter] = [], answers: Value.Type,
        _ handler: @escaping @Sendable (Call) async throws -> Answer<Value>
    ) { add(.get, path, summary, access, query: query, handler) }

    /// A list: its filters, sorts and cursor come from the listing, and are documented from it. Its number of items is served
    /// at `…/count`, with the same filters, by the same handler.
    package mutating func list<Item>(
        _ path: String, _ summary: String, for access: Access, by listing: Listing, of item: Item.Type,
        _ handler: @escaping @Sendable (Call, Wanted) async throws -> Page<Item>
    ) {
        add(.get, path, summary, access, query: listing.parameters) { call -> Answer<Page<Item>> in
            .ok(try await handler(call, try listing.wanted(call.query)))
        }
        add(.get, "\(path)/count", "\(summary): how many", access, query: listing.narrowing) { call -> Answer<Count> in
            let counting = Counting()
            var wanted = try listing.wanted(call.query)
            wanted.counting = counting
            _ = try await handler(call, wanted)
            guard let count = counting.count else {
                throw ErrorReply(.notImplemented, "not_counted", "This list cannot be counted.")
            }
            return .ok(count)
        }
    }

    package mutating func post<Body: Decodable & Sendable, Value>(
        _ path: String, _ summary: String, for access: Access, query: [QueryParameter] = [], accepts: Body.Type,
        answers: Value.Type, limit: Int = API.defaultBodyLimit,
        _ handler: @escaping @Sendable (Call, Body) async throws -> Answer<Value>
    ) { add(.post, path, summary, access, query: query, accepts, limit: limit, handler) }

    /// A command that needs no body.
    package mutating func post<Value>(
        _ path: String, _ summary: String, for access: Access, query: [QueryParameter] = [], answers: Value.Type,
        _ handler: @escaping @Sendable (Call) async throws -> Answer<Value>
    ) { add(.post, path, summary, access, query: query, handler) }

    package mutating func put<Body: Decodable & Sendable, Value>(
        _ path: String, _ summary: String, for access: Access, query: [QueryParameter] = [], accepts: Body.Type,
        answers: Value.Type, limit: Int = API.defaultBodyLimit,
        _ handler: @escaping @Sendable (Call, Body) async throws -> Answer<Value>
    ) { add(.put, path, summary, access, query: query, accepts, limit: limit, handler) }

    /// Sets something that needs no body.
    package mutating func put<Value>(
        _ path: String, _ summary: String, for access: Access, query: [QueryParameter] = [], answers: Value.Type,
        _ handler: @escaping @Sendable (Call) async throws -> Answer<Value>
    ) { add(.put, path, summary, access, query: query, handler) }

    package mutating func patch<Body: Decodable & Sendable, Value>(
        _ path: String, _ summary: String, for access: Access, query: [QueryParameter] = [], accepts: Body.Type,
        answers: Value.Type, limit: Int = API.defaultBodyLimit,
        _ handler: @escaping @Sendable (Call, Body) async throws -> Answer<Value>
    ) { add(.patch, path, summary, access, query: query, accepts, limit: limit, handler) }

    package mutating func delete<Value>(
        _ path: String, _ summary: String, for access: Access, query: [QueryParameter] = [], answers: Value.Type,
        _ handler: @escaping @Sendable (Call) async throws -> Answer<Value>
    ) { add(.delete, path, summary, access, query: query, handler) }
}
