import Foundation
import Records

/// A text or a report made ready beforehand: staff's own, or shared by all of them.
package struct Template: Codable, Equatable, Sendable {
    package static let kind = "template"

    package enum State: String, Codable, CaseIterable, Sendable { case active, retired }

    /// What a template is for.
    package enum Purpose: String, Codable, CaseIterable, Sendable {
        /// A reply or note.
        case response
        /// A report by phone: the "quick call".
        case record
    }

    package let id: UUID
    package let owner: UUID
    package private(set) var details: Details
    package private(set) var state: State
    package let definedAt: Date

    package var purpose: Purpose { details.content.purpose }

    /// What a template is called, whose it is and what it holds.
    package struct Details: Codable, Equatable, Sendable {
        package let name: String
        /// Whether all staff use it; otherwise only its owner.
        package let shared: Bool
        package let content: Content

        /// Throws `Invalid` naming the field at fault.
        package init(name: String, shared: Bool, content: Content) throws(Invalid) {
            self.name = try Wording.line(name, field: "name", atMost: 80)
            self.shared = shared
            self.content = content
        }
    }

    package enum Content: Codable, Equatable, Sendable {
        case response(text: ResponseText)
        case report(report: Report)

        package var purpose: Purpose {
            switch self {
            case .response: .response
            case .report: .record
            }
        }
    }

    /// What an agent would type for each call of a usual kind.
    package struct Report: Codable, Equatable, Sendable {
        package let summary: String
        package let description: String?
        package let service: UUID?
        package let urgency: Urgency?

        /// Throws `Invalid` naming the field at fault.
        package init(
            summary: String, description: String?, service: UUID?, urgency: Int?
        ) throws(Invalid) {
            self.summary = try Wording.line(summary, field: "summary")
            self.description = try Wording.paragraphs(description, field: "description", atMost: 20_000)
            self.service = service
            self.urgency = try urgency.map { number throws(Invalid) in
                guard let urgency = Urgency(rawValue: number) else {
                    throw Invalid("Give an urgency from 1 (high) to 3 (low).", field: "urgency", code: "out_of_range")
                }
                return urgency
            }
        }
    }
}

extension Template: Lifecycle {
    package enum Command: Equatable, Sendable {
        case revise(Details)
        case retire
        case restore
    }

    package enum Fact: Codable, Equatable, Sendable {
        case defined(owner: UUID, details: Details)
        case revised(details: Details)
        case retired
        case restored
    }

    /// The whole lifecycle: each line is one legal move, told twice changes nothing, anything else is rejected.
    package func deciding(_ command: Command, at now: Date) throws(Rejection) -> [Fact] {
        switch (state, command) {
        case (.active, .revise(let details)): details == self.details ? [] : [.revised(details: details)]
        case (.active, .retire): [.retired]
        case (.active, .restore), (.retired, .retire): []
        case (.retired, .restore): [.restored]
        case (.retired, .revise):
            throw Rejection("Template \(details.name) is retired: restore it first.", code: "retired")
        }
    }

    package static func beginning(_ id: UUID, with fact: Fact, at instant: Date) -> Template? {
        guard case .defined(let owner, let details) = fact else { return nil }
        return Template(id: id, owner: owner, details: details, state: .active, definedAt: instant)
    }

    package func applying(_ fact: Fact, at instant: Date) -> Template {
        var template = self
        switch fact {
        case .defined(_, let details), .revised(let details): template.details = details
        case .retired: template.state = .retired
        case .restored: template.state = .active
        }
        return template
    }
}
