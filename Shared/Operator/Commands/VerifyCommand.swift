import ArgumentParser
import Foundation
import Messaging

/// Asks every service to check its books and holds the five reports against each other.
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Checks that journals, rows and messages agree; exit status 1 when anything differs.",
        discussion: """
            Every journal is folded and compared with its row; every announcement must have taken effect once at each \
            service that hears it; nothing may wait or be parked. Messages on their way count as differences: \
            --patience repeats the check until all is well or the time is over.
            """)

    @OptionGroup var folder: SuiteFolder

    @Option(help: "The folder with the five services' executables; this program's own by default.")
    var binaries: String?

    @Option(help: "How many seconds to wait for messages on their way.")
    var patience = 0

    @OptionGroup(title: "Servers that run elsewhere") var servers: GivenServers

    func run() async throws {
        let verifier = Verifier(
            binaries: binaries.map { URL(filePath: $0, directoryHint: .isDirectory) } ?? Program.folder,
            settings: try settings())
        let deadline = ContinuousClock.now + .seconds(patience)
        var verification = try await verifier.verify()
        while !verification.differences.isEmpty, ContinuousClock.now < deadline {
            try await Task.sleep(for: .seconds(1))
            verification = try await verifier.verify()
        }
        print(verification.text)
        if !verification.differences.isEmpty { throw ExitCode.failure }
    }

    /// The services' own settings, from what the installation's last start remembered.
    private func settings() throws -> AppSettings {
        let installation = folder.installation
        let secrets = Secrets(directory: installation.secrets)
        let ports = try Ports(rememberedIn: installation.portsFile)
        let database =
            try servers.database.map { _ in try servers.givenDatabase() }
            ?? DatabaseServer(
                host: "127.0.0.1", port: try ports.remembered(PrivatePostgres.name), user: "", password: "")
        let broker =
            try servers.broker.map { _ in try servers.givenBroker() }
            ?? Broker(
                host: "127.0.0.1", port: try ports.remembered(PrivateRabbitMQ.name), managementPort: 0, user: "",
                password: "")
        return AppSettings(database: database, broker: broker, secrets: secrets, logLevel: "error")
    }
}
