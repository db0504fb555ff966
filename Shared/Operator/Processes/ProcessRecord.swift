import Foundation

#if canImport(Glibc)
    import Glibc
#endif

/// Which process stands behind a name; the start tick tells it from a later process with the same number.
struct ProcessRecord: Sendable, Equatable {
    let name: String
    let pid: pid_t
    let startTick: String
    let port: Int?

    init?(name: String, pid: pid_t, port: Int?) {
        guard let tick = Self.startTick(of: pid) else { return nil }
        (self.name, self.pid, self.startTick, self.port) = (name, pid, tick, port)
    }

    /// Reads `<name>.pid`: process number, start tick and port (0 for none), separated by spaces.
    init?(file: URL) throws {
        let words = try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isWhitespace)
        guard words.count == 3, let pid = pid_t(words[0]), let port = Int(words[2]) else { return nil }
        name = file.deletingPathExtension().lastPathComponent
        self.pid = pid
        startTick = String(words[1])
        self.port = port == 0 ? nil : port
    }

    var isAlive: Bool { Self.startTick(of: pid) == startTick }

    /// Ends what is left of the group that a dead child led; does nothing while any process has that number.
    static func endGroup(_ leader: pid_t) {
        guard startTick(of: leader) == nil else { return }
        kill(-leader, SIGKILL)
    }

    func write(in folder: URL) throws {
        try Data("\(pid) \(startTick) \(port ?? 0)\n".utf8).write(to: Self.file(name, in: folder), options: .atomic)
    }

    static func file(_ name: String, in folder: URL) -> URL { folder.appending(path: "\(name).pid") }

    /// Every process recorded in the folder, alive or not.
    static func all(in folder: URL) throws -> [ProcessRecord] {
        guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "pid" }
            .compactMap { try ProcessRecord(file: $0) }
            .sorted { $0.name < $1.name }
    }

    /// Field 22 of `/proc/<pid>/stat`, counted from behind the name, which may hold spaces; nil for the dead and zombies.
    private static func startTick(of pid: pid_t) -> String? {
        guard let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
            let end = stat.lastIndex(of: ")")
        else { return nil }
        let fields = stat[stat.index(after: end)...].split(separator: " ")
        guard fields.count > 19, fields[0] != "Z" else { return nil }
        return String(fields[19])
    }
}
