import EventDomain
import Foundation
import Records
import TestSupport
import Testing

@Suite struct SituationLifecycleTests {
    private let why = Explanation(decision: "d", rule: "r", inputs: [:], outcome: "o", because: "b")

    private func situation(in state: Situation.State) throws -> Situation {
        var board = CorrelationBoard(SituationMap(model: model), rule: CorrelationRule(), now: noon) { id(1) }
        board.fired(alert(1, on: "web1"))
        let pending = try #require(board.situation(id(1)))
        let facts: [Situation.Fact] =
            switch state {
            case .pending: []
            case .open: [.announced(why: why)]
            case .cleared: [.announced(why: why), .alertsCleared(alerts: [id(1001)]), .cleared]
            case .merged: [.merged(into: id(2), why: why)]
            }
        return facts.reduce(pending) { $0.applying($1, at: noon) }
    }

    @Test(arguments: Situation.State.allCases)
    func `every state answers every command as the README says`(state: Situation.State) throws {
        let table = try LifecycleTable(readme: "Services/EventManagement/README.md", under: "Situation states")
        let subject = try situation(in: state)
        #expect(subject.state == state)
        let after = try subject.deciding(.announce(why), at: noon).reduce(subject) { $0.applying($1, at: noon) }
        #expect(after.state.rawValue == table.next[.init(state: state.rawValue, command: "announce")])
    }

    @Test func `what was merged before others heard of it was never announced`() throws {
        #expect(try !situation(in: .merged).wasAnnounced)
        #expect(try situation(in: .cleared).wasAnnounced)
    }
}
