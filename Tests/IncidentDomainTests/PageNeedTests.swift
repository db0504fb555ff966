import Foundation
import IncidentDomain
import Records
import Testing

@Suite struct PageNeedTests {
    private let terms = EscalationPolicy.Terms.calling([.init(kind: .person, id: UUID())], as: "Test")

    private func page(
        of incident: Incident, _ purpose: OnCallPage.Purpose? = nil, level: Int? = nil
    ) throws -> OnCallPage {
        let why = Explanation(decision: "page", rule: "test", inputs: [:], outcome: "Test", because: "It is a test.")
        let calling = OnCallPage.Calling(for: incident, purpose, level: level, terms: terms, why: why)
        return try #require(OnCallPage.beginning(UUID(), with: .called(calling: calling), at: noon))
    }

    private func doing(_ facts: Incident.Fact..., on incident: Incident, at instant: Date = noon) -> Incident {
        facts.reduce(incident) { $0.applying($1, at: instant) }
    }

    @Test func `it calls until a person works on it, and nobody while it stands still or has ended`() throws {
        let (worker, live) = (UUID(), try page(of: anIncident(.new)))
        let needs: [Incident.State: OnCallPage.Need] = [
            .new: .call, .assigned: .call, .inProgress: .end(.takenUp), .onHold: .end(.onHold),
            .resolved: .end(.resolved), .closed: .end(.withdrawn), .cancelled: .end(.withdrawn),
        ]
        for state in Incident.State.allCases {
            let need = OnCallPage.need(of: anIncident(state), worker: worker, isReopened: false, live: live)
            #expect(need == needs[state], "\(state)")
        }
        let byMachine = OnCallPage.need(of: anIncident(.inProgress), worker: nil, isReopened: false, live: live)
        #expect(byMachine == .nothing)
    }

    @Test func `what is reopened calls anew, once, unless whoever has it reopens it`() throws {
        let back = doing(.resolved(resolution: fixed), .reopened(reason: "Again"), on: anIncident(.inProgress))
        func need(_ worker: UUID?, live: OnCallPage? = nil) -> OnCallPage.Need {
            OnCallPage.need(of: back, worker: worker, isReopened: true, live: live)
        }
        #expect(need(nil) == .callAgain && need(UUID()) == .callAgain)
        #expect(need(back.assignee) == .end(.takenUp))
        #expect(need(nil, live: try page(of: back)) == .nothing, "it calls already")
    }

    @Test func `what is handed over in the midst of work calls until somebody of the team has it`() throws {
        let team = UUID()
        let handed = doing(.assigned(team: team, person: nil, why: nil), on: anIncident(.inProgress))
        let live = try page(of: handed, level: 1)
        func need(_ incident: Incident) -> OnCallPage.Need {
            OnCallPage.need(of: incident, worker: UUID(), isReopened: false, live: live)
        }
        #expect(need(handed) == .call, "a note by the team before is no answer")
        #expect(need(doing(.assigned(team: team, person: UUID(), why: nil), on: handed)) == .end(.takenUp))
        let child = doing(.joinedParent(parent: .init(id: UUID(), number: "INC0000002")), on: handed)
        #expect(need(child) == .nothing, "it goes on with its parent")
    }

    @Test func `authority is called on while people work, unless that they do is the answer`() throws {
        let untaken = anIncident(.assigned)
        let live = try page(of: untaken, .authority, level: 1)
        #expect(live.need(of: untaken) == .nothing && live.need(of: anIncident(.onHold)) == .end(.onHold))
        #expect(live.need(of: doing(.workStarted(by: UUID()), on: untaken, at: noon + 60)) == .end(.takenUp))
        #expect(live.need(of: doing(.workStarted(by: UUID()), on: untaken, at: noon - 60)) == .nothing)
    }

    @Test func `what nobody has said otherwise of calls for P1 and P2`() throws {
        for (priority, tell) in [(1, Incident.Escalation.Telling.call), (2, .call), (3, .notice), (5, .notice)] {
            let priority = try #require(Priority(rawValue: priority))
            let incident = doing(
                .priorityOverridden(override: .init(priority: priority, reason: "Test")), on: anIncident(.assigned))
            for said in [nil, Incident.Escalation.Telling.notice, .call] {
                let up = Incident.Escalation(
                    kind: .hierarchical, tell: said, rule: nil, team: nil, informs: [UUID()], reason: "Late")
                let facts = try incident.deciding(.escalate(up, why: nil), at: noon)
                let taken = facts.reduce(incident) { $0.applying($1, at: noon) }
                #expect(taken.escalations?.last?.escalation.tell == said ?? tell)
                #expect((taken.calls(at: noon) != nil) == ((said ?? tell) == .call) && taken.calls(at: noon + 1) == nil)
            }
        }
    }

    @Test func `more people than may be called are refused, unless they get a notice`() {
        let many = (0...Incident.Escalation.mostCalled).map { _ in UUID() }
        for (tell, isRefused) in [(Incident.Escalation.Telling?.none, true), (.call, true), (.notice, false)] {
            let rules = EscalationRules(rules: [
                .init(name: "All", occasion: .noTakeUp, minutes: 5, inform: many, tell: tell)
            ])
            #expect((try? rules.check()) == nil ? isRefused : !isRefused)
        }
    }

    @Test func `a team is called by its own policy, also for priorities that it does not take by itself`() {
        let team = UUID()
        func policy(_ name: String, _ team: UUID?, _ lowest: Int) -> EscalationPolicy? {
            let terms = EscalationPolicy.Terms(
                name: name, team: team, lowestPriority: lowest, steps: terms.steps, repeats: 0)
            return EscalationPolicy.beginning(UUID(), with: .defined(terms: terms), at: noon)
        }
        let all = [policy("urgent", team, 1), policy("rest", team, 3), policy("all", nil, 5)].compactMap(\.self)
        let names = (1...5).map { EscalationPolicy.own(of: team, priority: $0, among: all)?.policy.terms.name }
        #expect(names == ["urgent", "rest", "rest", "rest", "rest"])
        #expect(EscalationPolicy.own(of: UUID(), priority: 1, among: all) == nil)
    }

    private let fixed = Incident.Resolution(code: .fixed, notes: "Restarted.")
}
