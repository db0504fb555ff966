import Foundation
import Subprocess
import SystemPackage

/// A program and its arguments.
struct Command {
    let program: String
    let arguments: [String]

    init(_ program: String, _ arguments: [String]) {
        (self.program, self.arguments) = (program, arguments)
    }
}

/// Programs on this machine, and ours among them.
enum Program {
    /// This executable, and the folder it lies in with the five services beside it.
    static var ourselves: URL { URL(filePath: "/proc/self/exe").resolvingSymlinksInPath() }
    static var folder: URL { ourselves.deletingLastPathComponent() }

    /// The program's path, looked for in the folders given and then in `PATH`.
    static func find(_ name: String, in folders: [String] = []) throws -> String {
        let path = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
        for folder in folders + path + ["/usr/sbin", "/usr/bin", "/sbin", "/bin"] {
            let candidate = "\(folder)/\(name)"
            if FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
        }
        throw OperatorError("The program \"\(name)\" is missing: deploy/install installs it.")
    }

    /// How a program ended and what it said.
    struct Outcome: Sendable {
        let status: TerminationStatus
        let output: String
        let complaint: String

        var isSuccess: Bool { status.isSuccess }
    }

    /// Runs a program to its end and gives what it printed; a failure carries what it complained about.
    @discardableResult
    static func run(
        _ path: String, _ arguments: [String], environment: [String: String] = [:], input: String = "",
        as user: SystemUser? = nil
    ) async throws -> String {
        let outcome = try await outcome(path, arguments, environment: environment, input: input, as: user)
        guard outcome.isSuccess else {
            throw OperatorError("\(path) failed (\(outcome.status)): \(outcome.complaint)")
        }
        return outcome.output
    }

    /// Runs a program to its end, whatever that is.
    static func outcome(
        _ path: String, _ arguments: [String], environment: [String: String] = [:], input: String = "",
        as user: SystemUser? = nil
    ) async throws -> Outcome {
        let wanted = Command(path, arguments)
        let command = user?.becoming(wanted) ?? wanted
        let result = try await Subprocess.run(
            .path(FilePath(command.program)), arguments: Arguments(command.arguments),
            environment: .inheriting(with: environment), workingDirectory: "/", input: .string(input),
            output: .string(limit: 64 * 1024 * 1024), error: .string(limit: 1024 * 1024))
        return Outcome(
            status: result.terminationStatus, output: result.standardOutput, complaint: result.standardError)
    }
}

extension Environment {
    /// Our own environment with these values set.
    static func inheriting(with values: [String: String]) -> Environment {
        .inherit.updating(
            Dictionary(uniqueKeysWithValues: values.map { (Key(stringLiteral: $0.key), Optional($0.value)) }))
    }
}
