import Foundation

#if canImport(Glibc)
    import Glibc
#endif

/// Loopback ports by name, chosen once and remembered, so that addresses stay the same from start to start.
struct Ports: Sendable {
    /// Below the ports Linux hands to outgoing connections: one of those could take ours while a server restarts.
    private static let range = 20_000..<30_000

    private let file: URL
    private var chosen: [String: Int]

    init(rememberedIn file: URL) throws {
        self.file = file
        guard FileManager.default.fileExists(atPath: file.path) else {
            chosen = [:]
            return
        }
        do {
            chosen = try JSONDecoder().decode([String: Int].self, from: Data(contentsOf: file))
        } catch {
            throw OperatorError("\(file.path) is not a table of ports; delete it and new ones are chosen. (\(error))")
        }
    }

    /// Ports as they were at the last start, for commands that look at a running suite.
    func remembered(_ name: String) throws -> Int {
        guard let port = chosen[name] else {
            throw OperatorError("No port is known for \(name): nothing was started here yet.")
        }
        return port
    }

    var names: [String] { chosen.keys.sorted() }

    /// The port remembered for the name if it is free, otherwise another one.
    mutating func port(_ name: String) throws -> Int {
        if let port = chosen[name], Self.isFree(port) { return port }
        let taken = Set(chosen.values)
        for _ in 0..<1_000 {
            let port = Int.random(in: Self.range)
            guard !taken.contains(port), Self.isFree(port) else { continue }
            chosen[name] = port
            return port
        }
        throw OperatorError("No free port on 127.0.0.1 between \(Self.range.lowerBound) and \(Self.range.upperBound).")
    }

    mutating func remember(_ name: String, _ port: Int) {
        chosen[name] = port
    }

    func save() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try encoder.encode(chosen).write(to: file, options: .atomic)
    }

    static func isFree(_ port: Int) -> Bool {
        withSocket { descriptor in
            var yes: Int32 = 1
            setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
            return withLoopback(port) { bind(descriptor, $0, $1) } == 0
        }
    }

    static func answers(_ port: Int) -> Bool {
        withSocket { descriptor in withLoopback(port) { connect(descriptor, $0, $1) } == 0 }
    }

    private static func withSocket(_ body: (Int32) -> Bool) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return body(descriptor)
    }

    private static func withLoopback(_ port: Int, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(INADDR_LOOPBACK).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}
