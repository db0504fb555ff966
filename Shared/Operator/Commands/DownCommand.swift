import ArgumentParser
import Foundation

#if canImport(Glibc)
    import Glibc
#endif

/// Stops a suite that runs in the folder, however it was started.
struct DownCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "down", abstract: "Stops the suite of a folder.")

    @OptionGroup var folder: SuiteFolder

    func run() async throws {
        let installation = folder.installation
        let file = ProcessRecord.file("dienst", in: installation.run)
        if FileManager.default.fileExists(atPath: file.path), let supervisor = try ProcessRecord(file: file),
            supervisor.isAlive
        {
            kill(supervisor.pid, SIGTERM)
            try await wait(atMost: .seconds(30), for: "The end of Dienst (process \(supervisor.pid))") {
                !supervisor.isAlive
            }
            notice("Dienst is stopped.")
            return
        }
        let leftovers = Leftovers(folder: installation.run)
        guard try leftovers.exist else {
            notice("Dienst does not run in \(installation.root.path).")
            return
        }
        try await leftovers.end()
        notice("Dienst is stopped.")
    }
}
