import EventDomain
import Foundation
import Testing

@Suite struct PulseTests {
    private func hear(_ events: [Event]) -> (pulse: Pulse, news: [Pulse.News]) {
        var pulse = Pulse(firstSeen: noon + 10_000, lastSeen: noon - 10_000)
        let news = events.map { pulse.hear($0) }
        return (pulse, news)
    }

    @Test func `the same again is no news`() {
        let (pulse, news) = hear([event(.raise, at: 0), event(.raise, at: 5), event(.raise, at: 10)])
        #expect(news == [.fires, .repeats, .repeats])
        #expect(pulse.events == 3)
        #expect(pulse.lastSeen == noon + 10)
    }

    @Test func `another severity is news`() {
        let (pulse, news) = hear([event(.raise, at: 0, severity: .warning), event(.raise, at: 5, severity: .critical)])
        #expect(news == [.fires, .fires])
        #expect(pulse.severity == .critical)
    }

    @Test func `a late raise does not wake what has cleared`() {
        let (pulse, news) = hear([event(.raise, at: 5), event(.clear, at: 10), event(.raise, at: 7)])
        #expect(news == [.fires, .clears, .late])
        #expect(!pulse.isFiring)
    }

    @Test func `a late clear does not end a newer raise`() {
        let (pulse, news) = hear([
            event(.raise, at: 0), event(.clear, at: 5), event(.raise, at: 10), event(.clear, at: 7),
        ])
        #expect(news == [.fires, .clears, .fires, .late])
        #expect(pulse.isFiring)
    }

    @Test func `at the same instant the clear comes after the raise`() {
        #expect(hear([event(.clear, at: 5), event(.raise, at: 5)]).news == [.orphan, .firedAndCleared])
        #expect(hear([event(.raise, at: 5), event(.clear, at: 5)]).news == [.fires, .clears])
    }

    @Test func `an orphan clear opens nothing`() {
        let (pulse, news) = hear([event(.clear, at: 5)])
        #expect(news == [.orphan])
        #expect(!pulse.isFiring)
    }

    @Test func `an end before the start of what fires now speaks of an older time`() {
        let (pulse, news) = hear([event(.raise, at: 100, source: 90), event(.clear, at: 101, source: 50)])
        #expect(news == [.fires, .late])
        #expect(pulse.isFiring)
    }

    @Test func `a source whose clock is behind is still understood`() {
        let (pulse, news) = hear([event(.raise, at: 100, source: 10), event(.clear, at: 130, source: 40)])
        #expect(news == [.fires, .clears])
        #expect(!pulse.isFiring)
    }

    @Test func `silence ends an alert and the next raise wakes it`() {
        var pulse = hear([
            event(.raise, at: 0, source: 0, expires: 12), event(.clear, at: 5, source: 5),
            event(.raise, at: 9, source: 8, expires: 20),
        ]).pulse
        pulse.expire()
        #expect(!pulse.isFiring)
        #expect(pulse.hear(event(.raise, at: 30, source: 8)) == .fires)
    }

    @Test func `seven deliveries in any order end the same`() {
        let story = [
            event(.raise, at: 0, severity: .warning), event(.raise, at: 10, severity: .critical), event(.clear, at: 20),
            event(.raise, at: 30, severity: .minor), event(.clear, at: 40), event(.raise, at: 50),
            event(.raise, at: 60),
        ]
        var generator = SplitMix(state: 7)
        let truth = hear(story).pulse
        for length in 1...story.count {
            let told = Array(story.prefix(length))
            let expected = hear(told).pulse
            for _ in 0..<200 {
                let pulse = hear(told.shuffled(using: &generator)).pulse
                #expect(pulse.isFiring == expected.isFiring)
                #expect(pulse.severity == expected.severity)
                #expect(pulse.newestRaise == expected.newestRaise)
                #expect(pulse.newestClear == expected.newestClear)
                #expect(pulse.events == expected.events)
            }
        }
        #expect(truth.isFiring)
    }

    @Test func `random stories end the same in any order`() {
        var generator = SplitMix(state: 42)
        for _ in 0..<500 {
            let story = (0..<Int.random(in: 1...9, using: &generator)).map { _ in
                let second = Double(Int.random(in: 0...6, using: &generator))
                let isRaise = Bool.random(using: &generator)
                return event(
                    isRaise ? .raise : .clear, at: second, severity: isRaise ? .critical : .unknown, source: second - 1)
            }
            let one = hear(story).pulse
            let other = hear(story.shuffled(using: &generator)).pulse
            #expect(one.isFiring == other.isFiring)
            #expect(one.newestRaise == other.newestRaise && one.newestClear == other.newestClear)
        }
    }
}

/// A small generator with a seed, so that a failure can be seen again.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
