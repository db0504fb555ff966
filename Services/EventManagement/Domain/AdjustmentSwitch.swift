import Foundation
import Records

/// The kill switch of all runbooks. There is one.
package struct AdjustmentSwitch: Codable, Equatable, Sendable {
    package enum State: String, Codable, CaseIterable, Sendable { case stopped, released }

    package static let only = UUID(uuid: (0, 0, 0, 0, 0, 0, 0x70, 0, 0x80, 0, 0, 0, 0, 0, 0, 1))

    package let id: UUID
    package internal(set) var state: State
    package internal(set) var reason: String?
    package internal(set) var since: Date

    /// Why nothing may run; nil while it may.
    package var stoppedBecause: String? { state == .stopped ? reason ?? "no reason given" : nil }
}

extension AdjustmentSwitch: Lifecycle {
    package static let kind = "adjustment-switch"

    package enum Command: Equatable, Sendable {
        case stop(reason: String)
        case release
    }

    package enum Fact: Codable, Equatable, Sendable {
        case stopped(reason: String)
        case released
    }

    package func deciding(_ command: Command, at now: Date) throws(Rejection) -> [Fact] {
        switch (state, command) {
        case (.released, .stop(let reason)): [.stopped(reason: reason)]
        case (.stopped, .release): [.released]
        case (.stopped, .stop), (.released, .release): []
        }
    }

    package func applying(_ fact: Fact, at instant: Date) -> AdjustmentSwitch {
        switch fact {
        case .stopped(let reason): AdjustmentSwitch(id: id, state: .stopped, reason: reason, since: instant)
        case .released: AdjustmentSwitch(id: id, state: .released, reason: nil, since: instant)
        }
    }

    package static func beginning(_ id: UUID, with fact: Fact, at instant: Date) -> AdjustmentSwitch? {
        guard case .stopped(let reason) = fact else { return nil }
        return AdjustmentSwitch(id: id, state: .stopped, reason: reason, since: instant)
    }
}
