import Chassis
import DeskDomain
import Foundation
import Postgres
import Records

/// Who hears of a reply or a note: never its author, each once, and nobody who could not read it.
struct TellOfEntry: Sendable {
    let entry: Conversation.Entry
    let kind: Conversation.Entry.Kind
    let text: String
    let head: RecordHead
    /// The author's name.
    let author: String

    /// Whoever is mentioned hears that; the requester (of replies), the watchers and the assignee hear the rest.
    func tell(_ watchers: [UUID], in tx: Transaction) throws {
        let mentioned = Set(entry.mentions).subtracting([entry.author])
        let requester = kind == .reply ? head.requester : nil
        let others = Set(watchers + [requester, head.assignee].compactMap(\.self))
            .subtracting(mentioned).subtracting([entry.author])
        try Notices.tell(mentioned, notice(.mention), cause: entry.id, in: tx)
        let readers = try others.filter { try Readers.reads($0, head.reference, notes: kind == .note, in: tx) }
        try Notices.tell(readers, notice(.reply), cause: entry.id, in: tx)
    }

    private func notice(_ template: Notice.Template) -> Notice {
        Notice(
            template, about: head.reference, number: head.number, title: head.title,
            link: "/records/\(head.reference)", actor: author, text: text)
    }
}
