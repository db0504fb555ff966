import Foundation
import Records

/// Somebody got in touch: who, how, about what, and what became of it.
package struct Contact: Codable, Equatable, Sendable {
    /// `waiting` until the incident service has opened the incident asked for, then `followed`.
    package enum State: String, Codable, CaseIterable, Sendable { case waiting, followed }
    package enum Channel: String, Codable, CaseIterable, Sendable {
        case phone, portal
        /// The calendar: a recurring record.
        case schedule
    }

    package let id: UUID
    package private(set) var report: Report
    package private(set) var incident: IncidentSeen?
    package let recordedAt: Date
    /// Nil is reactive: what the first contacts were.
    package private(set) var givenLane: Lane?

    /// By which way it is dealt with.
    package var lane: Lane { givenLane ?? .reactive }

    private enum CodingKeys: String, CodingKey { case id, report, incident, recordedAt, givenLane = "lane" }

    package var state: State { incident == nil ? .waiting : .followed }

    /// Until service is restored, as far as its owner has said.
    package var isOpen: Bool { incident.map { !["resolved", "closed", "cancelled"].contains($0.state) } ?? true }

    /// What the agent wrote down.
    package struct Report: Codable, Equatable, Sendable {
        /// `CON0000042`.
        package let number: String
        /// The person who is hurt.
        package let person: UUID
        /// The agent who took the report.
        package let agent: UUID
        package let channel: Channel
        package let service: UUID?
        package let summary: String
        package let description: String?
        package let urgency: Urgency?
        /// The id the incident shall have.
        package let incident: UUID
        /// What the agent takes it for, in the incident service's words; nil for what it was not asked.
        package let category: String?

        /// Throws `Invalid` naming the field at fault.
        package init(
            number: String, person: UUID, agent: UUID, channel: Channel, service: UUID?, summary: String,
            description: String?, urgency: Int?, incident: UUID, category: String? = nil
        ) throws(Invalid) {
            self.number = number
            self.person = person
            self.agent = agent
            self.channel = channel
            self.service = service
            self.summary = try Wording.line(summary, field: "summary")
            self.description = try Wording.paragraphs(description, field: "description", atMost: 20_000)
            self.urgency = try Self.urgency(urgency)
            self.incident = incident
            self.category = try Self.category(category)
        }

        private static func category(_ text: String?) throws(Invalid) -> String? {
            guard let text else { return nil }
            return try Wording.line(text, field: "category", atMost: 300)
        }

        private static func urgency(_ number: Int?) throws(Invalid) -> Urgency? {
            guard let number else { return nil }
            guard let urgency = Urgency(rawValue: number) else {
                throw Invalid("Give an urgency from 1 (high) to 3 (low).", field: "urgency", code: "out_of_range")
            }
            return urgency
        }
    }

    /// The incident as its owner last announced it; the state is its owner's word.
    package struct IncidentSeen: Codable, Equatable, Sendable {
        package let number: String
        package let state: String

        package init(number: String, state: String) {
            self.number = number
            self.state = state
        }
    }
}

extension Contact: Lifecycle {
    package static let kind = "contact"

    package enum Command: Equatable, Sendable {
        case follow(IncidentSeen)
        case changeLane(Lane, reason: String)
    }

    package enum Fact: Codable, Equatable, Sendable {
        case recorded(report: Report)
        case incidentOpened(incident: IncidentSeen)
        case incidentMoved(incident: IncidentSeen)
        case laneChanged(lane: Lane, reason: String)
    }

    /// The whole lifecycle: the contact follows its incident; the same news twice changes nothing.
    package func deciding(_ command: Command, at now: Date) throws(Rejection) -> [Fact] {
        switch (state, command) {
        case (.waiting, .follow(let seen)): [.incidentOpened(incident: seen)]
        case (.followed, .follow(let seen)): seen == incident ? [] : [.incidentMoved(incident: seen)]
        case (_, .changeLane(let lane, let reason)):
            lane == self.lane ? [] : [.laneChanged(lane: lane, reason: reason)]
        }
    }

    package static func beginning(_ id: UUID, with fact: Fact, at instant: Date) -> Contact? {
        guard case .recorded(let report) = fact else { return nil }
        return Contact(id: id, report: report, incident: nil, recordedAt: instant)
    }

    package func applying(_ fact: Fact, at instant: Date) -> Contact {
        var contact = self
        switch fact {
        case .recorded(let report): contact.report = report
        case .incidentOpened(let seen), .incidentMoved(let seen): contact.incident = seen
        case .laneChanged(let lane, _): contact.givenLane = lane
        }
        return contact
    }
}
