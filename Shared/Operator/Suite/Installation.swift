import Crypto
import Foundation

/// The folder `.dienst`: everything one installation keeps on this machine.
struct Installation: Sendable {
    let root: URL

    var secrets: URL { root.appending(path: "secrets") }
    var logs: URL { root.appending(path: "log") }
    var run: URL { root.appending(path: "run") }
    var portsFile: URL { root.appending(path: "ports.json") }
    var accessFile: URL { root.appending(path: "access.json") }

    init(directory: String) {
        root = URL(filePath: directory, directoryHint: .isDirectory).standardizedFileURL
    }

    /// Makes the folders; servers under other users must be able to pass through, only secrets are closed to them.
    func prepare() throws {
        try makeDirectory(root, mode: 0o711)
        try makeDirectory(secrets, mode: 0o700)
        try makeDirectory(logs, mode: 0o755)
        try makeDirectory(run, mode: 0o755)
    }

    func log(of process: String) -> URL { logs.appending(path: "\(process).log") }

    /// A folder that the user can reach; nil stands for ourselves.
    ///
    /// A user who cannot pass through the folders above (a checkout under `/root`) gets a folder under `/var/lib/dienst`
    /// instead, and a link to it stands in its place.
    func folder(_ name: String, reachableFor user: SystemUser?) async throws -> URL {
        let place = root.appending(path: name)
        guard let user, try await !user.mayEnter(root) else {
            try makeDirectory(place, mode: 0o711)
            return place
        }
        let elsewhere = URL(filePath: "/var/lib/dienst/\(fingerprint)", directoryHint: .isDirectory)
        try makeDirectory(elsewhere.deletingLastPathComponent(), mode: 0o711)
        try makeDirectory(elsewhere, mode: 0o711)
        let folder = elsewhere.appending(path: name)
        try makeDirectory(folder, mode: 0o711)
        if !FileManager.default.fileExists(atPath: place.path) {
            try FileManager.default.createSymbolicLink(at: place, withDestinationURL: folder)
        }
        return folder
    }

    /// The folder where a server keeps its data: its user's alone.
    func dataFolder(_ name: String, for user: SystemUser?) async throws -> URL {
        let folder = try await folder(name, reachableFor: user)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path)
        try user?.own(folder)
        return folder
    }

    private var fingerprint: String {
        SHA256.hash(data: Data(root.path.utf8)).prefix(6).map { String(format: "%02x", $0) }.joined()
    }

    private func makeDirectory(_ directory: URL, mode: Int) throws {
        try FileManager.default.createDirectory(
            at: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: mode])
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: directory.path)
    }
}
