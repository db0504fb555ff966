import EventDomain
import Foundation
import Records
import Testing

/// A runbook that may restart servers: every ten minutes on each, three times an hour, when no more than five items and two
/// services feel it.
func aRunbook(
    guards: RunbookGuard = RunbookGuard(classes: ["Server"]), coolDown: Int = 600, mostCritical: Int? = nil,
    items: Int = 5, body: String? = nil, url: String = "https://ops.example.org/restart"
) -> Runbook {
    let webhook = RunbookAction.Webhook(url: url, body: body)
    let terms = Runbook.Terms(
        name: "restart", purpose: "Restart it",
        action: RunbookAction(webhook: webhook, timeout: 10, isIdempotent: false), rollback: nil, guards: guards,
        limits: RunbookLimits(
            coolDown: coolDown, perHour: 3, items: items, services: 2, mostCritical: mostCritical),
        settle: 60, rehearses: false, needsApproval: false)
    guard let runbook = Runbook.beginning(id(50), with: .created(terms: terms), at: noon) else {
        preconditionFailure("no runbook")
    }
    return runbook
}

func anAlert() -> Alert { alert(1, on: "web1", severity: .major) }

@Suite struct RunbookTests {
    private func things(
        alert: Alert = anAlert(), target: Bool = true, itemClass: String = "server", dependants: Int = 1,
        health: Health = .degraded, stopped: String? = nil, changes: [String] = [], underWay: String? = nil,
        lastRun: TimeInterval? = nil, runs: Int = 0
    ) -> RunbookCircumstances {
        let service = ServiceModel.BusinessService(id: checkout, name: "Checkout", criticality: 2)
        return RunbookCircumstances(
            alert: alert,
            target: target
                ? RunbookCircumstances.Target(
                    id: web1, name: "web1", itemClass: itemClass, dependants: dependants, services: [service],
                    health: health) : nil,
            stoppedBecause: stopped, changes: changes, underWay: underWay, lastRun: lastRun.map { noon - $0 },
            runsInHour: runs, now: noon)
    }

    private func refusals(_ things: RunbookCircumstances) -> [RunbookBound] { refusals(aRunbook(), things) }

    private func refusals(_ runbook: Runbook, _ things: RunbookCircumstances) -> [RunbookBound] {
        runbook.judge(things).refusals.map(\.bound)
    }

    @Test func `every bound is judged, and all hold when nothing is wrong`() {
        let verdicts = aRunbook().judge(things())
        #expect(verdicts.map(\.bound) == RunbookBound.allCases && verdicts.refusals.isEmpty)
        #expect(verdicts.allSatisfy { !$0.because.isEmpty })
    }

    @Test func `each bound refuses by itself, and says why`() throws {
        #expect(refusals(things(stopped: "release week")) == [.killSwitch])
        #expect(refusals(aRunbook().applying(.paused(reason: "x"), at: noon), things()) == [.runbook])
        #expect(refusals(things(alert: anAlert().applying(.cleared(at: noon), at: noon))) == [.alert])
        #expect(refusals(things(itemClass: "database")) == [.allowList])
        #expect(refusals(things(changes: ["CHG0000001"])) == [.change])
        #expect(refusals(things(underWay: "ADJ0000001")) == [.underWay])
        #expect(refusals(things(lastRun: 599)) == [.coolDown])
        #expect(refusals(things(lastRun: 600)).isEmpty)
        #expect(refusals(things(runs: 3)) == [.perHour])
        #expect(refusals(things(dependants: 5)) == [.blastRadius])
        #expect(refusals(things(target: false)) == [.allowList, .blastRadius])
        let verdict = try #require(aRunbook().judge(things(lastRun: 30)).refusals.first)
        #expect(verdict.because == "it ran on it 30 s ago; 600 s must have passed")
    }

    @Test func `guards ask for labels, severity, services and health`() {
        let major = LabelMatcher(name: "event.severity", value: "major|critical", isRegex: true)
        let other = LabelMatcher(name: "ci", value: "web2")
        #expect(refusals(aRunbook(guards: RunbookGuard(conditions: [major], items: [web1])), things()).isEmpty)
        #expect(
            refusals(aRunbook(guards: RunbookGuard(conditions: [major, other], items: [web1])), things()) == [
                .conditions
            ])
        #expect(refusals(aRunbook(guards: RunbookGuard(items: [web2])), things()) == [.allowList])
        #expect(refusals(aRunbook(guards: RunbookGuard(items: [web1], services: [blog])), things()) == [.services])
        #expect(refusals(aRunbook(guards: RunbookGuard(items: [web1], services: [checkout])), things()).isEmpty)
        #expect(refusals(aRunbook(guards: RunbookGuard(items: [web1], health: [.down])), things()) == [.health])
        let daring = RunbookGuard(items: [web1], runsDuringChange: true)
        #expect(refusals(aRunbook(guards: daring), things(changes: ["CHG0000001"])).isEmpty)
    }

    @Test func `a service that is too critical is never touched`() {
        #expect(refusals(aRunbook(mostCritical: 2), things()).isEmpty)
        #expect(refusals(aRunbook(mostCritical: 3), things()) == [.blastRadius])
    }

    @Test(arguments: [
        "ftp://ops.example.org/", "https://", "ops.example.org", "https://user:pass@ops.example.org/",
        "https://{{item}}.example.org/", "https://ops.example.org/{{secret}}", "https://ops.example.org/#x",
    ])
    func `an address that cannot be called is refused`(url: String) {
        #expect(throws: Invalid.self) { try aRunbook(url: url).terms.checked() }
    }

    @Test(arguments: ["Host", "content-length", "X Y", "X:Y", "", "X-Dienst-Signature"])
    func `a header that is not theirs to set is refused`(name: String) {
        #expect(throws: Invalid.self) { try RunbookAction.Webhook.check(name, "x", at: "headers") }
        #expect(throws: Invalid.self) { try RunbookAction.Webhook.check("X-Y", "a\r\nHost: b", at: "headers") }
    }

    @Test func `a body stays JSON and an address stays one part, whatever the values`() throws {
        let hostile = ["item": "a\"},\\\n\u{1}/../?x=1&b c%"]
        let body = RunbookTemplate.render(#"{"item":"{{ item }}","n":"{{label.n}}"}"#, hostile, .json)
        let read = try #require(try JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: String])
        #expect(read == ["item": "a\"},\\\n\u{1}/../?x=1&b c%", "n": ""])
        #expect(
            RunbookTemplate.render("/{{item}}", hostile, .url) == "/a%22%7D%2C%5C%0A%01%2F%2E%2E%2F%3Fx%3D1%26b%20c%25")
        #expect(throws: Invalid.self) { try aRunbook(body: #"{"item":{{item}} }}"#).terms.checked() }
        #expect(throws: Never.self) { try aRunbook(body: #"{"item":"{{item}}"}"#).terms.checked() }
    }

    @Test func `a runbook without an allow-list is refused`() {
        #expect(throws: Invalid.self) { try aRunbook(guards: RunbookGuard()).terms.checked() }
    }

    @Test func `the place of a webhook is read from its address`() throws {
        let place = try #require(RunbookAction.Webhook(url: "http://[FD00::1]:8080/{{item}}").place)
        #expect(place.scheme == "http" && place.host == "fd00::1" && place.port == 8080)
        #expect(RunbookAction.Webhook(url: "https://Ops.Example.org/x").place?.port == 443)
    }
}
