import Crypto
import Foundation
import Messaging

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// A RabbitMQ broker and somebody who may change its definitions.
struct Broker: Sendable {
    let host: String
    let port: Int
    let managementPort: Int
    let user: String
    let password: String

    /// The administrator's addresses with the password in them, for tests.
    var administratorURL: String { "amqp://\(user):\(password)@\(host):\(port)/" }
    var administratorManagementURL: String { "http://\(user):\(password)@\(host):\(managementPort)" }

    func url(of service: Topology.Service) -> String {
        "amqp://\(service.brokerUser)@\(host):\(port)/\(Topology.virtualHost)"
    }

    func answers() async -> Bool {
        guard let status = try? await request("GET", "/api/whoami").status else { return false }
        return status == 200
    }

    /// Brings exchanges, queues, policies, users and permissions to what this build wants; queues keep their messages.
    func importDefinitions(_ passwords: [(user: String, password: String)]) async throws {
        let users = passwords.map { BrokerDefinitions.User(name: $0.user, passwordHash: Self.hash($0.password)) }
        let definitions = BrokerDefinitions(users: users, administrators: [user])
        _ = try await ask("POST", "/api/definitions", body: try definitions.json())
        try await StaleBindings(broker: self).remove()
    }

    /// A request to the management; throws what it says when it refuses.
    func ask(_ method: String, _ path: String, body: Data? = nil) async throws -> Data {
        let answer = try await request(method, path, body: body)
        guard (200..<300).contains(answer.status) else {
            let reason = String(decoding: answer.body, as: UTF8.self)
            throw OperatorError("The broker refused \(method) \(path) (\(answer.status)): \(reason)")
        }
        return answer.body
    }

    /// RabbitMQ's format: four bytes of salt, then SHA-256 over salt and password, in base 64.
    static func hash(_ password: String, salt: [UInt8] = (0..<4).map { _ in UInt8.random(in: 0...255) }) -> String {
        let digest = SHA256.hash(data: Data(salt) + Data(password.utf8))
        return (Data(salt) + Data(digest)).base64EncodedString()
    }

    private func request(
        _ method: String, _ path: String, body: Data? = nil
    ) async throws -> (status: Int, body: Data) {
        guard let url = URL(string: "http://\(host):\(managementPort)\(path)") else {
            throw OperatorError("\"\(host)\" is not the name of a broker.")
        }
        var request = URLRequest(url: url, timeoutInterval: 60)
        request.httpMethod = method
        request.httpBody = body
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        let credentials = Data("\(user):\(password)".utf8).base64EncodedString()
        request.setValue("Basic \(credentials)", forHTTPHeaderField: "Authorization")
        return try await HTTP.send(request)
    }
}
