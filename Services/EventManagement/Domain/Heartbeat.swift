import Foundation
import Records

/// A job, or another sender, that is expected to be heard of regularly.
package struct Heartbeat: Codable, Equatable, Sendable {
    package enum State: String, Codable, CaseIterable, Sendable { case new, up, down, paused }

    /// Why it is down.
    package enum Cause: String, Codable, CaseIterable, Sendable {
        /// It was not heard of in time.
        case silent
        /// It began a run and did not end it in time.
        case unfinished
        /// It said so.
        case failed
    }

    package let id: UUID
    package let integration: UUID
    /// Its address: whoever knows it may ping.
    package let ping: UUID
    package internal(set) var plan: HeartbeatPlan
    package internal(set) var state: State
    package internal(set) var since: Date
    package internal(set) var cause: Cause?
    package internal(set) var createdAt: Date
}

extension Heartbeat: Lifecycle {
    package static let kind = "heartbeat"

    package enum Command: Equatable, Sendable {
        case configure(HeartbeatPlan)
        case pause, resume
        case succeed
        case miss(Cause)
    }

    package enum Fact: Codable, Equatable, Sendable {
        case created(integration: UUID, ping: UUID, plan: HeartbeatPlan)
        case configured(HeartbeatPlan)
        case paused, resumed
        case cameUp
        case wentDown(Cause)
    }

    package func deciding(_ command: Command, at now: Date) throws(Rejection) -> [Fact] {
        switch command {
        case .configure(let wanted): wanted == plan ? [] : [.configured(wanted)]
        case .pause: state == .paused ? [] : [.paused]
        case .resume: state == .paused ? [.resumed] : []
        case .succeed: state == .up ? [] : [.cameUp]
        case .miss(let cause): state == .down || state == .paused ? [] : [.wentDown(cause)]
        }
    }

    package func applying(_ fact: Fact, at instant: Date) -> Heartbeat {
        var next = self
        switch fact {
        case .created: return self
        case .configured(let plan): next.plan = plan
        case .paused: next.enter(.paused, at: instant)
        case .resumed: next.enter(.new, at: instant)
        case .cameUp: next.enter(.up, at: instant)
        case .wentDown(let cause):
            next.enter(.down, at: instant)
            next.cause = cause
        }
        return next
    }

    private mutating func enter(_ state: State, at instant: Date) {
        self.state = state
        since = instant
        cause = nil
    }

    package static func beginning(_ id: UUID, with fact: Fact, at instant: Date) -> Heartbeat? {
        guard case .created(let integration, let ping, let plan) = fact else { return nil }
        return Heartbeat(
            id: id, integration: integration, ping: ping, plan: plan, state: .new, since: instant, createdAt: instant)
    }
}

/// What a ping says.
package enum Beat: Equatable, Sendable {
    case success, start, log
    /// A job's exit code beside 0; nil for a plain failure.
    case fail(code: Int?)

    /// Reads the last word of a ping's address; nil for none that is known.
    package init?(word: String) {
        switch word {
        case "start": self = .start
        case "fail": self = .fail(code: nil)
        case "log": self = .log
        default:
            guard let code = Int(word), (0...255).contains(code), word.count <= 3 else { return nil }
            self = code == 0 ? .success : .fail(code: code)
        }
    }

    package var name: String {
        switch self {
        case .success: "success"
        case .start: "start"
        case .log: "log"
        case .fail: "fail"
        }
    }
}
