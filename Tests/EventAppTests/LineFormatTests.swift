import EventDomain
import Foundation
import HTTPTypes
import Records
import Testing

@testable import EventApp

@Suite struct LineFormatTests {
    private let heard = Date(timeIntervalSince1970: 1_795_293_284)
    private let source = UUID()

    private func delivery(_ body: Data, type: String = "application/json", rules: [LineRule]? = nil) -> Delivery {
        Delivery(
            integration: source, headers: ["content-type": type], body: body, receivedAt: heard,
            profile: SourceProfile(rules: rules))
    }

    private func syslog(_ lines: String, rules: [LineRule]? = nil) -> Reading {
        SyslogFormat.read(delivery(Data(lines.utf8), type: "text/plain", rules: rules))
    }

    // MARK: syslog

    @Test func `RFC 5424 with structured data is understood`() throws {
        let text =
            #"<26>1 2026-11-21T20:59:34.337068+00:00 vm checkout - TCPIN [timeQuality tzKnown="1" isSynced="1"][itsm@32473 ci="CI000002" service="a\"b\]"] connection pool exhausted"#
        let line = try #require(SyslogLine.read(text, from: nil, heardAt: heard, zone: .gmt))
        #expect(line.host == "vm" && line.app == "checkout" && line.name == "TCPIN" && line.severity == .critical)
        #expect(line.labels["ci"] == "CI000002" && line.labels["service"] == #"a"b]"#)
        #expect(line.text == "connection pool exhausted")
        let time = try #require(line.time)
        #expect(abs(time.timeIntervalSince1970 - 1_795_294_774.337) < 0.001)
        let unsynced = text.replacing("isSynced=\"1\"", with: "isSynced=\"0\"")
        #expect(SyslogLine.read(unsynced, from: nil, heardAt: heard, zone: .gmt)?.time == nil)
    }

    @Test func `RFC 3164 gets its year and zone`() throws {
        let zone = try #require(TimeZone(identifier: "Europe/Berlin"))
        let line = try #require(
            SyslogLine.read("<34>Nov 21 20:59:34 web1 su[42]: 'su root' failed", from: nil, heardAt: heard, zone: zone))
        #expect(line.host == "web1" && line.app == "su" && line.text == "'su root' failed")
        #expect(line.time == Date(timeIntervalSince1970: 1_795_291_174))
        let newYear = Date(timeIntervalSince1970: 1_798_761_660)
        let old = SyslogLine.read("<34>Dec 31 23:59:00 web1 su: x", from: nil, heardAt: newYear, zone: .gmt)
        #expect(old?.time == Date(timeIntervalSince1970: 1_798_761_540))
        let odd = SyslogLine.read("<34>what is this", from: "10.0.0.1", heardAt: heard, zone: zone)
        #expect(odd?.host == "10.0.0.1" && odd?.text == "what is this")
    }

    @Test(arguments: ["", "no priority", "<999>x", "<>x", "<1", "<-1>1 x"])
    func `what has no priority is no line`(text: String) {
        #expect(SyslogLine.read(text, from: nil, heardAt: heard, zone: .gmt) == nil)
    }

    @Test func `a hundred lines of one trouble are one event`() throws {
        let lines = (0..<100).map {
            "<27>1 2026-11-21T20:34:\($0 % 50 + 10)Z web1 nginx - - - upstream timed out \($0)"
        }
        let reading = syslog(lines.joined(separator: "\n"))
        #expect(reading.events.count == 1 && reading.events.first?.annotations["lines"] == "100")
        #expect(reading.events.first?.expiresAt == heard + 900)
        #expect(syslog("<30>1 - web1 nginx - - - all is well").events.isEmpty)
        #expect(syslog("nonsense").faults.count == 1)
    }

    @Test func `rules decide, the first that fits`() throws {
        let rules = [
            LineRule(name: "noise", app: "cron*", drops: true),
            LineRule(name: "pool", contains: "exhausted", clears: "recovered", severity: .critical, lifetime: 60),
        ]
        func one(_ app: String, _ text: String) -> Event? {
            syslog("<30>1 - web1 \(app) - ID - \(text)", rules: rules).events.first
        }
        let raise = try #require(one("shop", "pool EXHAUSTED"))
        #expect(raise.severity == .critical && raise.labels["service"] == "shop" && raise.expiresAt == heard + 60)
        #expect(one("shop", "pool recovered")?.action == .clear)
        #expect(one("shop", "pool recovered")?.identity == raise.identity)
        #expect(one("crond", "pool exhausted") == nil && one("shop", "error") == nil)
    }

    @Test func `lines posted as JSON name where they came from`() {
        let body = #"[{"line":"<27>disk full","from":"10.1.1.1"},"<27>1 - b app - - - x",7]"#
        let events = SyslogFormat.read(delivery(Data(body.utf8))).events
        #expect(events.map { $0.labels["host"] } == ["10.1.1.1", "b"])
    }

    // MARK: OTLP

    private let json =
        #"{"resourceLogs":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"checkout"}},{"key":"host.name","value":{"stringValue":"web1"}}]},"scopeLogs":[{"scope":{"name":"x"},"logRecords":[{"timeUnixNano":"1795293000000000000","severityNumber":17,"severityText":"ERROR","body":{"stringValue":"pool exhausted"},"attributes":[{"key":"exception.type","value":{"stringValue":"PoolError"}}],"traceId":"5b8efff798038103d269b633813fc60c"},{"severityNumber":9,"body":{"stringValue":"fine"}}]}]}]}"#

    @Test func `OTLP in JSON and in protobuf say the same`() throws {
        let plain = try #require(OTLPFormat.read(delivery(Data(json.utf8))).events.first)
        #expect(plain.severity == .major && plain.check == "PoolError" && plain.labels["service"] == "checkout")
        #expect(plain.onset == Date(timeIntervalSince1970: 1_795_293_000) && plain.labels["host"] == "web1")
        let packed = OTLPFormat.read(delivery(protobuf, type: "application/x-protobuf"))
        #expect(packed.faults.isEmpty)
        let event = try #require(packed.events.first)
        #expect(event.summary == plain.summary && event.identity == plain.identity && event.labels == plain.labels)
        #expect(packed.events.count == 1)
    }

    @Test func `cut and broken protobuf is refused, wherever it is cut`() {
        for count in 1..<protobuf.count {
            let reading = OTLPFormat.read(delivery(protobuf.prefix(count), type: "application/x-protobuf"))
            #expect(reading.events.isEmpty || reading.faults.isEmpty)
        }
        for bytes: [UInt8] in [
            [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], [0x0B], [0x0D, 1], [0xFF],
        ] {
            #expect(OTLPFormat.read(delivery(Data(bytes), type: "application/x-protobuf")).faults.count == 1)
        }
    }

    @Test func `gzip is opened, and a bomb is not`() throws {
        #expect(throws: (any Error).self) { try Gunzip.opened(Data([0x1F, 0x8B, 8, 0]), encoding: "gzip", limit: 100) }
        #expect(throws: (any Error).self) { try Gunzip.opened(Data(), encoding: "gzip", limit: 100) }
        #expect(throws: (any Error).self) { try Gunzip.opened(Data("x".utf8), encoding: "br", limit: 100) }
        #expect(try Gunzip.opened(Data("x".utf8), encoding: nil, limit: 100) == Data("x".utf8))
        let zipped = try #require(Data(base64Encoded: LineFormatTests.zipped))
        let opened = try Gunzip.opened(zipped, encoding: "gzip", limit: 5 << 20)
        #expect(OTLPFormat.read(delivery(opened)).events.count == 1)
        // As a bomb would: more comes out than may.
        #expect(throws: (any Error).self) { try Gunzip.opened(zipped, encoding: "gzip", limit: 100) }
    }

    @Test func `a compressed request is answered in its encoding`() async throws {
        try await EventUnderTest.run { event in
            let answer = try await event.post(
                json, to: "/intake/otlp/\(event.key)/v1/logs", headers: [.contentType: "application/json"])
            #expect(answer.status == 200 && answer.reply == "{}")
            try await event.folder.drain()
            #expect(try await event.alerts().count == 1)
            let broken = try await event.post(
                json, to: "/intake/otlp/\(event.key)/v1/logs", headers: [.contentEncoding: "gzip"])
            #expect(broken.status == 400 && broken.reply.contains("malformed_gzip"))
        }
    }

    // MARK: SNMP

    @Test func `a link goes down and comes back by its index`() throws {
        func trap(_ last: Int, _ index: Int) -> Reading {
            SNMPFormat.read(
                delivery(
                    Data(
                        #"{"host":"switch1","transport":"UDP: [10.0.0.7]:161->[10.0.0.2]:162","time":1795293000,"variables":[{"oid":".1.3.6.1.2.1.1.3.0","value":"0:1:2"},{"oid":".1.3.6.1.6.3.1.1.4.1.0","value":".1.3.6.1.6.3.1.1.5.\#(last)"},{"oid":".1.3.6.1.2.1.2.2.1.1.\#(index)","value":"\#(index)"}]}"#
                            .utf8)))
        }
        let down = try #require(trap(3, 2).events.first)
        let up = try #require(trap(4, 2).events.first)
        #expect(down.severity == .major && down.labels["host"] == "switch1" && down.labels["address"] == "10.0.0.7")
        #expect(up.action == .clear && up.identity == down.identity)
        #expect(trap(3, 9).events.first?.identity != down.identity)
        #expect(trap(1, 2).events.first?.expiresAt == heard + 3600)
    }

    @Test func `a trap without its name is refused`() {
        let reading = SNMPFormat.read(delivery(Data(#"{"host":"a","variables":[]}"#.utf8)))
        #expect(reading.faults.map(\.field) == ["variables"])
    }
}

extension LineFormatTests {
    /// The JSON above as the collector's protobuf.
    private var protobuf: Data { Data(base64Encoded: LineFormatTests.packed) ?? Data() }

    private static let packed =
        "CqoBCjEKGgoMc2VydmljZS5uYW1lEgoKCGNoZWNrb3V0ChMKCWhvc3QubmFtZRIGCgR3ZWIxEm0KAwoBeBJaCQDQvrx4KeoY"
        + "EBEaBUVSUk9SKhAKDnBvb2wgZXhoYXVzdGVkMh0KDmV4Y2VwdGlvbi50eXBlEgsKCVBvb2xFcnJvckUBAAAAShBbjv/3mAOB"
        + "A9JptjOBP8YMEgoQCSoGCgRmaW5lGgZzY2hlbWE="
    private static let zipped =
        "H4sIAAAAAAACA4WQTW+DMAyG/8rkM6qgqHzde5g0dRPadpl2SIKBqIBREhgI8d8XQFunfXTJJbaf13ntCRRq6pTAOyo0JC/T"
        + "ZwKSCZgxSvLO4FY64wgJaFS9FLhrWI3gQM+qboW1ZZvieQtBlCjO1BmYZ+dDWZI2/8jekHtW8jo7oAW1F1trtPCrPoEBLFJR"
        + "kaIglW2MkTU+NXI4sYYs4oXxYR/77pdjP9bYo5JmPHU1RwWJF15yjzgYKzym6X1qUU7Z+NNiS1Td4FCyThvMFhu/rgkHga2R"
        + "1OzM2F6Z+MG2OypFahnbAaOYwNvMFg48wjzPwzhy/chz/WwfxDzw7dvPReAKWBb7fZr4L9e5bHBd7HLfAfZR/az3AQAA"
}
