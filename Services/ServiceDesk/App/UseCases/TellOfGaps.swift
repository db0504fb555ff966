import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres

/// Who can close a gap in a schedule hears of it: the managers in the team that it is for, and who wrote the schedule.
struct TellOfGaps: Sendable {
    func changed(_ message: OnCallScheduleAnnounced, _ received: Received, in tx: Transaction) throws {
        guard !message.uncovered.isEmpty else { return }
        let id = message.record.uuidString.lowercased()
        let notice = Notice(
            .coverageGap, about: RecordReference(kind: .onCallSchedule, id: message.record), number: "",
            title: message.name, link: "/operations/on-call/\(id)",
            periods: message.uncovered.map { Notice.Period(from: $0.from, until: $0.until) })
        let leads = try message.team.map { try managers(of: $0, in: tx) } ?? []
        try Notices.tell(leads + message.editors, notice, cause: received.messageID, in: tx)
    }

    private func managers(of team: UUID, in tx: Transaction) throws -> [UUID] {
        try tx.query(
            """
            SELECT id FROM person
            WHERE state = 'active' AND 'manager' = ANY(roles) AND \(team) = ANY(teams) ORDER BY id LIMIT 50
            """
        ) { try $0.value("id") }
    }
}
