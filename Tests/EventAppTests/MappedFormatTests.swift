import EventDomain
import Foundation
import Records
import Testing

@testable import EventApp

@Suite struct MappedFormatTests {
    private let heard = Date(timeIntervalSince1970: 1_795_293_284)

    private func read(
        _ body: String, _ kind: SourceKind = .json, _ mapping: EventMapping? = nil, zone: String = "UTC",
        type: String = "application/json"
    ) -> Reading {
        MappedFormat.read(
            Delivery(
                integration: UUID(), headers: ["content-type": type], body: Data(body.utf8), receivedAt: heard,
                profile: SourceProfile(kind: kind, timeZone: zone, mapping: mapping)))
    }

    @Test func `parts are taken from where the mapping says`() throws {
        let mapping = EventMapping(
            items: "$.data.alarms", summary: "{{$.what}} at {{$^.site}}", check: "$.rule", identity: "$.no",
            state: "$.on", severity: "$.level", time: "$.at", item: "$.tags[?k=ci].v", labels: ["all": "$.hosts[*]"],
            raises: ["true"], clears: ["false"], severities: ["9": .critical])
        let body = #"""
            {"site":"Kiel","data":{"alarms":[
            {"what":"Hot","rule":"temp","no":7,"on":true,"level":9,"at":"2026.11.21 20:56:33","tags":[{"k":"x","v":1},{"k":"ci","v":"db1"}],"hosts":["a","b"]},
            {"what":"Hot","rule":"temp","no":7,"on":false}]}}
            """#
        let events = read(body, .json, mapping, zone: "Europe/Berlin").events
        try #require(events.count == 2)
        #expect(events[0].summary == "Hot at Kiel" && events[0].check == "temp" && events[0].severity == .critical)
        #expect(events[0].labels == ["ci": "db1", "all": "a, b"])
        #expect(events[0].occurredAt == Date(timeIntervalSince1970: 1_795_290_993))
        #expect(events.map(\.action) == [.raise, .clear])
        #expect(events[0].identity.text == "=7" && events[1].identity.text == "=7")
    }

    @Test func `faults name their place`() {
        let mapping = EventMapping(summary: "$.s", state: "$.state", time: "$.t")
        let reading = read(
            #"[{"s":"a","state":"sideways"},{"s":"b","state":"ok"},7,{"s":"c","t":"soon"},{"x":1}]"#, .json, mapping)
        #expect(reading.events.count == 1)
        #expect(reading.faults.map(\.field) == ["0.state", "2", "3.time", "4"])
        #expect(read("{", .json, mapping).faults.map(\.code) == ["malformed_json"])
        #expect(
            read("{}", .json, EventMapping(items: "$.none", summary: "$.s")).faults.map(\.field) == ["mapping.items"])
    }

    @Test func `a form is read as well`() {
        let form = "payload=%7B%22title%22%3A%22Disk+full%22%2C%22host%22%3A%22db1%22%7D"
        let event = read(form, type: "application/x-www-form-urlencoded").events.first
        #expect(event?.summary == "Disk full" && event?.labels["host"] == "db1")
        let fields = read("title=Disk+full&severity=high", type: "application/x-www-form-urlencoded").events.first
        #expect(fields?.summary == "Disk full" && fields?.severity == .major)
    }

    @Test func `without a mapping the names that many tools share are understood`() throws {
        let raise = try #require(
            read(
                #"{"title":"Slow","service":"shop","severity":"high","fingerprint":"f1","start_time":"2026-11-21T10:00:00Z"}"#
            )
            .events.first)
        let clear = try #require(
            read(#"{"title":"Slow","fingerprint":"f1","end_time":"2026-11-21T11:00:00Z"}"#).events.first)
        #expect(raise.action == .raise && raise.severity == .major && raise.labels["service"] == "shop")
        #expect(clear.action == .clear && clear.identity.text == raise.identity.text)
        #expect(read(#"{"title":""}"#).faults.map(\.field) == ["title"])
        #expect(read(#"{"title":"x","severity":null}"#).events.first?.severity == .unknown)
    }

    @Test func `hostile bodies are bounded`() {
        #expect(read(String(repeating: "[", count: 5000)).faults.count == 1)
        let wide = (0..<300).map { #""l\#($0)":"v""# }.joined(separator: ",")
        let event = read(#"{"title":"\#(String(repeating: "x", count: 9000))","labels":{\#(wide)}}"#).events.first
        #expect(event?.summary.count == 1024 && event?.labels.count == 100)
        let many = "[" + Array(repeating: #"{"title":"a"}"#, count: 10_001).joined(separator: ",") + "]"
        #expect(read(many).faults.map(\.code) == ["too_many"])
    }

    @Test(arguments: [
        ("2026-11-21T10:00:00.5+0100", 1_795_251_600.5), ("1795255200", 1_795_255_200),
        ("1795255200123", 1_795_255_200.123), ("1795255200.25", 1_795_255_200.25),
        ("1795255200000000000", 1_795_255_200), ("2026-11-21 10:00:00", 1_795_251_600),
        ("2026.11.21 10:00:00", 1_795_251_600),
    ])
    func `times as templates write them are read`(text: String, seconds: Double) throws {
        let zone = try #require(TimeZone(identifier: "Europe/Berlin"))
        #expect(LooseTimes.instant(text, zone: zone) == Date(milliseconds: Int((seconds * 1000).rounded())))
    }

    @Test(arguments: ["", "0", "soon", "2026-13-01 00:00:00", "0001-01-01T00:00:00Z", "99999999999999999999999"])
    func `what is no time is none`(text: String) { #expect(LooseTimes.instant(text, zone: .gmt) == nil) }
}
