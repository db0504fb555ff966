import ArgumentParser
import Foundation

/// Servers that run elsewhere already and are to be used instead of private ones.
struct GivenServers: ParsableArguments, Sendable {
    @Option(help: "A PostgreSQL to use, as its administrator: postgres://name@host:5432/postgres.")
    var database: String?

    @Option(help: "The file with that administrator's password.")
    var databasePasswordFile: String?

    @Option(help: "A RabbitMQ to use, as its administrator: amqp://name@host:5672.")
    var broker: String?

    @Option(help: "The file with that administrator's password.")
    var brokerPasswordFile: String?

    @Option(help: "The port of that RabbitMQ's management, for its definitions.")
    var brokerManagementPort = 15_672

    func givenDatabase() throws -> DatabaseServer {
        guard let database, let databasePasswordFile else {
            throw OperatorError("A database takes both --database and --database-password-file.")
        }
        return try DatabaseServer(url: database, password: password(in: databasePasswordFile))
    }

    func givenBroker() throws -> Broker {
        guard let broker, let brokerPasswordFile else {
            throw OperatorError("A broker takes both --broker and --broker-password-file.")
        }
        guard let parts = URLComponents(string: broker), let host = parts.host, let user = parts.user else {
            throw OperatorError("\"\(broker)\" is not a broker's address like amqp://name@host:5672.")
        }
        return Broker(
            host: host, port: parts.port ?? 5_672, managementPort: brokerManagementPort, user: user,
            password: try password(in: brokerPasswordFile))
    }

    private func password(in path: String) throws -> String {
        let file = URL(filePath: path)
        return try Secrets(directory: file.deletingLastPathComponent()).read(file.lastPathComponent)
    }
}
