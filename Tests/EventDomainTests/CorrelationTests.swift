import EventDomain
import Foundation
import Records
import Testing

@Suite struct CorrelationTests {
    private func board(
        _ situations: [Situation] = [], holdOff: TimeInterval = 2, at now: Date = noon
    ) -> CorrelationBoard {
        var map = SituationMap(model: model)
        for situation in situations { map.put(situation, version: 1) }
        var count = situations.count
        return CorrelationBoard(map, rule: CorrelationRule(holdOff: holdOff), now: now) {
            count += 1
            return id(2000 + count)
        }
    }

    private func names(_ board: CorrelationBoard) -> [[String]] {
        board.steps.map { step in step.facts.map(name) }
    }

    @Test func `dependent items make one situation, named by the deepest`() throws {
        var board = board()
        board.fired(alert(1, on: "web1"))
        board.fired(alert(2, on: "web2"))
        board.fired(alert(3, on: "db1", onset: 20))
        board.settle()
        let home = try #require(board.placements[id(1003)].flatMap { board.situation($0) })
        #expect(home.members.count == 3)
        #expect(home.cause.item == db1)
        #expect(home.cause.why.because.contains("2 of the other 2 alerting items need it"))
        #expect(board.opened == [home.id] && Set(board.placements.values) == [home.id])
    }

    @Test func `any order of arrival names the same cause`() throws {
        let alerts = [
            alert(1, on: "web1"), alert(2, on: "web2", onset: 3), alert(3, on: "db1", onset: 5),
            alert(4, on: "san1", onset: 9),
        ]
        var generator = SplitMix(state: 3)
        for _ in 0..<50 {
            var board = board()
            for alert in alerts.shuffled(using: &generator) { board.fired(alert) }
            board.settle()
            let live = Set(board.placements.values).compactMap { board.situation($0) }.filter(\.isLive)
            #expect(live.count == 1)
            #expect(live.first?.cause.item == san1)
            #expect(live.first?.hurt.map(\.service) == [checkout, orders])
        }
    }

    @Test func `strangers stay apart`() throws {
        var board = board()
        board.fired(alert(1, on: "web1"))
        board.fired(alert(2, on: "lone"))
        board.fired(alert(3, on: nil, labels: ["service": "Blog"]))
        #expect(Set(board.placements.values).count == 3)
    }

    @Test func `what began too far apart has another cause`() throws {
        var board = board()
        board.fired(alert(1, on: "web1"))
        board.fired(alert(2, on: "db1", onset: 301))
        #expect(Set(board.placements.values).count == 2)
    }

    @Test func `a chain ends after half an hour`() throws {
        var board = board()
        for step in 0...8 { board.fired(alert(step, on: "db1", onset: Double(step) * 240)) }
        #expect(Set(board.placements.values).count == 2)
    }

    @Test func `where nothing deeper could be the cause others hear at once`() throws {
        var board = board()
        board.fired(alert(1, on: "san1"))
        board.fired(alert(2, on: "lone"))
        board.settle()
        #expect(names(board) == [["opened", "announced"], ["opened", "announced"]])
    }

    @Test func `where something deeper could be the cause others hear after the hold-off`() throws {
        var board = board()
        board.fired(alert(1, on: "web1"))
        board.settle()
        #expect(names(board) == [["opened"]])
        #expect(board.situation(id(2001))?.state == .pending)
    }

    @Test func `critical on a vital service does not wait`() throws {
        var board = board()
        board.fired(alert(1, on: "web1", severity: .critical))
        board.settle()
        #expect(board.situation(id(2001))?.state == .open)
    }

    @Test func `all clear is told after the opening was told`() throws {
        var board = board()
        let firing = alert(1, on: "web1").applying(.situationJoined(situation: id(2001)), at: noon)
        board.fired(alert(1, on: "web1"))
        board.ended(firing.applying(.cleared(at: noon + 1), at: noon))
        board.settle()
        #expect(names(board) == [["opened", "announced"], ["alertsCleared", "cleared"]])
        #expect(board.situation(id(2001))?.state == .cleared)
    }

    @Test func `it opens again when its alert comes back`() throws {
        var first = board()
        first.fired(alert(1, on: "lone"))
        first.settle()
        let member = alert(1, on: "lone").applying(.situationJoined(situation: id(2001)), at: noon)
        first.ended(member.applying(.cleared(at: noon + 60), at: noon))
        let cleared = try #require(first.situation(id(2001)))
        var second = board([cleared], at: noon + 120)
        second.fired(member)
        #expect(names(second) == [["reopened", "alertsJoined"]])
        #expect(second.situation(id(2001))?.state == .open)
    }

    @Test func `members of a merged situation clear in the survivor`() throws {
        var board = board()
        board.fired(alert(1, on: "web1"))
        board.fired(alert(2, on: "web2"))
        board.fired(alert(3, on: "db1"))
        let moved = alert(2, on: "web2").applying(.situationJoined(situation: id(2002)), at: noon)
        board.ended(moved.applying(.cleared(at: noon + 5), at: noon))
        #expect(board.situation(id(2001))?.firing == 2)
    }

    @Test func `a situation is the fold of its journal`() throws {
        var board = board()
        for (count, item) in ["web1", "web2", "db1", "san1"].enumerated() { board.fired(alert(count, on: item)) }
        board.settle()
        let home = try #require(board.opened.first)
        var facts = board.steps.flatMap(\.facts)
        #expect(Situation.folding(home, facts.map { ($0, noon) }) == board.situation(home))
        var next = CorrelationBoard(board.wrote([home: facts.count]), rule: CorrelationRule(), now: noon) { id(3000) }
        next.fired(alert(9, on: "db1", onset: 30).applying(.situationJoined(situation: home), at: noon))
        next.ended(alert(1, on: "web2").applying(.situationJoined(situation: home), at: noon))
        next.settle()
        facts += next.steps.flatMap(\.facts)
        #expect(Situation.folding(home, facts.map { ($0, noon) }) == next.situation(home))
        let rows = next.steps.map { step in
            step.facts.reduce(step.before ?? Situation.folding(home, [])) { $0?.applying($1, at: noon) }
        }
        #expect(rows.last??.head == next.situation(home)?.head)
    }
}
