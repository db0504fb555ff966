import ArgumentParser
import Foundation
import Messaging

/// The broker's definitions as a file, for brokers that load one at their start.
struct DefinitionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "definitions",
        abstract: "Prints RabbitMQ's definitions: exchanges, queues, policies, permissions.")

    @Option(help: "The folder with the services' passwords; without it the definitions hold no users.")
    var secrets: String?

    func run() throws {
        let passwords = try secrets.map { folder in
            try Secrets(directory: URL(filePath: folder, directoryHint: .isDirectory)).brokerPasswords()
        }
        let users = (passwords ?? []).map {
            BrokerDefinitions.User(name: $0.user, passwordHash: Broker.hash($0.password))
        }
        print(String(decoding: try BrokerDefinitions(users: users).json(), as: UTF8.self))
    }
}
