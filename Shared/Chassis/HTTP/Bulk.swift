import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Records

/// One command for many records.
package struct BulkBody: Codable, Sendable {
    /// A record by its number or its id; with the version that was read, the command is refused when it has another.
    package struct Item: Codable, Sendable {
        let id: UUID?
        let number: String?
        let version: Int?
    }

    /// The last part of the command's own address: `assign`.
    let command: String
    /// What the command's own address takes as its body.
    let arguments: JSONValue?
    let items: [Item]
}

/// What became of each record, in the order asked.
package struct BulkAnswer: Codable, Sendable {
    package struct Result: Codable, Sendable {
        /// The number or id as it was given.
        let key: String
        /// The status the command's own address would have answered.
        let status: Int
        let code: String?
        let detail: String?
        let field: String?
        /// The record's version now, when the command was obeyed.
        let version: Int?
    }

    let results: [Result]
    let succeeded: Int
    let failed: Int

    init(_ results: [Result]) {
        self.results = results
        succeeded = results.count { $0.status < 300 }
        failed = results.count - succeeded
    }
}

extension API {
    /// `POST …/bulk`: a command for many records. Each goes through the command's own endpoint, with its rights, its
    /// checks, its journal; so the table must have those before this line.
    package mutating func bulk(_ root: String, _ summary: String, for access: Access, commands: [String]) {
        var known: [String: Endpoint] = [:]
        for command in commands {
            let own = endpoints.first { $0.isCommand(command, below: root) }
            if let own { known[command] = own } else { mistakes.append(SchemaMistake("\(root) has no \(command).")) }
        }
        let bulk = Bulk(root: root, commands: known)
        post("\(root)/bulk", summary, for: access, accepts: BulkBody.self, answers: BulkAnswer.self) { call, body in
            .ok(try await bulk.perform(body, call))
        }
    }
}

/// Commands that may be given to many records at once, by name.
struct Bulk: Sendable {
    static let most = 200

    let root: String
    let commands: [String: Endpoint]

    func perform(_ body: BulkBody, _ call: Call) async throws -> BulkAnswer {
        guard let command = commands[body.command] else {
            let names = commands.keys.sorted().joined(separator: ", ")
            throw Invalid("Known here are \(names).", field: "command", code: "unknown_command")
        }
        guard (1...Self.most).contains(body.items.count) else {
            throw Invalid("Name 1 to \(Self.most) records; these are \(body.items.count).", field: "items")
        }
        try command.admit(call.principal)
        let arguments = command.accepts == nil ? Data() : try WireJSON.encoder.encode(body.arguments ?? [:])
        var results: [BulkAnswer.Result] = []
        for (index, item) in body.items.enumerated() {
            try Task.checkCancellation()
            let key = try Self.key(of: item, at: index)
            let single = call.single(
                command, "\(root)/\(key.encoded)/\(body.command)", key: key.encoded, version: item.version,
                body: arguments, index: index)
            results.append(await obey(single, by: command, key.plain))
        }
        return BulkAnswer(results)
    }

    private func obey(_ call: Call, by command: Endpoint, _ key: String) async -> BulkAnswer.Result {
        do {
            let call = call.idempotencyKey == nil ? call : try await call.fingerprinted()
            let response = try await command.perform(call)
            let version = try Version.expected(response.headers[.eTag])
            return BulkAnswer.Result(
                key: key, status: response.status.code, code: nil, detail: nil, field: nil, version: version)
        } catch {
            let reply = ErrorReply(error, correlation: call.correlation)
            if reply.status.code >= 500 {
                call.logger.error("bulk item failed", metadata: ["error": "\(String(reflecting: error))"])
            }
            return BulkAnswer.Result(
                key: key, status: reply.status.code, code: reply.code, detail: reply.detail, field: reply.field,
                version: nil)
        }
    }

    /// The record's key as given and as it stands in an address. Throws `Invalid` without one, or with both.
    private static func key(of item: BulkBody.Item, at index: Int) throws(Invalid) -> (plain: String, encoded: String) {
        guard (item.id == nil) != (item.number == nil) else {
            throw Invalid("Give each record by its id or by its number.", field: "items.\(index)")
        }
        let plain = item.number ?? item.id?.uuidString.lowercased() ?? ""
        guard (1...60).contains(plain.count),
            let encoded = plain.addingPercentEncoding(withAllowedCharacters: .alphanumerics)
        else { throw Invalid("This is no number of a record.", field: "items.\(index).number") }
        return (plain, encoded)
    }
}

extension Endpoint {
    /// Whether this is `POST root/{…}/command`.
    fileprivate func isCommand(_ command: String, below root: String) -> Bool {
        let parts = path.split(separator: "/")
        let own = root.split(separator: "/")
        return method == .post && parts.count == own.count + 2 && parts.starts(with: own)
            && parts[own.count].hasPrefix("{") && parts[own.count + 1] == command
    }
}

extension Call {
    /// The same caller asking one record's own address. A key for idempotency goes on per record.
    fileprivate func single(
        _ endpoint: Endpoint, _ path: String, key: String, version: Int?, body: Data, index: Int
    ) -> Call {
        var head = HTTPRequest(method: .post, scheme: nil, authority: nil, path: path)
        head.headerFields = request.headers
        head.headerFields[.contentLength] = nil
        head.headerFields[.contentType] = body.isEmpty ? nil : "application/json"
        var parameters = Parameters()
        for name in endpoint.placeholders { parameters[name[...]] = key[...] }
        return Call(
            request: Request(head: head, body: RequestBody(buffer: ByteBuffer(bytes: body))), signedIn: signedIn,
            query: .none, correlation: correlation, traceparent: traceparent, expectedVersion: version,
            idempotencyKey: idempotencyKey.map { "\($0)#\(index)" }, logger: logger, parameters: parameters,
            bodyLimit: endpoint.bodyLimit)
    }
}
