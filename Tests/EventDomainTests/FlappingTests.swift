import EventDomain
import Foundation
import Testing

@Suite struct FlappingTests {
    /// The newest `k` of the twenty possible changes, the rest stable.
    private func newest(_ k: Int) -> [Bool] { (0..<20).map { $0 >= 20 - k } }

    @Test(arguments: [
        (1, 6.25, 5.9), (2, 12.37, 11.7), (3, 18.36, 17.4), (4, 24.21, 23.0), (5, 29.93, 28.5), (6, 35.53, 33.9),
    ])
    func `the published formulas give the published figures`(k: Int, nagios: Double, icinga: Double) {
        #expect(abs(FlapPercentage.nagios(newest(k)) - nagios) < 0.006)
        #expect(abs(FlapPercentage.icinga(newest(k)) - icinga) < 0.006)
    }

    @Test func `all changes, and one at the far end`() {
        #expect(abs(FlapPercentage.nagios(newest(20)) - 100) < 1e-9)
        #expect(abs(FlapPercentage.nagios((0..<20).map { $0 == 0 }) - 3.75) < 1e-9)
        #expect(abs(FlapPercentage.icinga((0..<20).map { $0 == 0 }) - 4) < 1e-9)
        #expect(FlapPercentage.nagios([]) == 0)
        #expect(abs(FlapPercentage.nagios([true]) - 6.25) < 1e-9)
    }

    private let rule = FlapRule.standard

    private func changes(_ minutes: [Double]) -> [Date] { minutes.map { noon + $0 * 60 } }

    @Test func `five changes in half an hour flap, four do not, nor five old ones`() {
        #expect(rule.begins(changes([0, 2, 4, 6, 8]), at: noon + 8 * 60))
        #expect(!rule.begins(changes([2, 4, 6, 8]), at: noon + 8 * 60))
        #expect(!rule.begins(changes([0, 2, 4, 6, 8]), at: noon + 29 * 60))
        #expect(!rule.begins(changes([0, 10, 20, 31, 40]), at: noon + 40 * 60))
    }

    @Test func `a change weighs less the older it is`() {
        #expect(abs(rule.score(changes([0]), at: noon) - 1.25) < 1e-9)
        #expect(abs(rule.score(changes([0]), at: noon + 30 * 60) - 0.75) < 1e-9)
        #expect(rule.score(changes([0]), at: noon + 31 * 60) == 0)
    }

    @Test func `a quarter of an hour without a change ends it`() {
        #expect(!rule.isOver(after: noon, at: noon + 14 * 60))
        #expect(rule.isOver(after: noon, at: noon + 15 * 60))
    }
}
