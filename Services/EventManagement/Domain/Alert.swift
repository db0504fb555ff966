import Foundation
import Records

/// The current state of one thing that monitoring watches, folded from what its sources said.
package struct Alert: Codable, Equatable, Sendable {
    package enum State: String, Codable, CaseIterable, Sendable {
        case firing
        case cleared
        /// The source went silent about it; it counts as over until it is heard again.
        case expired
    }

    package let id: UUID
    package internal(set) var number: String
    package internal(set) var integration: UUID
    package internal(set) var state: State
    package internal(set) var severity: Severity
    package internal(set) var worstSeverity: Severity
    package internal(set) var severityWord: String?
    package internal(set) var check: String
    package internal(set) var summary: String
    package internal(set) var labels: [String: String]
    package internal(set) var annotations: [String: String]
    package internal(set) var link: String?
    package internal(set) var binding: Binding
    package internal(set) var onset: Date
    package internal(set) var clearedAt: Date?
    /// The maintenance that mutes it now.
    package internal(set) var mute: Mute?
    /// The maintenance that muted it last; kept as evidence for the change's review.
    package internal(set) var lastMute: Mute?
    /// The change whose declared impact it exceeds.
    package internal(set) var exceeds: ChangeReference?
    package internal(set) var situation: UUID?
    /// How often this identity fired anew, the first time included.
    package internal(set) var episodes: Int
    /// How often it came back soon after it had cleared.
    package internal(set) var reopenings: Int
    package internal(set) var acknowledgement: Acknowledgement?
    package internal(set) var assignment: Assignment?
    package internal(set) var comments: Int?
    /// A rule wants others to hear of it at once.
    package internal(set) var opensAtOnce: Bool?
    /// What else mutes it, beside maintenance.
    package internal(set) var overlays: [Overlay]?
    /// When it last began to fire or ended, the newest last; at most twenty.
    package internal(set) var changes: [Date]?

    package var isFiring: Bool { state == .firing }

    /// A raise this soon after the end is the same trouble come back, where its integration does not say otherwise.
    package static let reopenWindow: TimeInterval = 15 * 60
}

extension Alert {
    /// What a raise brings.
    package struct Raise: Codable, Equatable, Sendable {
        package let number: String
        package let integration: UUID
        package let severity: Severity
        package let severityWord: String?
        package let check: String
        package let summary: String
        package let labels: [String: String]
        package let annotations: [String: String]
        package let link: String?
        package let binding: Binding
        package let onset: Date
        /// Seconds after an end within which it is the same trouble come back; `reopenWindow` without.
        package let reopenWithin: Int?

        /// A raise as the event tells it, bound to what it is about. A known alert keeps its number.
        package init(_ event: Event, number: String, binding: Binding) {
            self.number = number
            integration = event.integration
            severity = event.severity
            severityWord = event.severityWord
            check = event.check
            summary = event.summary
            labels = event.labels
            annotations = event.annotations
            link = event.link
            self.binding = binding
            onset = event.onset
            reopenWithin = event.reopenWithin
        }
    }

    /// The maintenance that mutes an alert.
    package struct Mute: Codable, Equatable, Sendable {
        package let window: UUID
        package let change: ChangeReference

        package init(window: UUID, change: ChangeReference) {
            self.window = window
            self.change = change
        }
    }
}

/// A change as alerts and situations name it.
package struct ChangeReference: Codable, Equatable, Sendable {
    package let id: UUID
    package let number: String

    package init(id: UUID, number: String) {
        self.id = id
        self.number = number
    }
}
