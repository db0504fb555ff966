import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Records
import Synchronization
import Testing

@testable import Chassis

@Suite struct BulkTests {
    private struct Reason: Codable, Sendable { let reason: String }
    private struct Told: Codable, Sendable { let key: String }

    /// What the commands were asked, in order.
    private final class Asked: Sendable {
        let calls = Mutex<[String]>([])
        func note(_ text: String) { calls.withLock { $0.append(text) } }
    }

    private func ask(
        _ body: String, as token: String = "agent", _ headers: HTTPFields = [:], asked: Asked = Asked()
    ) async throws -> (status: Int, json: JSONValue) {
        var api = API(service: "test", title: "Test", version: "1")
        api.post("/api/v1/rooms/{number}/lock", "Lock", for: .staff, accepts: Reason.self, answers: Told.self) {
            call, body in
            let key = try call.path("number")
            asked.note("\(key) \(body.reason) \(call.expectedVersion ?? 0) \(call.idempotencyKey ?? "-")")
            if key == "R2" { throw Rejection("R2 is locked.", code: "locked") }
            if key == "R3" { throw NotFound("room", key) }
            if call.expectedVersion == 9 { throw StaleVersion(expected: 9, current: 12, since: ["opened"]) }
            return .ok(Told(key: key), version: 5)
        }
        api.post("/api/v1/rooms/{number}/burn", "Burn", for: .administrators, answers: Told.self) { _ in
            .ok(Told(key: "burnt"))
        }
        api.bulk("/api/v1/rooms", "Many", for: .staff, commands: ["lock", "burn"])
        let router = try api.router(authenticator: Desk.Doorman())
        var fields = headers
        fields[.authorization] = "Bearer \(token)"
        fields[.contentType] = "application/json"
        return try await Application(router: router, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            .test(.router) { [fields] client in
                let response = try await client.execute(
                    uri: "/api/v1/rooms/bulk", method: .post, headers: fields, body: ByteBuffer(string: body))
                let json = try JSONDecoder().decode(JSONValue.self, from: Data(response.body.readableBytesView))
                return (response.status.code, json)
            }
    }

    private func results(_ json: JSONValue) -> [JSONValue] {
        if case .list(let results)? = json["results"] { results } else { [] }
    }

    @Test func `each record has its own result, and one that fails stops no other`() async throws {
        let id = UUID().uuidString.lowercased()
        let asked = Asked()
        let reply = try await ask(
            #"{"command":"lock","arguments":{"reason":"fire"},"items":[{"number":"R1","version":4},{"number":"R2"},"#
                + #"{"number":"R3"},{"number":"R4","version":9},{"id":"\#(id)"}]}"#,
            asked: asked)
        #expect(reply.status == 200)
        #expect(results(reply.json).map { $0["status"] } == [200, 409, 404, 412, 200])
        #expect(results(reply.json)[0]["version"] == 5 && results(reply.json)[1]["code"] == "locked")
        #expect(reply.json["succeeded"] == 2 && reply.json["failed"] == 3)
        #expect(
            asked.calls.withLock { $0 } == [
                "R1 fire 4 -", "R2 fire 0 -", "R3 fire 0 -", "R4 fire 9 -", "\(id) fire 0 -",
            ])
    }

    @Test func `the command's own checks hold for its arguments`() async throws {
        let reply = try await ask(#"{"command":"lock","arguments":{"why":"fire"},"items":[{"number":"R1"}]}"#)
        let result = try #require(results(reply.json).first)
        #expect(result["status"] == 422 && result["field"] == "why")
    }

    @Test func `who may not give the command may not give it to many`() async throws {
        let body = #"{"command":"burn","items":[{"number":"R1"}]}"#
        #expect(try await ask(body).status == 403)
        #expect(try await ask(body, as: "requester").status == 403)
        #expect(try await results(ask(body, as: "administrator").json).first?["status"] == 200)
    }

    @Test func `a key for idempotency goes on to each record`() async throws {
        let asked = Asked()
        var headers = HTTPFields()
        headers[.idempotencyKey] = "once"
        _ = try await ask(
            #"{"command":"lock","arguments":{"reason":"fire"},"items":[{"number":"R1"},{"number":"R5"}]}"#, headers,
            asked: asked)
        #expect(asked.calls.withLock { $0 } == ["R1 fire 0 once#0", "R5 fire 0 once#1"])
    }

    @Test(arguments: [
        (#"{"command":"paint","items":[{"number":"R1"}]}"#, "command"), (#"{"command":"lock","items":[]}"#, "items"),
        (#"{"command":"lock","items":[{}]}"#, "items.0"),
        (#"{"command":"lock","items":[{"number":""}]}"#, "items.0.number"),
    ])
    func `what cannot be meant is refused as a whole`(body: String, field: String) async throws {
        let reply = try await ask(body)
        #expect(reply.status == 422 && reply.json["field"] == .text(field))
    }

    @Test func `an address in a number leads nowhere else`() async throws {
        let asked = Asked()
        _ = try await ask(
            #"{"command":"lock","arguments":{"reason":"fire"},"items":[{"number":"../R1/burn?x"}]}"#, asked: asked)
        #expect(asked.calls.withLock { $0 } == ["../R1/burn?x fire 0 -"])
    }

    @Test func `a command that the table does not have is a mistake of the program`() throws {
        var api = API(service: "test", title: "Test", version: "1")
        api.bulk("/api/v1/rooms", "Many", for: .staff, commands: ["lock"])
        #expect(throws: SchemaMistake.self) { try api.router(authenticator: Desk.Doorman()) }
    }
}
