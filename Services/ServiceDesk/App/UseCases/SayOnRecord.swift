import Chassis
import Contracts
import Crypto
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Replies, which the requester reads, and notes, which only staff do.
struct SayOnRecord: Sendable {
    /// What somebody wants to say.
    struct Saying: Sendable {
        let text: String
        let mentions: [UUID]
        let attachments: [UUID]
        let channel: Conversation.Entry.Channel
    }

    private let conversations = Conversations()
    private let entries = EntryStore()
    private let attachments = AttachmentStore()

    /// Says it, as whoever may see the record; a reply to what was merged is said where that goes on. Throws `NotFound` for a record they may not see, `Invalid` naming the field.
    func say(
        _ saying: Saying, as kind: Conversation.Entry.Kind, on reference: RecordReference, by author: Principal,
        _ provenance: Provenance, in tx: Transaction
    ) throws -> EntryView {
        let family = try MergedFamily(reference, for: author, in: tx)
        if kind == .reply, let survivor = family.survivor {
            try attachments.carry(saying.attachments, from: reference, to: survivor.reference, of: author.id, in: tx)
            return try say(saying, as: kind, on: survivor.reference, by: author, provenance, in: tx)
        }
        let head = family.head
        let text = try Conversation.Entry.text(saying.text)
        let entry = try Conversation.Entry(
            id: UUID.v7(at: tx.now), author: author.id, by: Self.side(of: author, at: head, kind),
            channel: saying.channel, digest: Self.digest(text), mentions: saying.mentions,
            attachments: saying.attachments)
        try checkMentions(entry.mentions, kind, on: reference, in: tx)
        let command: Conversation.Command =
            kind == .reply ? .reply(entry, isClosed: head.isPastReplies) : .note(entry)
        let kept = try conversations.perform(command, on: reference, by: provenance, in: tx)
        try entries.insert(entry, kind, text: text, in: kept.record, tx)
        try send(entry, of: reference, in: tx)
        try TellOfEntry(entry: entry, kind: kind, text: text, head: head, author: author.name)
            .tell(kept.record.watchers, in: tx)
        if kind == .reply {
            try PassOnReplies().passOn(entry, text, from: reference, by: author, provenance, in: tx)
        }
        if kind == .reply, entry.by == .requester, reference.kind == .incident {
            try Outbox.instruct(
                ReplyToIncident(record: reference.id, entry: entry.id, person: author.id, repliedAt: tx.now),
                by: provenance, in: tx)
        }
        return try view(entry.id, of: reference, in: tx)
    }

    /// Takes back one's own note while it is fresh: its text and files are gone, its place and the journal stay.
    func withdraw(
        _ id: UUID, on reference: RecordReference, by person: Principal, _ provenance: Provenance, in tx: Transaction
    ) throws -> EntryView {
        _ = try RecordSight().find(reference, for: person, in: tx)
        guard let entry = try entries.find(id, of: reference, in: tx), entry.kind == .note else {
            throw NotFound("note", id.uuidString.lowercased())
        }
        let command = Conversation.Command.withdraw(entry.seen, by: person.id)
        try conversations.perform(command, on: reference, by: provenance, in: tx)
        if entry.withdrawnAt == nil {
            try attachments.delete(sentWith: id, in: tx)
            try entries.withdraw(id, in: tx)
        }
        return try view(id, of: reference, in: tx)
    }

    /// Staff speak for the desk, but not about a record of their own.
    private static func side(
        of author: Principal, at head: RecordHead, _ kind: Conversation.Entry.Kind
    ) -> Conversation.Side {
        kind == .note || (author.isStaff && author.id != head.requester) ? .staff : .requester
    }

    static func digest(_ text: String) -> String {
        SHA256.hash(data: Data(text.utf8)).map { String(format: "%02x", $0) }.joined()
    }

    /// Who is mentioned must be able to read it. One answer for whoever is unknown and whoever may not: it tells nothing.
    private func checkMentions(
        _ mentions: [UUID], _ kind: Conversation.Entry.Kind, on reference: RecordReference, in tx: Transaction
    ) throws {
        for (index, person) in mentions.enumerated() {
            guard try Readers.reads(person, reference, notes: kind == .note, in: tx) else {
                throw Invalid(
                    "Nobody who may read this is \(person.uuidString.lowercased()).", field: "mentions.\(index)",
                    code: "unknown_person")
            }
        }
    }

    private func send(_ entry: Conversation.Entry, of reference: RecordReference, in tx: Transaction) throws {
        guard !entry.attachments.isEmpty else { return }
        let sent = try attachments.send(
            entry.attachments, with: entry.id, at: AttachmentPlace(reference), by: entry.author, in: tx)
        guard sent == entry.attachments.count else {
            throw Invalid(
                "Name files that you have uploaded to this record and not sent yet.", field: "attachments",
                code: "unknown_attachment")
        }
        for file in entry.attachments { try Timers.disarm(KeepAttachments.timer, for: file, in: tx) }
    }

    private func view(_ id: UUID, of reference: RecordReference, in tx: Transaction) throws -> EntryView {
        guard let entry = try entries.find(id, of: reference, in: tx) else {
            throw NotFound("entry", id.uuidString.lowercased())
        }
        return EntryView(entry, files: try attachments.sent(with: [id], in: tx)[id] ?? [])
    }
}

extension RecordHead {
    /// Whether its owner takes nothing more: the requester opens a new one.
    var isPastReplies: Bool { ["closed", "cancelled", "merged"].contains(state) }
}
