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
        for person in Self.ordered(mentioned) { try tell(person, .mention, in: tx) }
        for person in Self.ordered(others) { try tell(person, .reply, in: tx) }
    }

    /// Everybody reads the title that is for them: what monitoring wrote is not for requesters.
    private func tell(_ person: UUID, _ template: Notice.Template, in tx: Transaction) throws {
        guard let seen = try Readers.head(head.reference, for: person, notes: kind == .note, in: tx) else { return }
        let notice = Notice(
            template, about: seen.reference, number: seen.number, title: seen.title,
            link: "/records/\(seen.reference)", actor: author, text: text)
        try Notices.tell(person, notice, cause: entry.id, in: tx)
    }

    private static func ordered(_ people: Set<UUID>) -> [UUID] { people.sorted { $0.uuidString < $1.uuidString } }
}
