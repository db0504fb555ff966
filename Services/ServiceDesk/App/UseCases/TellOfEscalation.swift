import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres

/// Whom an escalation is for finds it in the inbox and in the mail.
struct TellOfEscalation: Sendable {
    func escalated(_ message: IncidentEscalated, _ received: Received, in tx: Transaction) throws {
        let record = RecordReference(kind: .incident, id: message.record)
        let notice = Notice(
            .escalated, about: record, number: message.number, title: message.summary, link: Notice.page(of: record),
            text: message.reason)
        try Notices.tell(message.informs, notice, cause: received.messageID, in: tx)
    }
}
