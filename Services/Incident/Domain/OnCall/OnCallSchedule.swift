import Foundation
import Records

/// A schedule of who is on call. Its journal says who was on call at any instant of the past, whatever was changed since.
package struct OnCallSchedule: Lifecycle {
    package static let kind = "on_call_schedule"

    package enum State: String, Codable, CaseIterable, Sendable { case active, retired }

    package let id: UUID
    package internal(set) var name: String
    /// Whose outages it is for; nil for no team.
    package internal(set) var team: UUID?
    package internal(set) var plan: OnCallPlan
    package internal(set) var state: State
    package let definedAt: Date

    package enum Command: Equatable, Sendable {
        case amend(name: String, team: UUID?, zone: String, layers: [OnCallLayer])
        case except([OnCallException])
        case withdraw(UUID)
        case retire
    }

    package enum Fact: Codable, Equatable, Sendable {
        case defined(name: String, team: UUID?, plan: OnCallPlan)
        case amended(name: String, team: UUID?, zone: String, layers: [OnCallLayer])
        case excepted(exceptions: [OnCallException])
        case withdrawn(exception: UUID)
        case retired
    }

    /// Exceptions that are kept at a time; those that ended more than 90 days before are only in the journal.
    package static let mostExceptions = 1_000
    private static let keptFor: TimeInterval = 90 * 86_400

    package func deciding(_ command: Command, at now: Date) throws(Rejection) -> [Fact] {
        guard state == .active else { throw Rejection("The schedule \(name) is retired.", code: "retired") }
        switch command {
        case .amend(let name, let team, let zone, let layers):
            let isSame = name == self.name && team == self.team && zone == plan.zone && layers == plan.layers
            return isSame ? [] : [.amended(name: name, team: team, zone: zone, layers: layers)]
        case .except(let exceptions):
            for exception in exceptions {
                guard exception.from < exception.until, exception.until > now else {
                    throw Rejection("It must end after it begins, and in the future.", code: "bad_time")
                }
                guard exception.instead != exception.by else {
                    throw Rejection("Nobody relieves themselves.", code: "same_person")
                }
            }
            guard plan.exceptions.count + exceptions.count <= Self.mostExceptions else {
                throw Rejection("At most \(Self.mostExceptions) exceptions.", code: "too_many")
            }
            return [.excepted(exceptions: exceptions)]
        case .withdraw(let id):
            guard let exception = plan.exceptions.first(where: { $0.id == id }) else {
                throw Rejection("There is no such exception.", code: "unknown_exception")
            }
            guard exception.until > now else { throw Rejection("It is over.", code: "over") }
            return [.withdrawn(exception: id)]
        case .retire: return [.retired]
        }
    }

    package func applying(_ fact: Fact, at instant: Date) -> OnCallSchedule {
        var next = self
        switch fact {
        case .defined: break
        case .amended(let name, let team, let zone, let layers):
            (next.name, next.team) = (name, team)
            next.plan = OnCallPlan(zone: zone, layers: layers, exceptions: plan.exceptions)
        case .excepted(let exceptions):
            next.plan.exceptions = plan.exceptions.filter { $0.until > instant - Self.keptFor } + exceptions
        case .withdrawn(let id): next.plan.exceptions.removeAll { $0.id == id }
        case .retired: next.state = .retired
        }
        return next
    }

    package static func beginning(_ id: UUID, with fact: Fact, at instant: Date) -> OnCallSchedule? {
        guard case .defined(let name, let team, let plan) = fact else { return nil }
        return OnCallSchedule(id: id, name: name, team: team, plan: plan, state: .active, definedAt: instant)
    }
}

extension OnCallException {
    /// Two people take each other's times: each is on call instead of the other.
    package static func swap(
        _ one: UUID, _ theirs: (from: Date, until: Date), _ other: UUID, _ others: (from: Date, until: Date)
    ) -> [OnCallException] {
        [
            OnCallException(id: UUID(), kind: .swap, from: theirs.from, until: theirs.until, instead: one, by: other),
            OnCallException(id: UUID(), kind: .swap, from: others.from, until: others.until, instead: other, by: one),
        ]
    }

    /// Relieves everybody until the shift that runs ends, or until a time.
    package static func takeover(
        of schedule: OnCallSchedule, by person: UUID, from now: Date, until: Date?
    ) -> OnCallException? {
        let end = until ?? OnCallCalendar(schedule.plan)?.shifts(from: now, until: now + 14 * 86_400).first?.until
        return end.map {
            OnCallException(id: UUID(), kind: .takeover, from: now.wholeSecond, until: $0, instead: nil, by: person)
        }
    }
}

extension Date {
    /// Cut to the second, downwards.
    package var wholeSecond: Date { Date(timeIntervalSince1970: Double(second)) }
}
