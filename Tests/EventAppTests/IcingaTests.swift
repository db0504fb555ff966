import EventDomain
import Foundation
import Messaging
import Postgres
import Records
import TestSupport
import Testing

@testable import EventApp

/// Icinga 2's event stream and objects, as Icinga 2.13 writes them.
@Suite struct IcingaTests {
    private func read(_ lines: String...) -> Reading {
        IcingaFormat.read(
            Delivery(
                integration: UUID(), headers: [:], body: Data(lines.joined(separator: "\n").utf8),
                receivedAt: Date(timeIntervalSince1970: 1_795_293_284)))
    }

    private func change(
        _ state: Int, hard: Bool, service: String? = "disk", at time: Double = 1_795_293_000.25
    ) -> String {
        let named = service.map { #","service":"\#($0)""# } ?? ""
        return
            #"{"acknowledgement":false,"check_result":{"exit_status":2,"output":"DISK CRITICAL","state":\#(state)},"downtime_depth":0,"host":"db1"\#(named),"state":\#(state),"state_type":\#(hard ? 1 : 0),"timestamp":\#(time),"type":"StateChange"}"#
    }

    @Test func `hard states raise and clear, soft ones wait`() throws {
        let raise = try #require(read(change(2, hard: true)).events.first)
        #expect(raise.action == .raise && raise.severity == .critical && raise.labels["icinga_object"] == "db1!disk")
        #expect(raise.summary == "disk on db1 is CRITICAL: DISK CRITICAL")
        #expect(raise.onset == Date(timeIntervalSince1970: 1_795_293_000.25))
        #expect(read(change(1, hard: false)) == Reading(saysMore: true))
        let clear = try #require(read(change(0, hard: true)).events.first)
        #expect(clear.action == .clear)
        #expect(read(change(1, hard: true, service: nil)).events.map(\.check) == ["Host"])
        #expect(read(change(7, hard: true), "{", "7").faults.count == 3)
    }

    @Test func `an object is the same alert as by the notification command`() throws {
        let delivery = Delivery(
            integration: UUID(), headers: [:],
            body: Data(#"{"HOSTNAME":"db1","SERVICEDESC":"disk","SERVICESTATE":"WARNING"}"#.utf8), receivedAt: Date())
        let told = try #require(NagiosFormat.read(delivery).events.first)
        let streamed = Delivery(
            integration: delivery.integration, headers: [:], body: Data(change(1, hard: true).utf8), receivedAt: Date())
        #expect(IcingaFormat.read(streamed).events.map(\.identity) == [told.identity])
    }

    @Test func `objects tell their state, their variables and who has seen them`() throws {
        let reading = read(
            #"{"type":"ObjectState","attrs":{"name":"disk","host_name":"db1","state":2.0,"state_type":1.0,"last_hard_state":2.0,"last_hard_state_change":1795292000.5,"acknowledgement":1.0,"last_check_result":{"output":"full"},"vars":{"ci":"CI000002","list":[1]}}}"#,
            #"{"type":"ObjectState","attrs":{"name":"web1","state":0,"last_hard_state":0,"last_hard_state_change":1795292000,"acknowledgement":0,"vars":null}}"#,
            #"{"type":"ObjectGone","host":"db1","service":"old"}"#,
            #"{"type":"AcknowledgementCleared","host":"db1","service":"disk","timestamp":1795293000}"#)
        #expect(reading.faults.isEmpty && reading.events.map(\.action) == [.raise, .clear, .clear])
        #expect(reading.events.first?.labels["ci"] == "CI000002")
        #expect(reading.acknowledgements.map(\.isSeen) == [true, false])
    }

    @Test(
        arguments: [
            ("ftp://x", "u", "s", nil), ("https://", "u", "s", nil), ("http://icinga.example:5665", "u", "s", nil),
            ("https://icinga.example?x=1", "u", "s", nil), ("https://i.example", "", "s", nil),
            ("https://i.example", "u", "../etc/passwd", nil), ("https://i.example", "u", ".hidden", nil),
            ("https://i.example", "u", "s", "sha256//short="),
        ] as [(String, String, String, String?)])
    func `a stream that cannot be is refused`(url: String, user: String, secret: String, pin: String?) {
        let profile = SourceProfile(stream: EventStream(url: url, user: user, secret: secret, pin: pin))
        #expect(throws: (any Error).self) { try profile.validate() }
    }

    @Test func `a stream is fetched, and what was missed is read from the objects`() async throws {
        try await EventUnderTest.run { event in
            try await IcingaPeer.run { icinga in
                let folder = FileManager.default.temporaryDirectory.appending(path: "icinga-\(UUID().uuidString)")
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
                defer { try? FileManager.default.removeItem(at: folder) }
                try Data("secret\n".utf8).write(to: folder.appending(path: "icinga"))
                try await event.stream(from: "http://127.0.0.1:\(icinga.port)")
                let streams = IcingaStreams(
                    database: event.database, accept: event.accept, secrets: folder.path(), logger: .silent)
                let holding = Task { await streams.run() }
                func states() async throws -> [String: Alert.State] {
                    try await event.folder.drain()
                    let alerts = try await event.alerts().map(\.record)
                    return Dictionary(alerts.map { ($0.labels["icinga_object"] ?? "", $0.state) }) { $1 }
                }
                icinga.objects([("disk", 2)])
                try await eventually { try await states()["db1!disk"] == .firing }
                icinga.say(change(2, hard: true, service: "load", at: Date().timeIntervalSince1970))
                try await eventually { try await states()["db1!load"] == .firing }
                icinga.drop()
                icinga.objects([("swap", 1), ("disk", 0)])
                try await eventually { try await states()["db1!swap"] == .firing }
                #expect(try await states() == ["db1!disk": .cleared, "db1!load": .cleared, "db1!swap": .firing])
                #expect(icinga.users == ["dienst:secret"])
                holding.cancel()
                await holding.value
                #expect(try await event.count("stream_lease") == 0)
            }
        }
    }

    @Test func `a stream is one copy's until it is given back`() async throws {
        try await EventUnderTest.run { event in
            let (a, b, integration) = (UUID(), UUID(), event.integration)
            func take(_ holder: UUID) async throws -> Bool {
                try await event.database.transaction { tx in
                    try StreamLeases().take(integration, for: holder, in: tx)
                }
            }
            #expect(try await take(a))
            #expect(try await take(b) == false)
            #expect(try await take(a))
            try await event.wait(21)
            #expect(try await take(b))
            #expect(try await take(a) == false)
        }
    }
}

extension EventUnderTest {
    fileprivate func stream(from url: String) async throws {
        let id = integration
        let by = Provenance(actor: .service("tests"), command: "test", correlation: "c-1")
        try await database.transaction { tx in
            let profile = SourceProfile(
                kind: .icinga, stream: EventStream(url: url, user: "dienst", secret: "icinga"))
            _ = try KeepIntegrations().change(
                id, name: nil, profile: profile, expecting: nil, by: by, in: tx)
        }
    }
}
