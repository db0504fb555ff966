import Foundation
import Messaging
import Testing

@testable import Operator

struct SuiteTests {
    @Test func `copies are wished for all services or for one`() throws {
        let copies = try Copies(["2", "incident=4"])
        #expect(copies.count(of: "incident") == 4)
        #expect(copies.count(of: "desk") == 2)
    }

    @Test(arguments: ["0", "17", "many", "incident=", "incident=2=3", "printer=2"])
    func `a wish nobody can fulfil is refused`(wish: String) {
        #expect(throws: OperatorError.self) { try Copies([wish]) }
    }

    @Test func `a single copy is always asked, one of several may be left out`() throws {
        let desk = try #require(Topology.services.first)
        let incident = try #require(Topology.services.first { $0.name == "incident" })
        let text = Gateway.upstreams([
            AppProcess(service: desk, copy: 1, port: 1), AppProcess(service: incident, copy: 1, port: 2),
            AppProcess(service: incident, copy: 2, port: 3),
        ])
        #expect(text.contains("server 127.0.0.1:1 max_fails=0;"))
        #expect(text.contains("server 127.0.0.1:2 max_fails=1 fail_timeout=1s;"))
        #expect(text.contains("server 127.0.0.1:3 max_fails=1 fail_timeout=1s;"))
    }

    @Test func `ports are remembered and differ`() throws {
        try withFolder { folder in
            let file = folder.appending(path: "ports.json")
            var ports = try Ports(rememberedIn: file)
            let first = try ports.port("desk.1")
            let second = try ports.port("incident.1")
            #expect(first != second)
            try ports.save()
            #expect(try Ports(rememberedIn: file).remembered("desk.1") == first)
        }
    }

    @Test func `a secret is made once and closed to others`() throws {
        try withFolder { folder in
            let secrets = Secrets(directory: folder)
            let secret = try secrets.ensure("agent", length: 20)
            #expect(secret.count == 20)
            #expect(try secrets.ensure("agent") == secret)
            let attributes = try FileManager.default.attributesOfItem(atPath: secrets.file("agent").path)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
    }

    @Test func `only one supervisor works in a folder`() throws {
        try withFolder { folder in
            let file = folder.appending(path: "lock")
            let lock = try ExclusiveLock(file)
            #expect(throws: OperatorError.self) { try ExclusiveLock(file) }
            withExtendedLifetime(lock) {}
        }
    }
}

/// A new folder for the length of a test.
func withFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "dienst-operator-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
}
