import EventDomain
import Foundation
import Records
import Testing

@Suite struct SourceProfileTests {
    private func event(_ labels: [String: String] = [:], severity: Severity = .unknown, word: String? = nil) -> Event {
        let (source, now) = (UUID(), Date(timeIntervalSince1970: 1_795_293_284))
        return Event(
            integration: source, identity: Identity(integration: source, key: "k"), action: .raise,
            moment: Moment(order: now), onset: now, occurredAt: now, receivedAt: now, severity: severity,
            severityWord: word, check: "c", labels: labels, summary: "s")
    }

    @Test func `the source's own words for how bad it is win over ours`() {
        let profile = SourceProfile(severities: ["P1": .warning, "rot": .critical])
        #expect(profile.dressing(event(severity: .critical, word: "p1")).severity == .warning)
        #expect(profile.dressing(event(word: "Rot")).severity == .critical)
        #expect(profile.dressing(event(severity: .minor, word: "average")).severity == .minor)
    }

    @Test func `the standard severity is for what says nothing`() {
        let profile = SourceProfile(standardSeverity: .minor)
        #expect(profile.dressing(event()).severity == .minor)
        #expect(profile.dressing(event(severity: .critical, word: "critical")).severity == .critical)
    }

    @Test func `the standard item and service are for what names none`() {
        let placed = SourceProfile(item: "db1", service: "shop")
        #expect(placed.dressing(event()).labels == ["ci": "db1"])
        #expect(placed.dressing(event(["host": "web1"])).labels == ["host": "web1"])
        let served = SourceProfile(service: "shop")
        #expect(served.dressing(event()).labels == ["service": "shop"])
        #expect(served.dressing(event(["app": "pay"])).labels == ["app": "pay"])
        #expect(placed.dressing(event()).identity.text == event().identity.text)
    }

    @Test(arguments: [
        (SourceProfile(timeZone: "Mars/Olympus"), "timeZone"),
        (SourceProfile(severities: ["": .info]), "severities"),
        (SourceProfile(item: ""), "item"), (SourceProfile(silence: 5), "silence"),
        (SourceProfile(mapping: EventMapping(summary: "$.a[")), "mapping.summary"),
        (SourceProfile(mapping: EventMapping(labels: ["x": "{{a}}"])), "mapping.labels.x"),
        (SourceProfile(mapping: EventMapping(lifetime: 1)), "mapping.lifetime"),
    ])
    func `what cannot be used names its field`(profile: SourceProfile, field: String) {
        let fault = #expect(throws: Invalid.self) { try profile.validate() }
        #expect(fault?.field == field)
    }

    @Test(arguments: [
        "$", "$.a.b[0]['x y'][*][?name=env].value", "$^.top | lower", "a {{$.b | tag env}} c", "$.a || $.b || none",
        "$.tags | before / | after :",
    ])
    func `an expression is understood`(text: String) throws { _ = try MappingExpression(text) }

    @Test(arguments: [
        "", "$a", "$.", "$.a[", "$.a[x]", "$.a | explode", "{{$.a", "{{a}}", "$.a ||", "$.a[?=x]", "$.a | tag",
        String(repeating: "x", count: 501),
    ])
    func `nonsense is refused`(text: String) {
        #expect(throws: Invalid.self) { try MappingExpression(text) }
    }

    @Test func `a profile written before something was known is read with the standards`() throws {
        let read = try JSONDecoder().decode(SourceProfile.self, from: Data(#"{"mapping":{"clears":["Up"]}}"#.utf8))
        #expect(read == SourceProfile(mapping: EventMapping(clears: ["up"])))
        let again = try JSONDecoder().decode(SourceProfile.self, from: JSONEncoder().encode(read))
        #expect(again == read)
    }

    @Test func `a revoked integration takes no profile`() throws {
        let at = Date(timeIntervalSince1970: 0)
        let made = try #require(Integration.beginning(UUID(), with: .created(name: "a", keyHint: ""), at: at))
        let paused = made.applying(.paused, at: at)
        #expect(try paused.deciding(.pause, at: at).isEmpty && paused.deciding(.resume, at: at) == [.resumed])
        #expect(throws: Rejection.self) {
            try made.applying(.revoked, at: at).deciding(.configure(SourceProfile()), at: at)
        }
    }
}
