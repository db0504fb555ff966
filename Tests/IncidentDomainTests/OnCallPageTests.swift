import Foundation
import IncidentDomain
import Records
import TestSupport
import Testing

@Suite struct OnCallPageTests {
    private let ann = UUID(), ben = UUID()

    private func terms(
        steps: Int = 2, repeats: Int = 1, acknowledgement: Int? = nil
    ) -> EscalationPolicy.Terms {
        let step = EscalationPolicy.Step(targets: [.init(kind: .person, id: ann)], minutes: 5)
        return EscalationPolicy.Terms(
            name: "Web", team: nil, lowestPriority: 2, steps: Array(repeating: step, count: steps), repeats: repeats,
            acknowledgement: acknowledgement)
    }

    private func calling(_ terms: EscalationPolicy.Terms) -> OnCallPage.Calling {
        OnCallPage.Calling(
            for: anIncident(.new), policy: UUID(), terms: terms,
            why: Explanation(decision: "page", rule: "test", inputs: [:], outcome: "Web", because: "It is a test."))
    }

    private func page(_ state: OnCallPage.State, _ terms: EscalationPolicy.Terms? = nil) throws -> OnCallPage {
        let path: [OnCallPage.Fact] =
            switch state {
            case .ringing: [.rang(step: 0, round: 0, callees: [.init(person: ann)])]
            case .acknowledged: [.acknowledged(by: ben)]
            case .unanswered: [.wentUnanswered]
            case .ended: [.ended(end: .resolved)]
            }
        let facts = [OnCallPage.Fact.called(calling: calling(terms ?? self.terms()))] + path
        return try #require(OnCallPage.folding(UUID(), facts.map { (fact: $0, at: noon) }))
    }

    private func doing(_ command: OnCallPage.Command, _ page: OnCallPage, at instant: Date) throws -> OnCallPage {
        try page.deciding(command, at: instant).reduce(page) { $0.applying($1, at: instant) }
    }

    @Test func `every state takes the commands of the table, and no others`() throws {
        let table = try LifecycleTable(readme: "Services/Incident/README.md", under: "Pages")
        let commands: [(String, OnCallPage.Command)] = [
            ("ring", .ring([.init(person: ann)])), ("acknowledge", .acknowledge(by: ann)), ("lapse", .lapse),
            ("end", .end(.resolved)),
        ]
        for state in OnCallPage.State.allCases {
            for (name, command) in commands {
                let after = try? doing(command, try page(state), at: noon)
                #expect(
                    after?.state.rawValue == table.next[.init(state: state.rawValue, command: name)], "\(state) \(name)"
                )
            }
        }
    }

    @Test func `steps ring in order and again, each after its time, until nobody is left`() throws {
        var (page, rung) = (try page(.ringing), [[0, 0]])
        var now = noon
        while page.state == .ringing {
            now = try #require(page.nextAt)
            page = try doing(.ring([.init(person: ann)]), page, at: now)
            if page.state == .ringing { rung.append([page.step ?? -1, page.round]) }
        }
        #expect(rung == [[0, 0], [1, 0], [0, 1], [1, 1]] && page.state == .unanswered)
        #expect(now == noon + 4 * 300 && page.nextAt == nil && page.rings == 4)
    }

    @Test func `a step that finds nobody is not waited for`() throws {
        let page = try doing(.ring([]), try page(.ringing), at: noon + 300)
        #expect(page.step == 1 && page.nextAt == noon + 300)
    }

    @Test func `an acknowledgement without work lapses, and it begins again from the first step`() throws {
        var page = try doing(
            .acknowledge(by: ann), try page(.ringing, terms(acknowledgement: 10)), at: noon + 60)
        #expect(page.nextAt == noon + 660 && page.acknowledgedBy == [ann])
        page = try doing(.acknowledge(by: ben), page, at: noon + 120)
        #expect(page.nextAt == noon + 660 && page.acknowledgedBy == [ann, ben], "each who has it is kept")
        #expect(try page.deciding(.acknowledge(by: ben), at: noon + 130).isEmpty)
        page = try doing(.lapse, page, at: noon + 660)
        #expect(page.state == .ringing && page.acknowledgedBy.isEmpty && page.nextAt == noon + 660)
        page = try doing(.ring([.init(person: ann)]), page, at: noon + 660)
        #expect(page.step == 0 && page.round == 0 && page.rings == 2)
        #expect(page.answeredAt == noon + 60, "when it was first answered stays")
    }

    @Test func `while all whom a step would call have quiet hours it waits for the first to wake`() throws {
        let asleep = [
            OnCallPage.Callee(person: ann, quietUntil: noon + 7_200),
            OnCallPage.Callee(person: ben, quietUntil: noon + 3_600),
        ]
        let waiting = try doing(.ring(asleep), try page(.ringing), at: noon + 300)
        #expect(waiting.nextAt == noon + 3_600 && waiting.step == 0 && waiting.rings == 1)
        let awake = try doing(.ring([asleep[0], .init(person: ben)]), waiting, at: noon + 3_600)
        #expect(awake.step == 1 && awake.rings == 2)
    }

    @Test(arguments: [
        ("Europe/Berlin", "2026-07-01T21:30:00Z", "2026-07-02T05:00:00Z"),
        ("Europe/Berlin", "2026-07-01T19:30:00Z", nil),
        ("Asia/Kolkata", "2026-07-01T16:45:00Z", "2026-07-02T01:30:00Z"),
        ("Europe/Berlin", "2026-03-28T23:00:00Z", "2026-03-29T05:00:00Z"),
        ("Europe/Berlin", "2026-10-24T23:00:00Z", "2026-10-25T06:00:00Z"), ("No/Where", "2026-07-01T23:30:00Z", nil),
    ])
    func `quiet hours end by the clock of whoever is called`(zone: String, at: String, end: String?) throws {
        let quiet = QuietHours(from: 22 * 60, until: 7 * 60, urgent: 2)
        let instant = try Date(at, strategy: .iso8601)
        let expected = try end.map { try Date($0, strategy: .iso8601) }
        #expect(quiet.end(at: instant, zone: zone, priority: 3) == expected)
        #expect(quiet.end(at: instant, zone: zone, priority: 2) == nil, "what is urgent never waits")
    }

    @Test func `a team's own policy comes before everybody's, and the strictest that takes the priority first`() {
        let team = UUID()
        func policy(_ name: String, _ team: UUID?, _ lowest: Int) -> EscalationPolicy? {
            let terms = EscalationPolicy.Terms(
                name: name, team: team, lowestPriority: lowest, steps: terms().steps, repeats: 0)
            return EscalationPolicy.beginning(UUID(), with: .defined(terms: terms), at: noon)
        }
        let all = [
            policy("own urgent", team, 2), policy("own rest", team, 4), policy("all", nil, 5),
            policy("other", UUID(), 5),
        ].compactMap(\.self)
        let names = (1...5).map { EscalationPolicy.choice(among: all, team: team, priority: $0)?.policy.terms.name }
        #expect(names == ["own urgent", "own urgent", "own rest", "own rest", "all"])
        #expect(EscalationPolicy.choice(among: all, team: nil, priority: 1)?.policy.terms.name == "all")
        #expect(EscalationPolicy.choice(among: [all[0]], team: team, priority: 3) == nil)
        #expect(EscalationPolicy.choice(among: all, team: team, priority: 3)?.why.inputs["priority"] == "P3")
    }

    @Test func `terms that make no sense are refused at their field`() {
        let step = EscalationPolicy.Step(targets: [.init(kind: .webhook, id: UUID())], minutes: 5)
        let bad: [(EscalationPolicy.Terms, String)] = [
            (.init(name: "A", team: nil, lowestPriority: 6, steps: terms().steps, repeats: 0), "lowestPriority"),
            (.init(name: "A", team: nil, lowestPriority: 1, steps: [], repeats: 0), "steps"),
            (.init(name: "A", team: nil, lowestPriority: 1, steps: [step], repeats: 0), "steps.0.targets"),
            (.init(name: "A", team: nil, lowestPriority: 1, steps: terms().steps, repeats: 10), "repeats"),
        ]
        for (terms, field) in bad {
            #expect { try terms.check() } throws: { ($0 as? Invalid)?.field == field }
        }
    }
}
