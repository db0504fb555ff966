import Foundation
import IncidentDomain
import Records
import TestSupport
import Testing

@Suite struct IncidentLifecycleTests {
    @Test func `every state answers every command as the README's table says`() throws {
        let table = try LifecycleTable(readme: "Services/Incident/README.md")
        for state in Incident.State.allCases {
            for (name, command) in commands {
                let incident = anIncident(state)
                let expected = table.next[.init(state: state.rawValue, command: name)]
                let facts = try? incident.deciding(command, at: noon)
                let reached = facts.map { $0.reduce(incident) { $0.applying($1, at: noon) }.state.rawValue }
                #expect(reached == expected, "\(state) × \(name)")
            }
        }
    }

    @Test func `monitoring's recovery resolves an open incident and says so once`() throws {
        let cleared = Incident.Resolution(code: .monitoringCleared, notes: "All alerts cleared.")
        #expect(try anIncident(.new).deciding(.resolve(cleared), at: noon) == [.resolved(resolution: cleared)])
        #expect(try anIncident(.resolved).deciding(.resolve(cleared), at: noon) == [])
    }

    @Test func `waiting for the caller needs a question`() {
        let hold = Incident.Hold(reason: .caller, note: nil, until: nil)
        #expect(throws: Rejection.self) { try anIncident(.inProgress).deciding(.hold(hold), at: noon) }
    }

    @Test func `the caller's answer ends waiting for the caller, and no other waiting`() throws {
        let asked = Incident.Hold(reason: .caller, note: "Which printer?", until: nil)
        let waiting = anIncident(.inProgress).applying(.held(hold: asked), at: noon)
        #expect(try waiting.deciding(.hearReply, at: noon) == [.resumed])
        #expect(try anIncident(.onHold).deciding(.hearReply, at: noon) == [])
    }

    @Test func `the end of what is awaited ends waiting for that, and no other waiting`() throws {
        let (problem, change) = (UUID(), UUID())
        func held(_ hold: Incident.Hold) -> Incident {
            [.linked(problem: problem), .held(hold: hold)].reduce(anIncident(.inProgress)) { $0.applying($1, at: noon) }
        }
        let (one, other) = (
            held(.init(reason: .problem, note: nil, until: nil)),
            held(.init(reason: .change, note: nil, until: nil, change: change))
        )
        #expect(try one.deciding(.hearEnd(of: .problem(problem)), at: noon) == [.resumed])
        #expect(try other.deciding(.hearEnd(of: .change(change)), at: noon) == [.resumed])
        for awaited in [Incident.Awaited.problem(UUID()), .change(change), .change(problem)] {
            #expect(try one.deciding(.hearEnd(of: awaited), at: noon) == [])
        }
        #expect(try other.deciding(.hearEnd(of: .problem(problem)), at: noon) == [])
    }

    @Test func `a follow-up in the past is refused`() {
        let hold = Incident.Hold(reason: .supplier, note: nil, until: noon)
        #expect(throws: Rejection.self) { try anIncident(.inProgress).deciding(.hold(hold), at: noon) }
    }

    @Test func `a workaround reaches an incident once per edition`() throws {
        let first = aWorkaround(edition: 1)
        let told = anIncident(.inProgress).applying(.workaroundOffered(workaround: first), at: noon)
        #expect(try told.deciding(.offer(first), at: noon) == [])
        let revised = aWorkaround(edition: 2)
        #expect(try told.deciding(.offer(revised), at: noon) == [.workaroundOffered(workaround: revised)])
    }

    @Test func `an override keeps the computed priority beside it`() throws {
        let assessed = anIncident(.new).applying(
            .prioritised(assessment: .ofReport(service: nil, urgency: .low)), at: noon)
        let override = Incident.PriorityOverride(priority: .critical, reason: "The board is watching.")
        let overridden = assessed.applying(.priorityOverridden(override: override), at: noon)
        #expect(overridden.priority == .critical)
        #expect(overridden.assessment?.priority == .planning)
        #expect(overridden.applying(.overrideWithdrawn, at: noon).priority == .planning)
    }

    @Test func `the same sighting changes nothing`() throws {
        let sighting = aSighting("db-1")
        let assessment = Assessment.ofSituation([], severity: .critical)
        let seen = [Incident.Fact.sighted(sighting: sighting), .prioritised(assessment: assessment)]
            .reduce(anIncident(.new)) { $0.applying($1, at: noon) }
        #expect(try seen.deciding(.follow(sighting, assessment), at: noon) == [])
        #expect(
            try seen.deciding(.follow(aSighting("switch-1"), assessment), at: noon) == [
                .sighted(sighting: aSighting("switch-1"))
            ])
    }

    private let commands: [(String, Incident.Command)] = [
        ("assign", .assign(team: UUID(), person: nil)),
        ("explain-breach", .explainBreach(aBreachReason())),
        ("start-work", .startWork(by: UUID())),
        ("hold", .hold(Incident.Hold(reason: .supplier, note: "Part ordered.", until: nil))),
        ("resume", .resume), ("hear-end", .hearEnd(of: .problem(UUID()))),
        ("resolve", .resolve(Incident.Resolution(code: .fixed, notes: "Restarted."))),
        ("reopen", .reopen(reason: "It is back.")),
        ("hear-reply", .hearReply),
        ("close", .close),
        ("cancel", .cancel(reason: "Not an incident.")),
        ("note", .note(text: "Called the supplier.")),
        ("override-priority", .overridePriority(.init(priority: .high, reason: "VIP"))),
        ("follow", .follow(aSighting("db-1"), Assessment.ofSituation([], severity: .major))),
        ("offer", .offer(aWorkaround(edition: 1))),
        ("add-affected", .addAffected([UUID()])), ("flag", .flag(.security)), ("link", .link(problem: UUID())),
        ("grow-older", .growOlder), ("find-gap", .findGap(aGap())),
        ("categorise", .categorise(IncidentCategory(path: ["Network"]))),
        ("add-item", .addItem(.init(item: UUID(), role: .affected))), ("remove-item", .removeItem(UUID())),
        ("add-task", .addTask(IncidentTask(id: UUID(), title: "Test the fail-over", given: .init()))),
        ("give-task", .giveTask(aTask.id, to: .init(person: UUID()))),
        ("finish-task", .finishTask(aTask.id, note: "They send a part.")),
        ("drop-task", .dropTask(aTask.id, reason: "It runs again.")),
        ("join", .join(.init(id: UUID(), number: "INC0000002"))), ("leave", .leave(reason: "It is another.")),
        (
            "escalate",
            .escalate(
                .init(kind: .hierarchical, rule: nil, team: nil, informs: [UUID()], reason: "The board asks."), why: nil
            )
        ),
    ]
}

@Suite struct AssessmentTests {
    @Test(arguments: [
        (1, Assessment.HurtService.Observed.down, Impact.high), (2, .down, .high), (3, .down, .medium),
        (4, .down, .low),
        (1, .degraded, .medium), (2, .degraded, .medium), (3, .degraded, .low), (4, .degraded, .low),
    ])
    func `impact comes from criticality and what is observed`(
        criticality: Int, observed: Assessment.HurtService.Observed, impact: Impact
    ) {
        #expect(Assessment.ofSituation([aService(criticality, observed)], severity: .major).impact == impact)
    }

    @Test func `a critical alert that takes the most critical service down is P1, and says why`() {
        let assessment = Assessment.ofSituation([aService(1, .down)], severity: .critical)
        #expect(assessment.priority == .critical)
        #expect(assessment.why.outcome == "P1")
        #expect(assessment.why.because.contains("Shop (criticality 1) is down."))
    }

    @Test func `money at stake raises urgency by one step`() {
        let cheap = Assessment.ofSituation([aService(3, .down, value: 100)], severity: .warning)
        let dear = Assessment.ofSituation([aService(3, .down, value: 50_000)], severity: .warning)
        #expect(cheap.urgency == .low)
        #expect(dear.urgency == .medium)
        #expect(dear.priority > cheap.priority)
    }

    @Test func `a worse service never lowers the priority`() {
        for severity in Assessment.Severity.allCases {
            for criticality in 1...4 {
                let one = Assessment.ofSituation([aService(criticality, .degraded)], severity: severity)
                let more = Assessment.ofSituation(
                    [aService(criticality, .degraded), aService(1, .down)], severity: severity)
                #expect(more.priority >= one.priority)
            }
        }
    }

    @Test func `the matrix is total and monotone`() {
        for impact in Impact.allCases {
            for urgency in Urgency.allCases {
                let here = Priority(impact: impact, urgency: urgency)
                for worse in Impact.allCases where worse > impact {
                    #expect(Priority(impact: worse, urgency: urgency) >= here)
                }
                for sooner in Urgency.allCases where sooner > urgency {
                    #expect(Priority(impact: impact, urgency: sooner) >= here)
                }
            }
        }
    }
}
