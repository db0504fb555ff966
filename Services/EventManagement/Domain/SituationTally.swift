import Foundation

extension Situation {
    /// How many alerts of each severity a situation has, so that nobody need read them all; by rank, `unknown` first.
    package struct Tally: Codable, Equatable, Sendable {
        package private(set) var firing = [Int](repeating: 0, count: Severity.allCases.count)
        package private(set) var all = [Int](repeating: 0, count: Severity.allCases.count)

        mutating func add(_ member: Member) { count(member, 1) }

        mutating func remove(_ member: Member) { count(member, -1) }

        private mutating func count(_ member: Member, _ change: Int) {
            all[member.severity.rank] += change
            if member.isFiring { firing[member.severity.rank] += change }
        }

        static func worst(_ counts: [Int]) -> Severity? {
            zip(Severity.allCases, counts).reversed().first { $0.1 > 0 }?.0
        }
    }
}
