import Foundation
import Testing

@testable import Operator

#if canImport(Glibc)
    import Glibc
#endif

struct SupervisorTests {
    private let installation = Installation(directory: NSTemporaryDirectory() + "dienst-\(UUID().uuidString)")

    @Test func `a killed child is started again, a stopped one is not`() async throws {
        try installation.prepare()
        defer { try? FileManager.default.removeItem(at: installation.root) }
        let supervisor = Supervisor(installation)
        await supervisor.start(Child(name: "sleeper", executable: "/bin/sleep", arguments: ["1000"]))

        let first = try await running { $0 != nil }
        kill(try #require(first).pid, SIGKILL)
        let second = try await running { $0 != nil && $0 != first }
        #expect(try #require(second).isAlive)

        await supervisor.stopAll()
        #expect(try #require(second).isAlive == false)
        #expect(try ProcessRecord.all(in: installation.run).isEmpty)
    }

    @Test func `a child that cannot run is reported with the end of its log`() async throws {
        try installation.prepare()
        defer { try? FileManager.default.removeItem(at: installation.root) }
        let supervisor = Supervisor(installation)
        await supervisor.start(Child(name: "broken", executable: "/bin/sh", arguments: ["-c", "echo no luck; exit 3"]))
        await #expect(throws: OperatorError.self) {
            try await wait(atMost: .seconds(20), for: "broken") {
                try await supervisor.check("broken")
                return false
            }
        }
        #expect(await supervisor.lastLines("broken").contains("no luck"))
        await supervisor.stopAll()
    }

    /// The sleeper's record as soon as it is as wanted.
    private func running(_ isWanted: (ProcessRecord?) -> Bool) async throws -> ProcessRecord? {
        var found: ProcessRecord?
        try await wait(atMost: .seconds(20), for: "the sleeper") {
            found = try ProcessRecord.all(in: installation.run).first(where: \.isAlive)
            return isWanted(found)
        }
        return found
    }
}
