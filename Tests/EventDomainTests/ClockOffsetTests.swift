import EventDomain
import Foundation
import Testing

@Suite struct ClockOffsetTests {
    private func offset(_ delays: [TimeInterval]) -> ClockOffset {
        var offset = ClockOffset()
        for delay in delays { offset.note(said: noon, heard: noon + delay) }
        return offset
    }

    @Test func `a clock that is steadily off is corrected by the median`() {
        let jitter = (0..<60).map { Double($0 % 5) }
        #expect(offset(jitter.map { 90 + $0 }).correction == 92)
        #expect(offset(jitter.map { -600 + $0 }).correction == -598)
    }

    @Test func `transport, too few events and a backlog are no wrong clock`() {
        #expect(offset(Array(repeating: 20, count: 60)).correction == nil)
        #expect(offset(Array(repeating: 90, count: 19)).correction == nil)
        #expect(offset((0..<100).map { Double(3600 - $0 * 30) }).correction == nil)
    }

    @Test func `only the newest hundred count`() {
        let mended = offset(Array(repeating: 90, count: 200) + Array(repeating: 1, count: 100))
        #expect(mended.correction == nil && mended.delays.count == 100)
    }

    @Test func `a correction moves onset and end, never the order, never into our future`() {
        var raise = event(.raise, at: 100, heard: 130)
        raise.sourceTime = noon + 10
        let moved = raise.corrected(by: 60)
        #expect(moved.onset == noon + 70 && moved.occurredAt == noon + 70 && moved.moment == raise.moment)
        #expect(raise.corrected(by: 600).onset == noon + 130)
        #expect(raise.corrected(by: nil) == raise)
    }
}
