import ArgumentParser
import Foundation
import Messaging

/// Which processes run, on which ports, and whether the services call themselves ready.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Shows the processes of a suite; exit status 1 when one is missing.")

    @OptionGroup var folder: SuiteFolder

    func run() async throws {
        let records = try ProcessRecord.all(in: folder.installation.run)
        guard records.contains(where: \.isAlive) else {
            print("Dienst does not run in \(folder.installation.root.path).")
            throw ExitCode.failure
        }
        print(row("process", "pid", "port", "state"))
        var complete = true
        for record in records {
            let state = await state(of: record)
            complete = complete && state.isWell
            print(row(record.name, "\(record.pid)", record.port.map(String.init) ?? "-", state.text))
        }
        if !complete { throw ExitCode.failure }
    }

    private func state(of record: ProcessRecord) async -> (text: String, isWell: Bool) {
        guard record.isAlive else { return ("gone", false) }
        let service = record.name.split(separator: ".")[0]
        guard let port = record.port, Topology.services.contains(where: { $0.name == service }) else {
            return ("running", true)
        }
        let isReady = await HTTP.status(port: port, path: "/health/ready") == 200
        return isReady ? ("ready", true) : ("running, not ready", false)
    }

    private func row(_ columns: String...) -> String {
        zip(columns, [14, 9, 7, 0]).map { $0.padding(toLength: max($1, $0.count), withPad: " ", startingAt: 0) }
            .joined(separator: " ")
    }
}
