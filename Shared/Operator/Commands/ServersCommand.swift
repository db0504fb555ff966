import ArgumentParser
import Foundation

/// PostgreSQL and RabbitMQ alone, for tests; they stop with the command, and nothing of them is meant to last.
struct ServersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "servers",
        abstract: "Runs a private PostgreSQL and RabbitMQ for tests until stopped.",
        discussion: """
            Prints the lines "export DIENST_TEST_…=…" once both answer and runs until Ctrl-C. With a command behind --, \
            runs the command with these variables instead, stops the servers and ends with its exit status.
            """)

    @Option(help: "Where the servers keep their data; a new folder that is removed afterwards if not given.")
    var directory: String?

    @Option(help: "The project's folder deploy, if it is not found by itself.")
    var deployment: String?

    @Argument(parsing: .postTerminator, help: "A command to run with the servers' addresses in its environment.")
    var command: [String] = []

    func run() async throws {
        let temporary = directory == nil
        let place = directory ?? NSTemporaryDirectory() + "dienst-servers-\(ProcessInfo.processInfo.processIdentifier)"
        let servers = try await TestServers(
            Installation(directory: place), files: DeploymentFiles(given: deployment))
        let outcome = await servers.run(command)
        if temporary { try? FileManager.default.removeItem(atPath: place) }
        try outcome.get()
    }
}
