import Foundation
import Synchronization

/// One of the project's executables, run as a child.
final class Tool: Sendable {
    private let process: Process
    private let ended = Latch()

    private init(_ process: Process) { self.process = process }

    /// The executables stand beside the tests.
    static let folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()

    static func start(
        _ name: String, _ arguments: [String], environment: [String: String] = [:], log: URL
    ) throws -> Tool {
        try Data().write(to: log)
        let process = Process()
        process.executableURL = folder.appending(path: name)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("DIENST_") }
            .merging(environment) { $1 }
        process.standardOutput = try FileHandle(forWritingTo: log)
        process.standardError = process.standardOutput
        process.standardInput = FileHandle.nullDevice
        let tool = Tool(process)
        process.terminationHandler = { _ in tool.ended.open() }
        try process.run()
        return tool
    }

    static func outcome(_ name: String, _ arguments: [String]) async throws -> (status: Int32, text: String) {
        let log = FileManager.default.temporaryDirectory.appending(path: "dienst-tool-\(UUID().uuidString).log")
        let tool = try start(name, arguments, log: log)
        await tool.ended.wait()
        defer { try? FileManager.default.removeItem(at: log) }
        return (tool.process.terminationStatus, try String(contentsOf: log, encoding: .utf8))
    }

    var isRunning: Bool { process.isRunning }

    /// Asks it to end as an operator would, and waits until it has.
    func stop() async {
        process.terminate()
        await ended.wait()
    }
}

/// Opens once, for everybody who waits.
private final class Latch: Sendable {
    private struct State {
        var isOpen = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    func open() {
        let waiting = state.withLock { state in
            state.isOpen = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    func wait() async {
        await withCheckedContinuation { continuation in
            let isOpen = state.withLock { state in
                if !state.isOpen { state.waiting.append(continuation) }
                return state.isOpen
            }
            if isOpen { continuation.resume() }
        }
    }
}
