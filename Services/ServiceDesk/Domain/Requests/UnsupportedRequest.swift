import Foundation
import Records

/// Somebody wishes for something that nobody offers: recorded, explained with an alternative, and then decided about.
package struct UnsupportedRequest: Codable, Equatable, Sendable {
    package enum State: String, Codable, CaseIterable, Sendable {
        case recorded, explained, declined
        case referredToChange = "referred_to_change"
        case referredToImprovement = "referred_to_improvement"
        case serviceAdded = "service_added"
    }

    /// What was wished for, as it was said.
    package struct Wish: Codable, Equatable, Sendable {
        /// `USR0000042`.
        package let number: String
        package let wish: String
        package let details: String?
        package let service: UUID?
        package let requester: UUID
        /// The customer the requester belongs to; nil is the provider itself.
        package let organisation: UUID?

        /// Throws `Invalid` naming the field at fault.
        package init(
            number: String, wish: String, details: String?, service: UUID?, requester: UUID, organisation: UUID?
        ) throws(Invalid) {
            self.number = number
            self.wish = try Wording.line(wish, field: "wish", atMost: 300)
            self.details = try Wording.paragraphs(details, field: "details", atMost: 20_000)
            self.service = service
            self.requester = requester
            self.organisation = organisation
        }
    }

    package let id: UUID
    package let wish: Wish
    package let recordedAt: Date
    package private(set) var state: State
    package private(set) var lane: Lane
    /// Under which it is counted; see `Demand.topic`.
    package private(set) var topic: String?
    /// Who sees to it.
    package private(set) var owner: UUID?
    /// Why it is not offered, and what may be had instead.
    package private(set) var reason: String?
    package private(set) var alternative: String?
    package private(set) var explainedAt: Date?
    package private(set) var decidedAt: Date?
    package private(set) var note: String?
    /// The id the change or improvement has that came of it.
    package private(set) var change: UUID?
    package private(set) var improvement: UUID?
    /// The item that can be asked for now.
    package private(set) var item: UUID?

    package var isOpen: Bool { state == .recorded || state == .explained }
}

extension UnsupportedRequest: Lifecycle {
    package static let kind = "unsupported-request"

    package enum Command: Equatable, Sendable {
        case assign(owner: UUID)
        case classify(topic: String)
        case explain(reason: String, alternative: String)
        case decline(note: String?)
        case referToChange(UUID, note: String?)
        case referToImprovement(UUID, note: String?)
        case addService(item: UUID)
        case changeLane(Lane, reason: String)
    }

    package enum Fact: Codable, Equatable, Sendable {
        case recorded(wish: Wish, topic: String?)
        case assigned(owner: UUID)
        case classified(topic: String)
        case explained(reason: String, alternative: String)
        case declined(note: String?)
        case referredToChange(change: UUID, note: String?)
        case referredToImprovement(improvement: UUID, note: String?)
        case serviceAdded(item: UUID)
        case laneChanged(lane: Lane, reason: String)
    }

    /// The whole lifecycle: nothing is decided before it is explained, and what was decided can still come true.
    package func deciding(_ command: Command, at now: Date) throws(Rejection) -> [Fact] {
        switch (state, command) {
        case (_, .assign(let owner)): owner == self.owner ? [] : [.assigned(owner: owner)]
        case (_, .classify(let topic)): topic == self.topic ? [] : [.classified(topic: topic)]
        case (_, .changeLane(let lane, let reason)):
            lane == self.lane ? [] : [.laneChanged(lane: lane, reason: reason)]
        case (.recorded, .explain(let reason, let other)), (.explained, .explain(let reason, let other)):
            reason == self.reason && other == alternative ? [] : [.explained(reason: reason, alternative: other)]
        case (.explained, .decline(let note)): [.declined(note: note)]
        case (.explained, .referToChange(let change, let note)):
            [.referredToChange(change: change, note: note)] + taking(.change, "It takes a change.")
        case (.explained, .referToImprovement(let improvement, let note)):
            [.referredToImprovement(improvement: improvement, note: note)]
                + taking(.improvement, "It is an improvement.")
        case (.explained, .addService(let item)), (.declined, .addService(let item)),
            (.referredToChange, .addService(let item)), (.referredToImprovement, .addService(let item)):
            [.serviceAdded(item: item)]
        case (.declined, .decline), (.referredToChange, .referToChange),
            (.referredToImprovement, .referToImprovement):
            []  // told twice
        case (.serviceAdded, .addService(let item)) where item == self.item: []
        case (.recorded, _):
            throw Rejection("Explain \(wish.number) first: why not, and what instead.", code: "not_explained")
        default: throw Rejection("\(wish.number) is \(state.rawValue) already.")
        }
    }

    private func taking(_ lane: Lane, _ reason: String) -> [Fact] {
        lane == self.lane ? [] : [.laneChanged(lane: lane, reason: reason)]
    }

    package static func beginning(_ id: UUID, with fact: Fact, at instant: Date) -> UnsupportedRequest? {
        guard case .recorded(let wish, let topic) = fact else { return nil }
        return UnsupportedRequest(
            id: id, wish: wish, recordedAt: instant, state: .recorded, lane: .relationship, topic: topic)
    }

    package func applying(_ fact: Fact, at instant: Date) -> UnsupportedRequest {
        var next = self
        switch fact {
        case .recorded: break
        case .assigned(let owner): next.owner = owner
        case .classified(let topic): next.topic = topic
        case .laneChanged(let lane, _): next.lane = lane
        case .explained(let reason, let alternative):
            (next.state, next.reason, next.alternative, next.explainedAt) = (.explained, reason, alternative, instant)
        case .declined(let note): (next.state, next.note, next.decidedAt) = (.declined, note, instant)
        case .referredToChange(let change, let note):
            (next.state, next.change, next.note, next.decidedAt) = (.referredToChange, change, note, instant)
        case .referredToImprovement(let improvement, let note):
            (next.state, next.improvement, next.note, next.decidedAt) = (
                .referredToImprovement, improvement, note, instant
            )
        case .serviceAdded(let item): (next.state, next.item, next.decidedAt) = (.serviceAdded, item, instant)
        }
        return next
    }
}

extension UnsupportedRequest.Command {
    /// The command as the API and the README write it.
    package var name: String {
        switch self {
        case .assign: "assign"
        case .classify: "classify"
        case .explain: "explain"
        case .decline: "decline"
        case .referToChange: "refer-to-change"
        case .referToImprovement: "refer-to-improvement"
        case .addService: "add-service"
        case .changeLane: "change-lane"
        }
    }
}
