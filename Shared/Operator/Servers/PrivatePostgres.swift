import Foundation
import Subprocess

/// A PostgreSQL cluster of our own, on loopback, in the foreground under the supervisor.
struct PrivatePostgres: Sendable {
    static let name = "postgres"
    private static let superuser = "dienst"

    let server: DatabaseServer
    private let data: URL
    private let user: SystemUser?
    private let passwordFile: URL
    private let settings: String
    private let mayLoseData: Bool

    /// `mayLoseData` leaves out the waits for the disk: for servers that live no longer than a test run.
    init(
        _ installation: Installation, files: DeploymentFiles, secrets: Secrets, port: Int, mayLoseData: Bool = false
    ) async throws {
        user = try SystemUser.unlessOurselves("postgres")
        data = try await installation.dataFolder(Self.name, for: user)
        passwordFile = data.deletingLastPathComponent().appending(path: "postgres.password")
        settings = try files.text("postgres/postgresql.conf")
        self.mayLoseData = mayLoseData
        server = DatabaseServer(
            host: "127.0.0.1", port: port, user: Self.superuser, password: try secrets.ensure("postgres-administrator"))
    }

    /// Starts the cluster, made first if there is none, and waits until it answers.
    func start(under supervisor: Supervisor) async throws {
        let programs = try Self.programs()
        if !FileManager.default.fileExists(atPath: data.appending(path: "PG_VERSION").path) {
            try await create(programs)
        }
        try removeStaleLock()
        try write(settings, to: data.appending(path: "postgresql.conf"))
        try write("host all all 127.0.0.1/32 scram-sha-256\n", to: data.appending(path: "pg_hba.conf"))
        await supervisor.start(child("\(programs)/postgres"))
        try await wait(atMost: .seconds(60), for: "PostgreSQL") {
            try await supervisor.check(Self.name)
            return try await server.answers()
        }
    }

    private func child(_ program: String) -> Child {
        var arguments = ["-D", data.path, "-p", "\(server.port)"]
        if mayLoseData {
            arguments += ["-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off"]
        }
        return Child(
            name: Self.name, executable: program, arguments: arguments, environment: ["LC_ALL": "C.UTF-8"], user: user,
            workingDirectory: data.path, stopSignal: .interrupt, port: server.port)
    }

    private func create(_ programs: String) async throws {
        let arguments = [
            "-D", data.path, "-U", Self.superuser, "-E", "UTF8", "--locale=C.UTF-8", "-A", "scram-sha-256",
            "--pwfile=\(passwordFile.path)", "--no-instructions",
        ]
        try write(server.password + "\n", to: passwordFile)
        defer { try? FileManager.default.removeItem(at: passwordFile) }
        try await Program.run("\(programs)/initdb", mayLoseData ? arguments + ["-N"] : arguments, as: user)
    }

    /// PostgreSQL refuses to start over a lock whose process number now belongs to somebody else.
    private func removeStaleLock() throws {
        let lock = data.appending(path: "postmaster.pid")
        guard FileManager.default.fileExists(atPath: lock.path) else { return }
        let pid = try String(contentsOf: lock, encoding: .utf8).prefix { $0 != "\n" }
        let command = (try? String(contentsOfFile: "/proc/\(pid)/cmdline", encoding: .utf8)) ?? ""
        guard !command.contains(data.path) else {
            throw OperatorError("Process \(pid) still runs on \(data.path): stop it first.")
        }
        try FileManager.default.removeItem(at: lock)
    }

    private func write(_ text: String, to file: URL) throws {
        try PrivateFile(file).write(text, for: user)
    }

    /// The folder with `initdb` and `postgres`: Debian keeps one for each version, the newest counts.
    private static func programs() throws -> String {
        let base = "/usr/lib/postgresql"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: base)) ?? []
        let folders = versions.compactMap(Int.init).sorted(by: >).map { "\(base)/\($0)/bin" }
        return URL(filePath: try Program.find("initdb", in: folders)).deletingLastPathComponent().path
    }
}
