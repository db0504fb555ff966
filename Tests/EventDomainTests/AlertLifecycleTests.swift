import EventDomain
import Foundation
import Records
import TestSupport
import Testing

@Suite struct AlertLifecycleTests {
    private let why = Explanation(decision: "d", rule: "r", inputs: [:], outcome: "o", because: "b")
    private let change = ChangeReference(id: id(900), number: "CHG0000001")

    private func raise(at second: TimeInterval, severity: Severity = .warning) -> Alert.Raise {
        Alert.Raise(event(.raise, at: second, severity: severity), number: "ALT1", binding: model.bind([:]))
    }

    private func shelf(for seconds: TimeInterval) -> Alert.Overlay {
        Alert.Overlay(.shelf, by: id(903), named: "until the supplier calls", until: noon + seconds)
    }

    private func alert(in state: Alert.State) -> Alert {
        let firing = EventDomainTests.alert(1, on: "db1")
        switch state {
        case .firing: return firing
        case .cleared: return firing.applying(.cleared(at: noon + 60), at: noon + 60)
        case .expired: return firing.applying(.expired(at: noon + 60), at: noon + 60)
        }
    }

    private var commands: [String: Alert.Command] {
        [
            "raise-again": .raise(raise(at: 70)), "raise-later": .raise(raise(at: 4000, severity: .critical)),
            "clear": .clear(at: noon + 90), "expire": .expire(at: noon + 90),
            "mute": .mute(Alert.Mute(window: id(901), change: change), why), "release": .release(why),
            "exceed": .nameExceeded(change, why), "join": .join(situation: id(902)),
            "bind": .bind(model.bind(["ci": "web1"])), "acknowledge": .acknowledge(by: id(903), note: "on it"),
            "unacknowledge": .unacknowledge, "shelve": .shelve(shelf(for: 3600)),
            "unshelve": .lift(shelf(for: 3600), nil), "assign": .assign(Alert.Assignment(team: id(904), person: nil)),
            "comment": .comment("seen before"), "settle": .settle(.standard),
        ]
    }

    @Test(arguments: Alert.State.allCases)
    func `every state answers every command as the README says`(state: Alert.State) throws {
        let table = try LifecycleTable(readme: "Services/EventManagement/README.md", under: "Alert states")
        let subject = alert(in: state)
        for (name, command) in commands {
            guard let next = table.next[.init(state: state.rawValue, command: name)] else {
                #expect(throws: Rejection.self, "\(state) \(name)") { try subject.deciding(command, at: noon) }
                continue
            }
            let after = try subject.deciding(command, at: noon).reduce(subject) { $0.applying($1, at: noon) }
            #expect(after.state.rawValue == next, "\(state) \(name)")
        }
    }

    @Test func `only what is new becomes a fact`() throws {
        let firing = alert(in: .firing)
        #expect(try firing.deciding(.raise(raise(at: 70)), at: noon).isEmpty)
        #expect(
            try firing.deciding(.raise(raise(at: 70, severity: .critical)), at: noon).map(name) == ["severityChanged"])
        #expect(try firing.deciding(.bind(firing.binding), at: noon).isEmpty)
        #expect(try alert(in: .cleared).deciding(.clear(at: noon + 90), at: noon).isEmpty)
    }

    @Test func `coming back within fifteen minutes is the same trouble`() throws {
        let cleared = alert(in: .cleared)
        let back = try cleared.deciding(.raise(raise(at: 60 + 15 * 60)), at: noon)
        #expect(back.map(name) == ["reopened"])
        #expect(try cleared.deciding(.raise(raise(at: 61 + 15 * 60)), at: noon).map(name) == ["raised"])
        let again = back.reduce(cleared) { $0.applying($1, at: noon) }
        #expect(again.isFiring && again.reopenings == 1 && again.episodes == 1)
    }

    @Test func `a new episode leaves the old situation behind`() throws {
        let old = alert(in: .cleared).applying(.situationJoined(situation: id(5)), at: noon)
        let new = old.applying(.raised(raise: raise(at: 9999)), at: noon)
        #expect(new.situation == nil && new.episodes == 2 && new.onset == noon + 9999)
    }

    @Test func `the end lifts the mute`() throws {
        let muted = alert(in: .firing).applying(
            .suppressed(by: .init(window: id(1), change: change), why: why), at: noon)
        #expect(muted.applying(.cleared(at: noon + 9), at: noon).mute == nil)
        #expect(try muted.deciding(.release(why), at: noon).map(name) == ["released"])
    }

    @Test func `an alert is the fold of its journal`() throws {
        let facts: [Alert.Fact] = [
            .raised(raise: raise(at: 0)), .severityChanged(to: .critical, word: "page"), .cleared(at: noon + 5),
            .reopened(raise: raise(at: 9)),
        ]
        let folded = try #require(Alert.folding(id(7), facts.map { ($0, noon) }))
        #expect(folded.worstSeverity == .critical && folded.severity == .warning && folded.reopenings == 1)
        let stored = try JSONDecoder().decode(Alert.self, from: JSONEncoder().encode(folded))
        #expect(stored == folded)
    }

    @Test func `what gets worse must be seen again, what gets better need not`() throws {
        let seen = alert(in: .firing).applying(.acknowledged(by: id(903), note: nil), at: noon)
        let worse = try seen.deciding(.raise(raise(at: 5, severity: .critical)), at: noon)
        #expect(worse.map(name) == ["severityChanged", "unacknowledged"])
        #expect(Alert.explanation(of: worse[1])?.outcome == "unacknowledged")
        #expect(try seen.deciding(.raise(raise(at: 5, severity: .info)), at: noon).map(name) == ["severityChanged"])
    }

    @Test func `an acknowledgement survives a short end, not a new episode`() {
        let seen = alert(in: .firing).applying(.acknowledged(by: id(903), note: "on it"), at: noon)
        let back = [Alert.Fact.cleared(at: noon), .reopened(raise: raise(at: 9))].reduce(seen) {
            $0.applying($1, at: noon)
        }
        #expect(back.acknowledgement?.note == "on it")
        #expect(back.applying(.raised(raise: raise(at: 9999)), at: noon).acknowledgement == nil)
    }

    @Test func `the shelf outlives the end, a silence does not`() throws {
        let shelved = try alert(in: .firing).deciding(.shelve(shelf(for: 60)), at: noon)
            .reduce(alert(in: .firing)) { $0.applying($1, at: noon) }
        let silence = Alert.Overlay(.silence, by: id(905), named: "nightly backup")
        let both = shelved.applying(.muted(by: silence, why: why), at: noon)
        #expect(both.mutes.map(\.reason) == [.shelf, .silence])
        #expect(both.applying(.cleared(at: noon), at: noon).mutes.map(\.reason) == [.shelf])
        #expect(both.due(under: .standard) == noon + 60)
        #expect(try both.deciding(.settle(.standard), at: noon + 59).isEmpty)
        #expect(try both.deciding(.settle(.standard), at: noon + 60).map(name) == ["unmuted"])
    }

    @Test(arguments: [-1, 0, 31 * 86_400] as [TimeInterval])
    func `nothing is shelved into the past, or for ever`(seconds: TimeInterval) {
        #expect(throws: Rejection.self) { try alert(in: .firing).deciding(.shelve(shelf(for: seconds)), at: noon) }
    }
}
