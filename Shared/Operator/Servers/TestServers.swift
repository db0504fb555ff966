import ArgumentParser
import Foundation
import Subprocess
import SystemPackage

/// The two servers of a test run.
struct TestServers {
    private let lock: ExclusiveLock
    private let supervisor: Supervisor
    private let postgres: PrivatePostgres
    private let rabbit: PrivateRabbitMQ

    init(_ installation: Installation, files: DeploymentFiles) async throws {
        try installation.prepare()
        lock = try ExclusiveLock(installation.run.appending(path: "lock"))
        try await Leftovers(folder: installation.run).end()
        let secrets = Secrets(directory: installation.secrets)
        var ports = try Ports(rememberedIn: installation.portsFile)
        postgres = try await PrivatePostgres(
            installation, files: files, secrets: secrets, port: try ports.port(PrivatePostgres.name), mayLoseData: true)
        rabbit = try await PrivateRabbitMQ(installation, files: files, secrets: secrets, ports: &ports)
        try ports.save()
        supervisor = Supervisor(installation)
    }

    private var environment: [String: String] {
        [
            "DIENST_TEST_DATABASE": postgres.server.administratorURL,
            "DIENST_TEST_BROKER": rabbit.broker.administratorURL,
            "DIENST_TEST_BROKER_MANAGEMENT": rabbit.broker.administratorManagementURL,
        ]
    }

    /// Starts both, does the command or waits for a stop signal, and stops both whatever happened.
    func run(_ command: [String]) async -> Result<Void, any Error> {
        let signals = StopSignals()
        let work = Task {
            try await start()
            if command.isEmpty {
                announce()
                try await Task.sleep(for: .seconds(365 * 86_400))
            } else {
                try await follow(command)
            }
        }
        let stopping = Task {
            for await _ in signals.stream { work.cancel() }
        }
        let result = await work.result
        stopping.cancel()
        await supervisor.stopAll()
        if case .failure(let error) = result, error is CancellationError { return .success(()) }
        return result
    }

    private func start() async throws {
        async let database: Void = postgres.start(under: supervisor)
        async let broker: Void = rabbit.start(under: supervisor)
        _ = try await (database, broker)
    }

    private func announce() {
        for (name, value) in environment.sorted(by: { $0.key < $1.key }) {
            FileHandle.standardOutput.write(Data("export \(name)='\(value)'\n".utf8))
        }
    }

    private func follow(_ command: [String]) async throws {
        var options = PlatformOptions()
        options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(5))]
        let result = try await Subprocess.run(
            .name(command[0]), arguments: Arguments(Array(command.dropFirst())),
            environment: .inheriting(with: environment), platformOptions: options,
            input: .none, output: .currentStandardOutput, error: .currentStandardError)
        switch result.terminationStatus {
        case .exited(let code) where code != 0: throw ExitCode(code)
        case .exited: return
        default: throw ExitCode(1)
        }
    }
}
