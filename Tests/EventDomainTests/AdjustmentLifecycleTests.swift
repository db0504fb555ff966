import EventDomain
import Foundation
import Records
import TestSupport
import Testing

@Suite struct AdjustmentLifecycleTests {
    private static let why = Explanation(decision: "d", rule: "r", inputs: [:], outcome: "o", because: "b")
    private static let bad = AdjustmentReading(alert: 5, item: 5, services: 2)
    private static let fine = AdjustmentReading(alert: 0, item: 0, services: 0)

    static let commands: [String: Adjustment.Command] = [
        "refuse": .refuse([]), "rehearse": .rehearse([], request: "POST"), "admit": .admit([], by: nil),
        "decline": .decline(by: id(9), reason: "no"), "start": .start(deadline: noon + 60, bad),
        "succeed": .succeed(answer: "200"), "fail": .fail(answer: "500"), "time-out": .timeOut(answer: "late"),
        "lose": .lose(why), "restart": .restart(why), "settle": .settle(fine), "roll-back": .rollBack(why),
        "start-rollback": .startRollback(deadline: noon + 60), "end-rollback": .endRollback(answer: "200"),
        "fail-rollback": .failRollback(answer: "500"), "name-change": .nameChange("CHG0000001"),
    ]

    static func run(_ facts: [Adjustment.Fact]) throws -> Adjustment {
        let order = Adjustment.Order(
            number: "ADJ0000001", runbook: aRunbook(), alert: anAlert(), itemName: "web1", because: "a rule",
            person: nil, change: id(8))
        let asked = try #require(Adjustment.beginning(id(1), with: .asked(order: order), at: noon))
        return facts.reduce(asked) { $0.applying($1, at: noon) }
    }

    private static func run(in state: Adjustment.State) throws -> Adjustment {
        let started: [Adjustment.Fact] = [
            .admitted(verdicts: [], by: nil), .started(deadline: noon + 60, before: bad),
        ]
        let failed = started + [.failed(answer: "500"), .rollbackDecided(why: why)]
        let facts: [Adjustment.Fact] =
            switch state {
            case .proposed: []
            case .refused: [.refused(verdicts: [])]
            case .rehearsed: [.rehearsed(verdicts: [], request: "")]
            case .waiting: [.admitted(verdicts: [], by: nil)]
            case .running: started
            case .succeeded: started + [.succeeded(answer: "200")]
            case .failed: started + [.failed(answer: "500")]
            case .timedOut: started + [.timedOut(answer: "late")]
            case .unknown: started + [.lost(why: why)]
            case .rollingBack: failed
            case .rolledBack: failed + [.rolledBack(answer: "200")]
            case .rollbackFailed: failed + [.rollbackFailed(answer: "500")]
            }
        return try run(facts)
    }

    @Test(arguments: Adjustment.State.allCases)
    func `every state answers every command as the README says`(state: Adjustment.State) throws {
        let table = try LifecycleTable(readme: "Services/EventManagement/README.md", under: "Adjustment states")
        let subject = try Self.run(in: state)
        #expect(subject.state == state)
        for (name, command) in Self.commands {
            let facts = try? subject.deciding(command, at: noon)
            let after = facts.map { $0.reduce(subject) { $0.applying($1, at: noon) }.state.rawValue }
            #expect(after == table.next[.init(state: state.rawValue, command: name)], "\(state) × \(name)")
        }
    }

    @Test func `a run is over once its effect is known, and does not move after that`() throws {
        let settled = try Self.run(in: .succeeded)
        let over = try settled.deciding(.settle(Self.fine), at: noon).reduce(settled) { $0.applying($1, at: noon) }
        #expect(!settled.isOver && settled.isUnderWay && over.isOver && !over.isUnderWay && over.effect == .better)
        #expect(try over.deciding(.settle(Self.bad), at: noon).isEmpty)
        let lost = try Self.run([
            .admitted(verdicts: [], by: nil), .started(deadline: noon, before: Self.bad), .lost(why: Self.why),
            .settled(after: Self.bad, effect: .same, why: Self.why),
        ])
        #expect(try lost.deciding(.succeed(answer: "late"), at: noon).isEmpty)
    }

    @Test func `a worsening that is rolled back is over with the rollback`() throws {
        let worse = try Self.run([
            .admitted(verdicts: [], by: nil), .started(deadline: noon, before: Self.fine), .succeeded(answer: "200"),
            .settled(after: Self.bad, effect: .worse, why: Self.why), .rollbackDecided(why: Self.why),
        ])
        #expect(!worse.isOver && worse.isToBeSent && worse.isUnderWay)
        let begun = worse.applying(.rollbackStarted(deadline: noon), at: noon)
        #expect(!begun.isToBeSent && begun.isUnderWay)
        #expect(begun.applying(.rolledBack(answer: "200"), at: noon).isOver)
    }

    @Test func `anything worse is a worsening, whatever else got better`() {
        let before = AdjustmentReading(alert: 3, item: 3, services: 1)
        #expect(AdjustmentReading(alert: 0, item: 3, services: 2).effect(on: before) == .worse)
        #expect(AdjustmentReading(alert: 0, item: 3, services: 1).effect(on: before) == .better)
        #expect(before.effect(on: before) == .same)
        let reading = AdjustmentReading(alert: nil, worst: .critical, health: [.down, .degraded, .ok, .unknown])
        #expect(reading == AdjustmentReading(alert: 0, item: 6, services: 3))
    }

    @Test(arguments: Runbook.State.allCases)
    func `every state of a runbook answers every command as the README says`(state: Runbook.State) throws {
        let table = try LifecycleTable(readme: "Services/EventManagement/README.md", under: "Runbook states")
        let commands: [String: Runbook.Command] = [
            "amend": .amend(aRunbook(coolDown: 7).terms), "pause": .pause(reason: "later"), "halt": .halt(Self.why),
            "resume": .resume, "retire": .retire,
        ]
        let facts: [Runbook.State: [Runbook.Fact]] = [
            .active: [], .paused: [.paused(reason: "x")], .retired: [.retired],
        ]
        let subject = (facts[state] ?? []).reduce(aRunbook()) { $0.applying($1, at: noon) }
        for (name, command) in commands {
            let decided = try? subject.deciding(command, at: noon)
            let after = decided.map { $0.reduce(subject) { $0.applying($1, at: noon) }.state.rawValue }
            #expect(after == table.next[.init(state: state.rawValue, command: name)], "\(state) × \(name)")
        }
    }
}
