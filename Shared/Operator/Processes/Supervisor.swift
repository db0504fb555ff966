import Foundation
import Subprocess
import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

/// Keeps children running: starts each again when it ends, and stops them when told.
actor Supervisor {
    private let installation: Installation
    private var tasks: [String: Task<Void, Never>] = [:]
    private var failures: [String: Int] = [:]

    init(_ installation: Installation) {
        self.installation = installation
    }

    /// Starts the child and comes back at once; it is started again whenever it ends until `stop`.
    func start(_ child: Child) {
        failures[child.name] = 0
        tasks[child.name] = Task { await self.keepRunning(child) }
    }

    /// Stops the named children together and waits until each is gone.
    func stop(_ names: [String]) async {
        let stopping = names.compactMap { tasks.removeValue(forKey: $0) }
        for task in stopping { task.cancel() }
        for task in stopping { await task.value }
    }

    func stopAll() async { await stop(Array(tasks.keys)) }

    var running: [String] { tasks.keys.sorted() }

    /// Throws when the child has ended several times in a row, with the end of its log.
    func check(_ name: String) throws {
        guard failures[name, default: 0] >= 3 else { return }
        let log = installation.log(of: name).path
        throw OperatorError("\(name) does not start. The end of \(log):\n\(lastLines(name))")
    }

    func lastLines(_ name: String, count: Int = 15) -> String {
        LogFile(installation.log(of: name)).lastLines(count)
    }

    private func keepRunning(_ child: Child) async {
        var delay = Duration.milliseconds(200)
        while !Task.isCancelled {
            let begin = ContinuousClock.now
            let ending = await runOnce(child)
            try? FileManager.default.removeItem(at: ProcessRecord.file(child.name, in: installation.run))
            if Task.isCancelled { return }
            let lasted = ContinuousClock.now - begin
            if lasted > .seconds(10) {
                delay = .milliseconds(200)
                failures[child.name] = 0
            }
            failures[child.name, default: 0] += 1
            notice("\(child.name) ended (\(ending)); starting it again")
            do { try await Task.sleep(for: delay) } catch { return }
            delay = min(delay * 2, .seconds(5))
        }
    }

    /// Runs the child until it ends; says how it ended.
    private func runOnce(_ child: Child) async -> String {
        do {
            let log = try LogFile(installation.log(of: child.name)).openForAppending()
            defer { try? log.close() }
            let folder = installation.run
            // What the child leaves behind (nginx's workers) would hold its port against the next one.
            var group: pid_t?
            defer { group.map(ProcessRecord.endGroup) }
            let result = try await Subprocess.run(
                .path(FilePath(child.command.program)), arguments: Arguments(child.command.arguments),
                environment: .inheriting(with: child.environment),
                workingDirectory: FilePath(child.workingDirectory), platformOptions: child.platformOptions,
                input: .none, output: .fileDescriptor(log, closeAfterSpawningProcess: false),
                error: .fileDescriptor(log, closeAfterSpawningProcess: false)
            ) { execution in
                let pid = execution.processIdentifier.value
                group = pid
                try ProcessRecord(name: child.name, pid: pid, port: child.port)?.write(in: folder)
            }
            return "\(result.terminationStatus)"
        } catch {
            return "\(error)"
        }
    }
}
