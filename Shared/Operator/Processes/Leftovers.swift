import Foundation

#if canImport(Glibc)
    import Glibc
#endif

/// Children of a supervisor that was killed: they go before new ones start.
struct Leftovers {
    let folder: URL

    var exist: Bool {
        get throws { try !alive().isEmpty }
    }

    func end() async throws {
        let alive = try alive()
        if !alive.isEmpty { notice("Stopping \(alive.count) processes that an earlier run left behind") }
        for record in alive { kill(record.pid, SIGTERM) }
        let deadline = ContinuousClock.now + .seconds(5)
        while alive.contains(where: \.isAlive), ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(50))
        }
        for record in alive where record.isAlive { kill(-record.pid, SIGKILL) }
        for record in try ProcessRecord.all(in: folder) {
            ProcessRecord.endGroup(record.pid)
            try FileManager.default.removeItem(at: ProcessRecord.file(record.name, in: folder))
        }
    }

    private func alive() throws -> [ProcessRecord] {
        try ProcessRecord.all(in: folder).filter(\.isAlive)
    }
}
