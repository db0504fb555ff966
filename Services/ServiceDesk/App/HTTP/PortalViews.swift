import Chassis
import Contracts
import DeskDomain
import Foundation

/// The business services somebody may use, and how they are.
struct PortalServices: Codable, Sendable {
    let items: [PortalService]
}

/// A business service as its users see it.
struct PortalService: Codable, Sendable {
    struct Health: Codable, Sendable {
        /// `ok`, `degraded`, `down`, `maintenance`; `unknown` for what nobody watches.
        let state: String
        let since: Date?
    }

    /// What is wrong, in words that are for everybody; the summary is for staff alone.
    struct Outage: Codable, Sendable {
        let incident: UUID
        let number: String
        let title: String
        /// `down` or `degraded`.
        let serviceState: String
        let since: Date
        let affectedCount: Int
        let iAmAffected: Bool
        let summary: String?
    }

    struct Planned: Codable, Sendable {
        let window: UUID
        let title: String
        let from: Date
        let to: Date
        /// `degraded` or `down`.
        let impact: String
    }

    let id: UUID
    let name: String
    let description: String?
    let health: Health
    let outage: Outage?
    let planned: [Planned]
}

extension PortalService {
    init(
        _ service: OutageBoard.Usable, health: ServiceHealthAnnounced?, outage head: RecordHead?,
        windows: [MaintenanceWindowAnnounced], for reader: Principal
    ) {
        id = service.id
        name = service.name
        description = service.description
        self.health = Health(state: health?.health ?? "unknown", since: health?.since)
        let isDown = health?.health == "down"
        outage = head.map { head in
            Outage(
                incident: head.reference.id, number: head.number,
                title: "\(service.name) is \(isDown ? "down" : "degraded")", serviceState: isDown ? "down" : "degraded",
                since: head.openedAt, affectedCount: head.affectedCount,
                iAmAffected: head.affected.contains(reader.id), summary: reader.isStaff ? head.title : nil)
        }
        let ahead = windows.compactMap { window -> Planned? in
            let impact = window.expectedImpact.first { $0.service == service.id }?.impact
            guard let impact, impact != "none" else { return nil }
            return Planned(
                window: window.record, title: reader.isStaff ? "Planned work (\(window.changeNumber))" : "Planned work",
                from: window.start, to: window.end, impact: impact)
        }
        planned = Array(ahead.prefix(10))
    }
}

/// What a requester says is broken.
struct PortalReport: Codable, Sendable {
    let summary: String
    let description: String?
    let service: UUID?
    /// 1 high … 3 low.
    let urgency: Int?
}

/// What became of a report: the incident's number follows with its announcement.
struct PortalReported: Codable, Sendable {
    struct Numbered: Codable, Sendable {
        let id: UUID
        let number: String?
    }

    let contact: Numbered
    let incident: Numbered
}

/// An outage that hurts the caller too.
struct MeTooAnswer: Codable, Sendable {
    let incident: PortalReported.Numbered
    let iAmAffected: Bool
}

struct ReopenReason: Codable, Sendable {
    let reason: String
}
