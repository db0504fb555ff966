import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres

/// Who is given a task within an incident finds it in the inbox and in the mail.
struct TellOfTask: Sendable {
    func given(_ message: IncidentTaskGiven, _ received: Received, in tx: Transaction) throws {
        let record = RecordReference(kind: .incident, id: message.record)
        let notice = Notice(
            .taskAssigned, about: record, number: message.number, title: message.summary,
            link: Notice.page(of: record), text: message.title, due: message.due)
        try Notices.tell([message.person], notice, cause: received.messageID, in: tx)
    }
}
