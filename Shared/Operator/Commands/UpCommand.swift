import ArgumentParser
import Foundation

/// Runs the suite in the foreground until Ctrl-C, or leaves it running with `--detach`.
struct UpCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "up", abstract: "Runs the whole suite on this machine.")

    @OptionGroup var folder: SuiteFolder

    @Option(help: "The gateway's port; 0 for any that is free.")
    var port = 8080

    @Option(help: "The address the gateway listens on; everything else stays on 127.0.0.1.")
    var address = "127.0.0.1"

    @Option(help: "The folder with the five services' executables; this program's own by default.")
    var binaries: String?

    @Option(help: "How many copies run: 2 for all services, incident=2 for one. Can be repeated.")
    var copies: [String] = []

    @Option(
        name: .customLong("setting"),
        help: "A setting of one service: incident:DIENST_PAGING_HOSTS=hooks.example.org. Can be repeated.")
    var settings: [String] = []

    @Option(help: "What the services log: trace, debug, info, notice, warning, error.")
    var logLevel = "info"

    @Option(help: "The project's folder deploy, if it is not found by itself.")
    var deployment: String?

    @OptionGroup(title: "Servers that run elsewhere") var servers: GivenServers

    @Flag(help: "Load a small believable company.")
    var demo = false

    @Flag(help: "Come back when the suite is ready and leave it running; dienst down stops it.")
    var detach = false

    func run() async throws {
        if detach {
            try await DetachedSuite(installation: folder.installation).start { access in
                if demo { try await loadDemonstration(access) }
            }
            return
        }
        let signals = StopSignals()
        let suite = try await Suite(plan)
        let work = Task {
            let access = try await suite.start()
            if demo { try await loadDemonstration(access) }
            try suite.announce(access)
            notice(access.greeting(file: suite.installation.accessFile))
            try await Task.sleep(for: .seconds(100 * 365 * 86_400))
        }
        let stopping = Task {
            for await _ in signals.stream { work.cancel() }
        }
        let result = await work.result
        notice("Stopping")
        await suite.stop()
        stopping.cancel()
        if case .failure(let error) = result, !(error is CancellationError) { throw error }
    }

    private var plan: SuitePlan {
        get throws {
            SuitePlan(
                directory: folder.directory, address: address, port: port,
                binaries: binaries.map { URL(filePath: $0, directoryHint: .isDirectory) } ?? Program.folder,
                copies: try Copies(copies), settings: try OwnSettings(settings), logLevel: logLevel,
                deployment: deployment, servers: servers)
        }
    }

    /// The suite goes on without it: whoever starts it sees what is missing and can try again.
    private func loadDemonstration(_ access: Access) async throws {
        do {
            try await Demonstration(access: access).load()
        } catch {
            try Task.checkCancellation()
            notice("The demonstration company is incomplete: \(error)")
            notice("Try again: dienst demo --directory \(folder.directory)")
        }
    }
}
