import Foundation

/// RabbitMQ's definitions file for the topology; the same bytes import on 3.10 to 4.x.
///
/// Only queue type and the retry queues' expiry are arguments, which a broker never lets anyone change; the rest is policy.
package struct BrokerDefinitions: Encodable {
    /// Somebody who may sign in at the broker; the hash is RabbitMQ's salted SHA-256 in base 64.
    package struct User: Encodable {
        let name: String
        let passwordHash: String
        let hashingAlgorithm = "rabbit_password_hashing_sha256"
        let tags: String

        package init(name: String, passwordHash: String, tags: String = "") {
            self.name = name
            self.passwordHash = passwordHash
            self.tags = tags
        }
    }

    struct VirtualHost: Encodable { let name: String }
    struct Permission: Encodable { let user, vhost, configure, write, read: String }
    struct TopicPermission: Encodable { let user, vhost, exchange, write, read: String }
    struct Policy: Encodable {
        let vhost, name, pattern: String
        let applyTo = "queues"
        let priority = 10
        let definition: [String: Argument]

        enum CodingKeys: String, CodingKey {
            case vhost, name, pattern, priority, definition
            case applyTo = "apply-to"
        }
    }
    struct Exchange: Encodable {
        let name, vhost, type: String
        let durable = true
        let autoDelete = false
        let `internal` = false
        let arguments: [String: Argument]
    }
    struct Queue: Encodable {
        let name, vhost: String
        let durable = true
        let autoDelete = false
        let arguments: [String: Argument]
    }
    struct Binding: Encodable {
        let source, vhost, destination: String
        var destinationType = "queue"
        let routingKey: String
        let arguments: [String: Argument] = [:]
    }

    enum Argument: Encodable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
        case text(String), number(Int)

        init(stringLiteral value: String) { self = .text(value) }
        init(integerLiteral value: Int) { self = .number(value) }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .text(let text): try container.encode(text)
            case .number(let number): try container.encode(number)
            }
        }
    }

    private let vhosts: [VirtualHost]
    private let users: [User]
    private let permissions: [Permission]
    private let topicPermissions: [TopicPermission]
    private let policies: [Policy]
    private let exchanges: [Exchange]
    private let queues: [Queue]
    private let bindings: [Binding]

    /// The whole topology in one virtual host; `administrators` may do everything there.
    package init(
        virtualHost: String = Topology.virtualHost, users: [User] = [], administrators: [String] = []
    ) {
        let host = TopologyInHost(name: virtualHost)
        vhosts = [VirtualHost(name: virtualHost)]
        self.users = users
        permissions = host.permissions + administrators.map(host.everything)
        topicPermissions = host.topicPermissions
        policies = host.policies
        exchanges = host.exchanges
        queues = host.queues
        bindings = host.bindings
    }

    package func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self)
    }
}
