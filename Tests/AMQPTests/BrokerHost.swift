import AMQP
import Foundation
import Logging
import TestSupport
import Testing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// A virtual host of its own on the broker the environment names, and what an operator can do to it.
struct BrokerHost: Sendable {
    static let isGiven = address != nil && management != nil

    private static let address = ProcessInfo.processInfo.environment["DIENST_TEST_BROKER"]
    private static let management = ProcessInfo.processInfo.environment["DIENST_TEST_BROKER_MANAGEMENT"]

    struct Unusable: Error { let reason: String }

    let virtualHost = "test-\(UUID().uuidString)"
    let url: String
    private let operatorURL: URLComponents
    private let session = URLSession(configuration: .ephemeral)

    private init() throws {
        guard let address = Self.address, var parts = URLComponents(string: address), let management = Self.management,
            let operatorURL = URLComponents(string: management)
        else { throw Unusable(reason: "DIENST_TEST_BROKER or DIENST_TEST_BROKER_MANAGEMENT is no address") }
        parts.path = "/\(virtualHost)"
        url = parts.string ?? address
        self.operatorURL = operatorURL
    }

    static func run(_ body: (BrokerHost) async throws -> Void) async throws {
        let broker = try BrokerHost()
        try await broker.ask("PUT", "vhosts", "")
        do {
            let user = try broker.configuration("any").user
            try await broker.ask(
                "PUT", "permissions", "/\(user)", #"{"configure": ".*", "write": ".*", "read": ".*"}"#)
            try await body(broker)
        } catch {
            try await broker.ask("DELETE", "vhosts", "")
            throw error
        }
        try await broker.ask("DELETE", "vhosts", "")
    }

    func configuration(_ connectionName: String) throws -> BrokerConfiguration {
        try BrokerConfiguration(url: url, connectionName: connectionName)
    }

    var logger: Logger {
        var logger = Logger(label: "AMQPTests")
        logger.logLevel = ProcessInfo.processInfo.environment["DIENST_TEST_LOG"] == nil ? .critical : .debug
        return logger
    }

    func publisher(_ name: String = "publisher", window: Int = 1000) throws -> Publisher {
        Publisher(try configuration(name), window: window, logger: logger)
    }

    func consumer(
        _ queue: String, prefetch: Int = 200, maximumChunk: Int = 100, handle: @escaping Consumer.Handler
    ) throws -> Consumer {
        Consumer(
            try configuration("consumer"), queue: queue, prefetch: prefetch, maximumChunk: maximumChunk, logger: logger,
            handle: handle)
    }
}

/// The operator's side.
extension BrokerHost {
    func declareQueue(_ name: String, _ arguments: String = #"{"x-queue-type": "quorum"}"#) async throws {
        try await ask("PUT", "queues", "/\(name)", #"{"durable": true, "arguments": \#(arguments)}"#)
    }

    func deleteQueue(_ name: String) async throws { try await ask("DELETE", "queues", "/\(name)") }

    func declareExchange(_ name: String, _ kind: String = "topic") async throws {
        try await ask("PUT", "exchanges", "/\(name)", #"{"type": "\#(kind)", "durable": true}"#)
    }

    func bind(_ queue: String, to exchange: String, _ key: String = "#") async throws {
        try await ask("POST", "bindings", "/e/\(exchange)/q/\(queue)", #"{"routing_key": "\#(key)"}"#)
    }

    func declarePolicy(_ name: String, for queue: String, _ definition: String) async throws {
        try await ask(
            "PUT", "policies", "/\(name)",
            #"{"pattern": "^\#(queue)$", "apply-to": "queues", "definition": \#(definition)}"#)
    }

    /// The open connections to the virtual host whose client gave this name.
    func connections(named name: String) async throws -> Set<String> {
        struct Connection: Decodable {
            struct Properties: Decodable { let connection_name: String? }
            let name: String
            let client_properties: Properties?
        }
        let answer = try await ask("GET", "vhosts", "/connections")
        let all = try JSONDecoder().decode([Connection].self, from: answer)
        return Set(all.filter { $0.client_properties?.connection_name == name }.map(\.name))
    }

    /// Closes the connections of this name, once there are as many, and gives them.
    @discardableResult
    func closeConnections(named name: String, atLeast count: Int = 1) async throws -> Set<String> {
        var found: Set<String> = []
        try await eventually("\(name) is connected") {
            found = try await connections(named: name)
            return found.count >= count
        }
        for connection in found { try await send("DELETE", "/api/connections/\(escaped(connection))", nil) }
        return found
    }

    /// Publishes as other clients do, with headers we would not write.
    func publishAsOther(to exchange: String, _ key: String, headers: String) async throws {
        let body = """
            {"properties": {"headers": \(headers)}, "routing_key": "\(key)", "payload": "x", "payload_encoding": "string"}
            """
        try await ask("POST", "exchanges", "/\(exchange)/publish", body)
    }

    /// A request about the virtual host: `/api/<kind>/<virtual host><rest>`.
    @discardableResult
    private func ask(_ method: String, _ kind: String, _ rest: String, _ body: String? = nil) async throws -> Data {
        try await send(method, "/api/\(kind)/\(virtualHost)\(rest)", body)
    }

    @discardableResult
    private func send(_ method: String, _ path: String, _ body: String?) async throws -> Data {
        var parts = operatorURL
        (parts.user, parts.password) = (nil, nil)
        parts.percentEncodedPath = path
        guard let url = parts.url else { throw Unusable(reason: "no URL for \(path)") }
        var request = URLRequest(url: url)
        request.httpMethod = method
        request.timeoutInterval = 180
        request.httpBody = body.map { Data($0.utf8) }
        let credentials = Data("\(operatorURL.user ?? ""):\(operatorURL.password ?? "")".utf8).base64EncodedString()
        request.setValue("Basic \(credentials)", forHTTPHeaderField: "Authorization")
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        let (data, response) = try await session.data(for: request)
        let status = (response as? HTTPURLResponse)?.statusCode ?? 0
        // A connection to be closed may have gone by itself.
        guard (200...299).contains(status) || (method == "DELETE" && status == 404) else {
            throw Unusable(reason: "\(method) \(path): \(status) \(String(decoding: data, as: UTF8.self))")
        }
        return data
    }

    private func escaped(_ name: String) -> String {
        name.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? name
    }
}

extension Publisher {
    /// Publishes with the patience that a machine full of tests needs.
    func publishPatiently(_ publications: [Publication]) async throws -> [Receipt] {
        try await publish(publications, timeout: .seconds(60))
    }
}
