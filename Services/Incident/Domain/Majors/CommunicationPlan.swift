import Foundation

/// Who is told how a major incident goes.
package enum Audience: String, Codable, CaseIterable, CodingKeyRepresentable, Sendable {
    /// The people who use the services that it hurts.
    case users
    case management
    /// Everybody who works for the provider.
    case staff
}

/// How often everybody hears of it, and where those who restore meet.
package struct CommunicationPlan: Codable, Equatable, Sendable {
    /// Minutes from one update to the next.
    package let cadence: Int
    /// Where they talk: an address or a telephone number.
    package let bridge: String?

    package static let cadences = 5...240

    package init(cadence: Int, bridge: String?) {
        self.cadence = cadence
        self.bridge = bridge
    }
}

/// What was told to an audience. Published it never changes: a mistake is put right by the next.
package struct StatusUpdate: Codable, Equatable, Sendable {
    /// How far the work is, as status pages say it.
    package enum Progress: String, Codable, CaseIterable, Sendable {
        case investigating, identified, monitoring, resolved
    }

    package let id: UUID
    package let audience: Audience
    package let progress: Progress
    package let text: String
    package let author: UUID
    package let at: Date

    package init(id: UUID, audience: Audience, progress: Progress, text: String, author: UUID, at: Date) {
        self.id = id
        self.audience = audience
        self.progress = progress
        self.text = text
        self.author = author
        self.at = at
    }
}

extension MajorIncident {
    /// When this audience must hear more at the latest; nil unless it is accepted and service is not back.
    package func updateDue(to audience: Audience) -> Date? {
        guard state == .accepted, let ledSince else { return nil }
        let last = updates.last { $0.audience == audience }?.at ?? ledSince
        return max(last, ledSince) + Double(plan.cadence) * 60
    }

    /// When the updates were due that have not come to this day; empty unless it is led.
    package var overdue: [Audience: Date] { missed.filter { updateDue(to: $0.key) == $0.value } }

    /// The next moment at which an update is missed that nobody has noticed yet.
    package var nextUpdateCheck: Date? {
        Audience.allCases.compactMap { audience in
            updateDue(to: audience).flatMap { missed[audience] == $0 ? nil : $0 }
        }.min()
    }
}
