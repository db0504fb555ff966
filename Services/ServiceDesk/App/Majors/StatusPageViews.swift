import Contracts
import Foundation
import Postgres

/// A major incident as its audience is told of it.
struct StatusEntry: Codable, Sendable {
    struct Service: Codable, Sendable {
        let id: UUID
        let name: String
    }

    struct Update: Codable, Sendable {
        let id: UUID
        /// `investigating`, `identified`, `monitoring`, `resolved`.
        let progress: String
        let text: String
        let at: Date
        /// Who wrote it; not for users.
        let author: String?
    }

    let id: UUID
    let number: String
    /// `accepted` while it goes on; `restored`, `reviewing` or `closed` afterwards.
    let state: String
    let services: [Service]
    /// What staff call it; not for users.
    let summary: String?
    let priority: Int?
    let since: Date
    let restoredAt: Date?
    /// When the next update is promised to this audience; nil once service is back.
    let nextUpdateAt: Date?
    let updates: [Update]

    init(
        _ major: MajorIncidentAnnounced, services: [Service], updates: [Update], for audience: StatusPage.Audience
    ) {
        id = major.record
        number = major.number
        state = major.state.rawValue
        self.services = services
        summary = audience == .users ? nil : major.summary
        priority = audience == .users ? nil : major.priority
        since = major.acceptedAt ?? major.proposedAt
        restoredAt = major.restoredAt
        let last = updates.first?.at ?? since
        nextUpdateAt = major.state == .accepted ? max(last, since) + Double(major.cadence) * 60 : nil
        self.updates = updates
    }
}

struct StatusPageView: Codable, Sendable {
    let audience: StatusPage.Audience
    /// Which audiences' pages the caller may read.
    let open: [StatusPage.Audience]
    let items: [StatusEntry]
}

/// One person who was informed, and what became of the mail.
struct StatusDelivery: Codable, Sendable {
    let id: UUID
    let person: UUID
    let name: String
    /// `major_incident` or `update_overdue`.
    let template: String
    let state: NoticeState
    let toldAt: Date
    let sentAt: Date?
    /// What the mail server answered, or why nothing was sent.
    let answer: String?
    /// When they read it in the inbox of the suite.
    let readAt: Date?

    init(_ row: Row) throws {
        id = try row.value("id")
        person = try row.value("person")
        name = try row.value("name")
        template = try row.value("template")
        state = try row.value("state")
        toldAt = try row.value("created_at")
        sentAt = try row.value("sent_at")
        answer = try row.value("last_answer")
        readAt = try row.value("read_at")
    }
}

struct StatusDeliveries: Codable, Sendable {
    let items: [StatusDelivery]
}
