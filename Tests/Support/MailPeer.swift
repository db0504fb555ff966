import Foundation
import Testing

/// A mail server of Python's (aiosmtpd) as a process of its own; see `mail_peer.py` for what it answers to whom.
package final class MailPeer: Sendable {
    /// A mail as Python's mail parser read it.
    package struct Mail: Decodable, Sendable {
        /// The envelope's; `<>` for none.
        package let sender: String
        package let recipients: [String]
        /// Decoded, in their order.
        package let headers: [[String]]
        package let text: String
        package let html: String
        package let defects: [String]
        package let bareLineEnds: Int
        package let longestLine: Int
        package let isSevenBit: Bool
        package let isEncrypted: Bool
        /// Who signed in; empty for nobody.
        package let user: String

        /// The only header of this name; nil for none or several.
        package subscript(name: String) -> String? {
            let found = headers.filter { $0.first?.lowercased() == name.lowercased() }
            return found.count == 1 ? found.first?.last : nil
        }
    }

    package let folder: URL
    package let port: Int
    private let process: Process

    /// A server that is ready; on the port of one that was stopped, if given.
    package static func start(
        in folder: URL? = nil, port: Int = 0, encrypted: Bool = false
    )
        async throws -> MailPeer
    {
        let place = folder ?? FileManager.default.temporaryDirectory.appending(path: "mail-\(UUID())")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        let mark = place.appending(path: "port")
        try? FileManager.default.removeItem(at: mark)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "mail_peer.py")
        process.arguments =
            [script.path(), place.path(), String(port)] + (encrypted ? ["starttls"] : [])
        try process.run()
        var taken: Int?
        try await eventually("The mail server never came up.") {
            taken = (try? String(contentsOf: mark, encoding: .utf8)).flatMap { Int($0) }
            return taken != nil
        }
        return MailPeer(folder: place, port: taken ?? 0, process: process)
    }

    private init(folder: URL, port: Int, process: Process) {
        (self.folder, self.port, self.process) = (folder, port, process)
    }

    /// What was taken so far, in order.
    package func mails() throws -> [Mail] {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "json" }.sorted { $0.path() < $1.path() }
            .map { try JSONDecoder().decode(Mail.self, from: Data(contentsOf: $0)) }
    }

    /// The address without encryption, as a setting.
    package var address: String { "smtp://127.0.0.1:\(port)?starttls=off" }

    package func stop() async throws {
        if process.isRunning { process.terminate() }
        try await eventually("The mail server never ended.") { !process.isRunning }
    }

    /// Runs a test with a server and stops it.
    package static func run<R: Sendable>(
        encrypted: Bool = false, _ body: (MailPeer) async throws -> R
    )
        async throws -> R
    {
        let peer = try await start(encrypted: encrypted)
        let outcome: Result<R, any Error>
        do { outcome = .success(try await body(peer)) } catch { outcome = .failure(error) }
        try await peer.stop()
        try FileManager.default.removeItem(at: peer.folder)
        return try outcome.get()
    }
}
