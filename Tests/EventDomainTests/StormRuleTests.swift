import EventDomain
import Foundation
import Records
import Testing

@Suite struct StormRuleTests {
    private let rule = StormRule.standard

    @Test func `a storm is more than ten times the usual, and more than a hundred a minute`() {
        #expect(!rule.isStorm(100, over: 0) && rule.isStorm(101, over: 0))
        #expect(!rule.isStorm(500, over: 50) && rule.isStorm(501, over: 50))
    }

    @Test func `it is over after five minutes with less than twice the usual in each`() {
        func over(_ perMinute: [Int], baseline: Double = 30, age: TimeInterval = 300) -> Bool {
            let counts = perMinute.enumerated().map { StormRule.Count(at: noon - Double($0) * 60, alerts: $1) }
            return rule.isOver(counts, since: noon - age, over: baseline, at: noon)
        }
        #expect(over([59, 59, 0, 59, 59, 1000]) && !over([0, 0, 0, 0, 60]))
        #expect(!over([0, 0, 0, 0, 0], age: 299))
        #expect(over([19, 19, 19, 19, 19], baseline: 0) && !over([20, 0, 0, 0, 0], baseline: 0))
    }

    private func board(_ map: SituationMap = SituationMap(model: model), isStormy: Bool = true) -> CorrelationBoard {
        var count = map.isEmpty ? 0 : 100
        return CorrelationBoard(map, rule: CorrelationRule(), isStormy: isStormy, now: noon) {
            count += 1
            return id(2000 + count)
        }
    }

    private func told(_ board: CorrelationBoard) -> [String] {
        board.steps.flatMap { step in step.facts.map(name) }.filter { $0 == "announced" || $0 == "held" }
    }

    @Test func `in a storm one situation speaks for each top cause, and the others wait with the reason`() throws {
        var first = board()
        first.fired(alert(1, on: "db1"))
        first.settle()
        first.announce(id(2001))
        first.fired(alert(2, on: "web1", severity: .critical, onset: 4000))
        first.fired(alert(3, on: "lone", onset: 4000))
        first.settle()
        #expect(told(first) == ["announced", "held", "announced"])
        let held = try #require(first.placements[id(1002)].flatMap { first.situation($0) })
        #expect(held.state == .pending && held.heldBy == id(2001) && !held.wasAnnounced)
        var later = board(first.map, isStormy: false)
        later.announce(held.id)
        #expect(told(later) == ["announced"] && later.situation(held.id)?.heldBy == nil)
    }

    @Test func `what is held and clears is told to nobody, and what speaks no more holds nothing`() throws {
        var board = board()
        board.fired(alert(1, on: "db1"))
        board.settle()
        board.announce(id(2001))
        board.fired(alert(2, on: "web1", severity: .critical, onset: 4000))
        board.fired(alert(3, on: "web2", severity: .critical, onset: 8000))
        board.settle()
        let web1 = alert(2, on: "web1").applying(.situationJoined(situation: id(2002)), at: noon)
        board.ended(web1.applying(.cleared(at: noon), at: noon))
        #expect(board.situation(id(2002))?.state == .cleared && board.situation(id(2002))?.wasAnnounced == false)
        board.ended(
            alert(1, on: "db1").applying(.situationJoined(situation: id(2001)), at: noon)
                .applying(.cleared(at: noon), at: noon))
        board.announce(id(2003))
        #expect(board.situation(id(2003))?.state == .open)
        board.fired(web1)
        board.settle()
        #expect(board.situation(id(2002))?.state == .open && board.situation(id(2002))?.wasAnnounced == true)
    }

    @Test func `of what names neither item nor service one speaks for each integration`() {
        var board = board()
        for number in 1...3 {
            let raise = Alert.Raise(
                event(.raise, at: 0, check: "Check\(number)"), number: "ALT\(number)", binding: model.bind([:]))
            if let alert = Alert.beginning(id(1000 + number), with: .raised(raise: raise), at: noon) {
                board.fired(alert)
            }
        }
        board.fired(alert(9, on: nil, labels: ["service": "Blog"]))
        board.settle()
        #expect(told(board).sorted() == ["announced", "announced", "held", "held"])
    }
}
