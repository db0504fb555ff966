import AMQP
import Crypto
import Foundation
import FoundationNetworking
import Messaging

/// A virtual host of a test's own on the tests' RabbitMQ, with the suite's topology in it.
package struct TestBroker: Sendable {
    package let virtualHost = "test-" + UUID().uuidString.lowercased()
    private let address: URLComponents
    private let management: URLComponents

    private init() throws {
        let environment = ProcessInfo.processInfo.environment
        guard let address = environment["DIENST_TEST_BROKER"].flatMap({ URLComponents(string: $0) }),
            let management = environment["DIENST_TEST_BROKER_MANAGEMENT"].flatMap({ URLComponents(string: $0) })
        else {
            throw MissingServer(
                description: "Run deploy/test, or set DIENST_TEST_BROKER and DIENST_TEST_BROKER_MANAGEMENT.")
        }
        self.address = address
        self.management = management
    }

    /// Makes a virtual host with the topology, runs the test, and removes it.
    package static func run<R>(_ body: (TestBroker) async throws -> R) async throws -> R {
        let broker = try TestBroker()
        let result: R
        do {
            try await broker.ask("POST", "definitions", try broker.definitions())
            result = try await body(broker)
        } catch {
            try await broker.ask("DELETE", "vhosts/\(broker.virtualHost)")
            throw error
        }
        try await broker.ask("DELETE", "vhosts/\(broker.virtualHost)")
        return result
    }

    /// The administrator's way in, who may do everything.
    package func configuration(_ name: String) throws -> BrokerConfiguration {
        var address = address
        address.path = "/" + virtualHost
        return try BrokerConfiguration(url: address.string ?? "", connectionName: name)
    }

    /// A service's own way in, with the rights it has in production.
    package func configuration(as service: String) throws -> BrokerConfiguration {
        var address = address
        address.path = "/" + virtualHost
        address.user = Topology.service(service)?.brokerUser
        address.password = Self.servicePassword
        return try BrokerConfiguration(url: address.string ?? "", connectionName: service)
    }

    private static let servicePassword = "test"

    private func definitions() throws -> Data {
        let salt = Data([1, 2, 3, 4])
        let hash = (salt + Data(SHA256.hash(data: salt + Data(Self.servicePassword.utf8)))).base64EncodedString()
        let users = Topology.services.map { BrokerDefinitions.User(name: $0.brokerUser, passwordHash: hash) }
        return try BrokerDefinitions(
            virtualHost: virtualHost, users: users, administrators: [address.user ?? ""]
        ).json()
    }

    /// A queue of somebody outside, bound to one of the suite's exchanges.
    package func bind(_ queue: String, to exchange: Topology.Exchange, keys: [String]) async throws {
        try await ask("PUT", "queues/\(virtualHost)/\(queue)", Data(#"{"durable":true}"#.utf8))
        for key in keys {
            try await ask(
                "POST", "bindings/\(virtualHost)/e/\(exchange.rawValue)/q/\(queue)",
                Data(#"{"routing_key":"\#(key)"}"#.utf8))
        }
    }

    package func publisher() throws -> Publisher {
        Publisher(try configuration("tests"), logger: .silent)
    }

    @discardableResult
    private func ask(_ method: String, _ path: String, _ body: Data? = nil) async throws -> Data {
        var parts = management
        (parts.user, parts.password) = (nil, nil)
        parts.path = "/api/" + path
        guard let url = parts.url else { throw MissingServer(description: "No address for \(path).") }
        var request = URLRequest(url: url)
        request.httpMethod = method
        request.timeoutInterval = 180
        request.httpBody = body
        let credentials = Data("\(management.user ?? ""):\(management.password ?? "")".utf8).base64EncodedString()
        request.setValue("Basic \(credentials)", forHTTPHeaderField: "Authorization")
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        let (data, answer) = try await URLSession.shared.data(for: request)
        // A request that was sent again by itself finds that nothing is left to remove.
        guard let status = (answer as? HTTPURLResponse)?.statusCode,
            (200...299).contains(status) || (method == "DELETE" && status == 404)
        else {
            throw MissingServer(description: "\(method) \(path): \(String(decoding: data, as: UTF8.self))")
        }
        return data
    }
}
