import Foundation
import Subprocess
import SystemPackage

/// `dienst up` in a session of its own, left running.
struct DetachedSuite {
    let installation: Installation

    /// Starts it with our own arguments, does the rest when it is ready, and ends this process.
    ///
    /// Throws what it complained about.
    func start(whenReady rest: (Access) async throws -> Void) async throws {
        try installation.prepare()
        let log = LogFile(installation.log(of: "dienst"))
        let output = try log.openForAppending()
        defer { try? output.close() }
        var options = PlatformOptions()
        options.createSession = true
        let ready = ReadyMark(installation)
        let supervisor = ProcessRecord.file("dienst", in: installation.run)
        let access = installation.accessFile
        let result = try await Subprocess.run(
            .path(FilePath(Program.ourselves.path)), arguments: Arguments(arguments), platformOptions: options,
            input: .none, output: .fileDescriptor(output, closeAfterSpawningProcess: false),
            error: .fileDescriptor(output, closeAfterSpawningProcess: false)
        ) { execution in
            let pid = execution.processIdentifier.value
            try await wait(atMost: .seconds(300), for: "Dienst", every: .milliseconds(100)) {
                guard let child = ProcessRecord(name: "dienst", pid: pid, port: nil) else { return true }
                guard FileManager.default.fileExists(atPath: supervisor.path) else { return false }
                return try ProcessRecord(file: supervisor) == child && ready.isSet
            }
            guard ProcessRecord(name: "dienst", pid: pid, port: nil) != nil else { return }
            let given = try Access(file: access)
            try await rest(given)
            print(given.greeting(file: access))
            print("It goes on running; stop it with: dienst down --directory \(installation.root.path)")
            // Returning would wait for the child, which is to outlive us.
            exit(0)
        }
        throw OperatorError("Dienst did not start (\(result.terminationStatus)):\n\(log.lastLines(20))")
    }

    private var arguments: [String] {
        CommandLine.arguments.dropFirst().filter { !["--detach", "--demo"].contains($0) }
    }
}
