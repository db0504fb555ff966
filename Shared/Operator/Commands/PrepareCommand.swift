import ArgumentParser
import Foundation

/// Databases, roles and the broker's definitions on servers that run elsewhere; can be repeated.
struct PrepareCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prepare",
        abstract: "Makes databases and broker definitions on servers that run elsewhere.")

    @OptionGroup var servers: GivenServers

    @Option(help: "The folder with the services' passwords: postgres-desk, broker-desk and so on.")
    var secrets: String

    @Option(help: "How many seconds to wait for the servers.")
    var patience = 60

    func run() async throws {
        let passwords = Secrets(directory: URL(filePath: secrets, directoryHint: .isDirectory))
        let database = try servers.givenDatabase()
        let broker = try servers.givenBroker()
        try await wait(atMost: .seconds(patience), for: "The database", every: .seconds(1)) {
            try await database.answers()
        }
        try await database.ensureDatabases(passwords.databasePasswords())
        try await wait(atMost: .seconds(patience), for: "The broker", every: .seconds(1)) { await broker.answers() }
        try await broker.importDefinitions(passwords.brokerPasswords())
        notice("Databases and broker are prepared.")
    }
}
