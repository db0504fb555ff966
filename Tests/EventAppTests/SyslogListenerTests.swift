import EventDomain
import Foundation
import Messaging
import NIOCore
import Postgres
import Synchronization
import TestSupport
import Testing

@testable import EventApp

@Suite struct SyslogListenerTests {
    private func frames(_ text: String) throws -> [String] {
        var buffer = ByteBuffer(string: text)
        var found: [String] = []
        while let line = try SyslogFrames.next(&buffer) { found.append(String(buffer: line)) }
        return found + (buffer.readableBytes > 0 ? ["…\(buffer.readableBytes)"] : [])
    }

    @Test func `lines are counted, or end with LF, as they begin`() throws {
        #expect(try frames("5 <1>ab<2>cd\r\n<3>e\n") == ["<1>ab", "<2>cd", "<3>e"])
        #expect(try frames("<1>a\n10 <2") == ["<1>a", "…5"])
        #expect(try frames("7") == ["…1"])
        #expect(try frames("\n\n") == ["", ""])
    }

    @Test(arguments: ["9999999 x", "70000 x", "5<1>ab", String(repeating: "x", count: 70_000)])
    func `what is no syslog closes the connection`(text: String) {
        #expect(throws: SyslogFrames.TooLong.self) { try frames(text) }
    }

    private func inbox(_ event: EventUnderTest) -> SyslogInbox {
        SyslogInbox(of: "Syslog", database: event.database, accept: event.accept, logger: .silent)
    }

    @Test func `what is heard becomes alerts of the integration that is named, made once`() async throws {
        try await EventUnderTest.run { event in
            let inbox = inbox(event)
            for number in 0..<50 {
                await inbox.take("<27>1 - web1 nginx - - - upstream timed out \(number)", from: "10.0.0.1")
            }
            await inbox.take("<30>1 - web1 nginx - - - fine", from: "10.0.0.1")
            try await inbox.deliver()
            await inbox.take("<27>1 - web1 nginx - - - upstream timed out", from: "10.0.0.1")
            try await inbox.deliver()
            try await event.folder.drain()
            let alerts = try await event.alerts()
            #expect(alerts.count == 1 && alerts.first?.record.labels["host"] == "web1")
            let made: Int? = try await event.database.transaction { tx in
                try tx.first("SELECT count(*) AS n FROM integration WHERE name = 'Syslog'") { try $0.value("n") }
            }
            #expect(made == 1)
        }
    }

    @Test func `who can wait waits while too much is held, and a datagram is lost`() async throws {
        try await EventUnderTest.run { event in
            let inbox = inbox(event)
            for _ in 0..<SyslogInbox.mostLines + 5 { await inbox.take("<27>1 - web1 nginx - - - x", from: nil) }
            #expect(await inbox.lost == 5)
            let waiting = Task { try await inbox.takeInTurn("<27>1 - db1 nginx - - - x", from: nil) }
            try await inbox.deliver()
            try await waiting.value
            try await inbox.deliver()
            try await event.folder.drain()
            #expect(Set(try await event.alerts().compactMap { $0.record.labels["host"] }) == ["web1", "db1"])
        }
    }

    private static let client = "/usr/bin/logger"

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: client)))
    func `logger is heard over UDP, and over TCP in both framings and both forms`() async throws {
        try await EventUnderTest.run { event in
            let port = Mutex<Int?>(nil)
            let listener = SyslogListener(host: "127.0.0.1", port: 0, inbox: inbox(event), logger: .silent)
            let listening = Task { await listener.run { open in port.withLock { $0 = open } } }
            try await eventually { port.withLock { $0 } != nil }
            let open = String(try #require(port.withLock { $0 }))
            for (tag, way) in [
                ("one", ["-d"]), ("two", ["-T"]), ("three", ["-T", "--octet-count"]), ("four", ["-T", "--rfc3164"]),
            ] {
                let logger = Process()
                logger.executableURL = URL(filePath: Self.client)
                logger.arguments =
                    ["-n", "127.0.0.1", "-P", open, "-p", "daemon.err", "-t", tag] + way + ["cannot write"]
                try logger.run()
                logger.waitUntilExit()
                #expect(logger.terminationStatus == 0)
            }
            try await eventually {
                try await event.folder.drain()
                return try await event.alerts().count == 4
            }
            listening.cancel()
            await listening.value
            let alerts = try await event.alerts().map(\.record)
            #expect(Set(alerts.compactMap { $0.labels["service"] }) == ["one", "two", "three", "four"])
            #expect(alerts.allSatisfy { $0.summary == "cannot write" && $0.severity == .major })
        }
    }
}
