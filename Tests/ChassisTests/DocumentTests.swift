import Chassis
import Contracts
import Foundation
import Hummingbird
import HummingbirdTesting
import Testing

@Suite struct DocumentTests {
    private enum Secretive: Codable { case one(Int) }

    private func document() -> JSONValue { Desk.api().openAPI }

    private func operation(_ path: String, _ method: String) throws -> JSONValue {
        try #require(document()["paths"]?[path]?[method])
    }

    @Test func `the document is served as JSON under both addresses`() async throws {
        for uri in ["/openapi.json", "/api/v1/test/openapi.json"] {
            let response = try await Desk.ask(.get, uri)
            let read = try JSONSerialization.jsonObject(with: Data(response.body.readableBytesView)) as? [String: Any]
            #expect(read?["openapi"] as? String == "3.1.0")
        }
    }

    @Test func `every endpoint of the table stands in it, and nothing else`() throws {
        guard case .object(let paths)? = document()["paths"] else { return #expect(Bool(false), "no paths") }
        let written = paths.flatMap { path, methods -> [String] in
            guard case .object(let methods) = methods else { return [] }
            return methods.keys.map { "\($0) \(path)" }
        }
        let table = Desk.api().endpoints.map { "\($0.method.rawValue.lowercased()) \($0.path)" }
        #expect(written.sorted() == table.sorted())
    }

    @Test func `every reference leads somewhere`() throws {
        let data = try WireJSON.encoder.encode(document())
        let text = String(decoding: data, as: UTF8.self)
        for match in text.matches(of: /"\$ref":"#\/components\/([a-z]+)\/([A-Za-z]+)"/) {
            let (_, kind, name) = match.output
            #expect(document()["components"]?[String(kind)]?[String(name)] != nil, "\(name)")
        }
    }

    @Test func `what is sent to us is closed, what we answer is open`() throws {
        let schemas = try #require(document()["components"]?["schemas"])
        #expect(schemas["DeskNote"]?["additionalProperties"] == false)
        #expect(schemas["DeskWindow"]?["additionalProperties"] == false)
        #expect(schemas["DeskTold"]?["additionalProperties"] == nil)
        #expect(schemas["DeskNote"]?["required"] == ["text", "count"])
    }

    @Test func `filters, sorts and headers are parameters`() throws {
        let names = { (operation: JSONValue) -> [String] in
            guard case .list(let list)? = operation["parameters"] else { return [] }
            return list.compactMap { if case .text(let name)? = $0["name"] { name } else { nil } }
        }
        #expect(names(try operation("/api/v1/notes", "get")) == ["mood", "sort", "limit", "cursor"])
        #expect(names(try operation("/api/v1/rooms/{id}/close", "post")) == ["id", "If-Match", "Idempotency-Key"])
        #expect(try operation("/api/v1/rooms/{id}/close", "post")["operationId"] == "postRoomsIdClose")
    }

    @Test func `who may call stands in the document`() throws {
        #expect(try operation("/api/v1/fail", "get")["security"] == [])
        #expect(try operation("/api/v1/notes", "get")["x-permission"] == "staff")
        #expect(try operation("/api/v1/notes", "get")["responses"]?["403"] != nil)
    }

    @Test func `a service with a type that cannot be described does not start`() throws {
        var api = API(service: "test", title: "Test", version: "1")
        api.get("/api/v1/secretive", "Read", for: .anyone, answers: Secretive.self) { _ in .ok(.one(1)) }
        #expect(throws: SchemaMistake.self) { _ = try api.router(authenticator: Desk.Doorman()) }
    }

    @Test func `a table that serves the same request twice does not start`() throws {
        var api = Desk.api()
        api.delete("/api/v1/rooms/{number}/close", "Close", for: .anyone, answers: Nothing.self) { _ in .done }
        #expect(throws: (any Error).self) { _ = try api.router(authenticator: Desk.Doorman()) }
        var twice = Desk.api()
        twice.delete("/api/v1/notes/{number}", "Drop again", for: .anyone, answers: Nothing.self) { _ in .done }
        #expect(throws: SchemaMistake.self) { _ = try twice.router(authenticator: Desk.Doorman()) }
    }
}
