import Testing

@testable import EventApp

struct `How much is folded in one turn` {
    @Test
    func `grows while turns are short and full, up to a bound`() {
        var portion = FoldPortion()
        portion.learn(folded: 10, took: .milliseconds(5))
        #expect(portion.events == 2000)
        portion.learn(folded: 2010, took: .milliseconds(100))
        #expect(portion.events == 4000)
        #expect(portion.requests == 1000)
        for _ in 0..<10 { portion.learn(folded: 100_000, took: .milliseconds(100)) }
        #expect(portion.events == 8000)
    }

    @Test
    func `shrinks when a turn keeps others waiting, down to a bound`() {
        var portion = FoldPortion()
        portion.learn(folded: 2000, took: .milliseconds(100))
        for _ in 0..<10 { portion.learn(folded: 2000, took: .seconds(2)) }
        #expect(portion.events == 2000)
        #expect(portion.requests == 500)
    }

    @Test
    func `narrows down to the one request that cannot be folded, and is as wide as before afterwards`() throws {
        var portion = FoldPortion()
        var steps = 0
        while let narrow = portion.narrowed {
            (portion, steps) = (narrow, steps + 1)
        }
        #expect(portion.requests == 1)
        #expect(steps == 3)
        portion.learn(folded: 1, took: .milliseconds(5))
        #expect(portion.requests == 500)
    }
}
