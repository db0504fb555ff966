import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// An incident waits for its caller: they read what they are asked as a reply of whoever asks, once for each time.
struct AskCaller: Sendable {
    func heard(_ message: IncidentAnnounced, _ received: Received, in tx: Transaction) throws {
        guard message.facts.contains("held"), let question = message.question,
            let head = try RecordHeads().find(RecordReference(kind: .incident, id: message.record), in: tx),
            !head.isPastReplies, let author = try PersonStore().read(question.askedBy, in: tx)?.record
        else { return }
        let text = try Conversation.Entry.text(question.text)
        let entry = try Conversation.Entry(
            id: UUID.v7(at: tx.now), author: question.askedBy, by: .staff, channel: .web,
            digest: SayOnRecord.digest(text), mentions: [], attachments: [])
        let kept = try Conversations().perform(
            .reply(entry, isClosed: false), on: head.reference, by: received.provenance, in: tx)
        try EntryStore().insert(entry, .reply, text: text, in: kept.record, tx)
        try TellOfEntry(entry: entry, kind: .reply, text: text, head: head, author: author.details.name)
            .tell(kept.record.watchers, in: tx)
    }
}
