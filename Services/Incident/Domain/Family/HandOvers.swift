import Foundation
import Records

/// The teams an incident went through, in their order.
package struct HandOvers: Equatable, Sendable {
    package struct Stint: Equatable, Sendable {
        package let team: UUID
        package let from: Date
        package let until: Date?
    }

    package let stints: [Stint]

    package init(_ moments: some Sequence<ServiceLevelMoment>, end: Date?) {
        var stints: [Stint] = []
        for moment in moments {
            guard case .handed(let team?) = moment.event, team != stints.last?.team else { continue }
            let at = Date(milliseconds: moment.at)
            if let last = stints.popLast() { stints.append(Stint(team: last.team, from: last.from, until: at)) }
            stints.append(Stint(team: team, from: at, until: end))
        }
        self.stints = stints
    }

    /// How often it was handed from one team to another.
    package var hops: Int { max(stints.count - 1, 0) }

    /// It came back to a team that had given it away, twice or more: nobody feels responsible.
    package var isPingPong: Bool {
        stints.count - Set(stints.map(\.team)).count >= 2
    }
}
